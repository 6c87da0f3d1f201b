package dev.slipway.simulator.pricing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Computed;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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

  private static String id(String appId, String territory) {
    return PricePoint.encode(MAPPER.createObjectNode().put("s", appId).put("t", territory));
  }

  @Override
  public @Nullable Resource find(String id) {
    JsonNode named;
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(id);
      named = MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | JsonProcessingException e) {
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
    return row(new ContentStatuses(world, app), app, availability, territory);
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
    var statuses = new ContentStatuses(world, app);
    return Territories.ids().stream()
        .map(territory -> row(statuses, app, availability, territory))
        .toList();
  }

  private static Resource row(
      ContentStatuses contentStatuses,
      Resource app,
      @Nullable Resource availability,
      String territory) {
    TerritoryRow row = TerritoryRow.of(availability, territory);
    String released = row.available() ? contentStatuses.releaseDate() : null;
    Resource resource =
        Resource.computed(TYPE, id(app.id(), territory), app.issuerId())
            .set("available", row.available())
            .set("preOrderEnabled", row.preOrderEnabled())
            .set("releaseDate", row.preOrderEnabled() ? row.releaseDate() : released);
    ArrayNode statuses = resource.attributes().putArray("contentStatuses");
    contentStatuses.of(availability, territory).forEach(statuses::add);
    return resource.relate("app", app.id()).relate("territory", territory);
  }

  private Resource update(WriteCall call) {
    String territory = String.valueOf(call.target().relation("territory"));
    Resource app = world.get("apps", call.target().relation("app"));
    Resource found = world.find(AppAvailabilities.TYPE, app.id());
    TerritoryRow row = TerritoryRow.of(found, territory);
    TerritoryRow changed = row.changed(call.data().path("attributes"));
    Resource availability = found == null ? makeUnavailable(app) : found;
    var statuses = new ContentStatuses(world, app);
    if (!changed.equals(row)) {
      statuses.changes(availability, territory);
      changed.into(availability, territory);
    }
    return row(statuses, app, availability, territory);
  }

  private Resource makeUnavailable(Resource app) {
    Resource availability = AppAvailabilities.make(world, app, false);
    Territories.ids().forEach(id -> TerritoryRow.NEVER_SET.into(availability, id));
    return availability;
  }
}
