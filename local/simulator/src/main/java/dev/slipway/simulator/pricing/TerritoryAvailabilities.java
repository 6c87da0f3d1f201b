package dev.slipway.simulator.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Computed;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.VersionStates;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `territoryAvailabilities`: one row for each app and territory, with what keeps the app from
/// being sold there (first-release-live.md, B2 and B3). The id of a row is the base64url of
/// `{"s":"<app id>","t":"ITA"}`.
final class TerritoryAvailabilities implements Computed {
  private static final String TYPE = "territoryAvailabilities";

  /// Hidden fact of an availability: when a call created it.
  static final String CREATED = "createdAt";

  /// Hidden fact of an app: obstacles by territory, whether or not its availability is set.
  private static final String OBSTACLES = "contentStatuses";

  /// Hidden fact of an availability: by territory, what rows said before the last change, and when
  /// they no longer say it.
  private static final String BEFORE = "before";

  /// "For a while" (first-release-live.md, B2); how long is not known.
  private static final Duration PROCESSING = Duration.ofMinutes(2);

  /// "Empty at first" (apple-2026.md, 7); how long is not known.
  private static final Duration UNTIL_SHOWN = Duration.ofSeconds(20);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final World world;

  TerritoryAvailabilities(World world) {
    this.world = world;
  }

  void register(Writes writes) {
    writes.on("PATCH /v1/territoryAvailabilities/{id}", this::update);
  }

  /// Says what keeps an app from being sold in a territory, for example TRADER_STATUS_NOT_PROVIDED.
  static void obstruct(Resource app, String territory, List<String> contentStatuses) {
    ArrayNode statuses = app.hidden().withObjectProperty(OBSTACLES).putArray(territory);
    contentStatuses.forEach(statuses::add);
  }

  private static String id(String appId, String territory) {
    return PricePoint.encode(MAPPER.createObjectNode().put("s", appId).put("t", territory));
  }

  @Override
  public @Nullable Resource find(String id) {
    JsonNode named;
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(id);
      named = MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | com.fasterxml.jackson.core.JsonProcessingException e) {
      return null;
    }
    Resource app = world.find("apps", named.path("s").asText());
    String territory = named.path("t").asText();
    if (app == null || !Territories.exists(territory) || !id(app.id(), territory).equals(id)) {
      return null;
    }
    Resource availability = world.find(AppAvailabilities.TYPE, app.id());
    if (availability == null && world.guesses().turned(Guess.ROWS_NEED_AN_AVAILABILITY)) {
      return null;
    }
    return row(app, availability, territory);
  }

  @Override
  public List<Resource> related(
      Resource availability, String relationship, Map<String, List<String>> filters) {
    String created = availability.hidden().path(CREATED).asText();
    if (!created.isEmpty()
        && world.now().isBefore(Instant.parse(created).plus(UNTIL_SHOWN))
        && world.guesses().turned(Guess.ROWS_SHOWN_LATE)) {
      return List.of();
    }
    Resource app = world.get("apps", availability.relation("app"));
    return Territories.ids().stream().map(territory -> row(app, availability, territory)).toList();
  }

  private Resource row(Resource app, @Nullable Resource availability, String territory) {
    TerritoryRow row =
        availability == null ? TerritoryRow.NEVER_SET : TerritoryRow.of(availability, territory);
    Resource resource =
        Resource.computed(TYPE, id(app.id(), territory), app.issuerId())
            .set("available", row.available())
            .set("preOrderEnabled", row.preOrderEnabled())
            .set("releaseDate", row.preOrderEnabled() ? row.releaseDate() : releaseDate(app, row));
    ArrayNode statuses = resource.attributes().putArray("contentStatuses");
    statuses(app, availability, territory).forEach(statuses::add);
    return resource.relate("app", app.id()).relate("territory", territory);
  }

  /// Of a released app: the day of its release.
  private @Nullable String releaseDate(Resource app, TerritoryRow row) {
    return row.available()
        ? world.related(app, "appStoreVersions").stream()
            .filter(VersionStates::isReleased)
            .map(version -> version.text("createdDate"))
            .filter(date -> date.length() > 10)
            .map(date -> date.substring(0, 10))
            .min(String::compareTo)
            .orElse(null)
        : null;
  }

  private List<String> statuses(Resource app, @Nullable Resource availability, String territory) {
    TerritoryRow row =
        availability == null ? TerritoryRow.NEVER_SET : TerritoryRow.of(availability, territory);
    if (availability != null) {
      JsonNode before = availability.hidden().path(BEFORE).path(territory);
      if (!before.isMissingNode()
          && world.now().isBefore(Instant.parse(before.path("until").asText()))) {
        List<String> still = texts(before.path("statuses"));
        still.add(processing(row));
        return still;
      }
    }
    List<String> obstacles = texts(app.hidden().path(OBSTACLES).path(territory));
    List<String> statuses = new ArrayList<>(settled(app, row, obstacles.isEmpty()));
    statuses.addAll(obstacles);
    return statuses;
  }

  private List<String> settled(Resource app, TerritoryRow row, boolean unobstructed) {
    boolean released =
        world.related(app, "appStoreVersions").stream().anyMatch(VersionStates::isReleased);
    if (!row.available()) {
      return List.of("CANNOT_SELL");
    }
    if (row.preOrderEnabled()) {
      return List.of(released ? "AVAILABLE_FOR_PREORDER" : "PREORDER_ON_UNRELEASED_APP");
    }
    if (!released) {
      return List.of("CANNOT_SELL", "AVAILABLE_FOR_SALE_UNRELEASED_APP");
    }
    return unobstructed ? List.of("AVAILABLE") : List.of();
  }

  private static String processing(TerritoryRow row) {
    if (!row.available()) {
      return "PROCESSING_TO_NOT_AVAILABLE";
    }
    return row.preOrderEnabled() ? "PROCESSING_TO_PRE_ORDER" : "PROCESSING_TO_AVAILABLE";
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private Resource update(WriteCall call) {
    String territory = String.valueOf(call.target().relation("territory"));
    Resource app = world.get("apps", call.target().relation("app"));
    Resource found = world.find(AppAvailabilities.TYPE, app.id());
    TerritoryRow row = found == null ? TerritoryRow.NEVER_SET : TerritoryRow.of(found, territory);
    TerritoryRow changed = row.changed(call.data().path("attributes"));
    Resource availability = found == null ? makeUnavailable(app) : found;
    if (!changed.equals(row)) {
      List<String> settled = statuses(app, availability, territory);
      settled.removeIf(status -> status.startsWith("PROCESSING_"));
      ObjectNode before = availability.hidden().withObjectProperty(BEFORE).putObject(territory);
      before.put("until", call.now().plus(PROCESSING).toString());
      settled.forEach(before.putArray("statuses")::add);
      changed.into(availability, territory);
    }
    return row(app, availability, territory);
  }

  private Resource makeUnavailable(Resource app) {
    Resource availability = AppAvailabilities.make(world, app, false);
    Territories.ids().forEach(id -> TerritoryRow.NEVER_SET.into(availability, id));
    return availability;
  }
}
