package dev.slipway.simulator.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.VersionStates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `contentStatuses` of an app's rows: whether it is sold there, and what keeps it from it
/// (first-release-live.md, B2).
final class ContentStatuses {
  /// Hidden fact of an app: obstacles by territory, whether or not its availability is set.
  private static final String OBSTACLES = "contentStatuses";

  /// Hidden fact of an availability: by territory, what the row said before its last change, and
  /// until when it still says it.
  private static final String BEFORE = "before";

  /// "For a while" (first-release-live.md, B2); how long is not known.
  private static final Duration PROCESSING = Duration.ofMinutes(2);

  private final World world;
  private final Resource app;
  private final List<Resource> released;

  ContentStatuses(World world, Resource app) {
    this.world = world;
    this.app = app;
    this.released =
        world.related(app, "appStoreVersions").stream().filter(VersionStates::isReleased).toList();
  }

  /// Says what keeps an app from being sold in a territory, for example TRADER_STATUS_NOT_PROVIDED.
  static void obstruct(Resource app, String territory, List<String> contentStatuses) {
    ArrayNode statuses = app.hidden().withObjectProperty(OBSTACLES).putArray(territory);
    contentStatuses.forEach(statuses::add);
  }

  /// Returns the day of the app's release; null before.
  @Nullable String releaseDate() {
    return released.stream()
        .map(version -> version.text("createdDate"))
        .filter(date -> date.length() > 10)
        .map(date -> date.substring(0, 10))
        .min(String::compareTo)
        .orElse(null);
  }

  /// Returns the statuses of a row of an availability; null if that was never set.
  List<String> of(@Nullable Resource availability, String territory) {
    TerritoryRow row = TerritoryRow.of(availability, territory);
    JsonNode before =
        availability == null
            ? MissingNode.getInstance()
            : availability.hidden().path(BEFORE).path(territory);
    if (before.has("until") && world.now().isBefore(Instant.parse(before.path("until").asText()))) {
      List<String> still = texts(before.path("statuses"));
      still.add(processing(row));
      return still;
    }
    List<String> obstacles = texts(app.hidden().path(OBSTACLES).path(territory));
    List<String> statuses = new ArrayList<>(settled(row, obstacles.isEmpty()));
    statuses.addAll(obstacles);
    return statuses;
  }

  /// Records that a row is about to change: it shows its statuses for a while, and that Apple
  /// processes the change.
  void changes(Resource availability, String territory) {
    List<String> statuses = of(availability, territory);
    statuses.removeIf(status -> status.startsWith("PROCESSING_"));
    ObjectNode before = availability.hidden().withObjectProperty(BEFORE).putObject(territory);
    before.put("until", world.now().plus(PROCESSING).toString());
    statuses.forEach(before.putArray("statuses")::add);
  }

  private List<String> settled(TerritoryRow row, boolean unobstructed) {
    if (!row.available()) {
      return List.of("CANNOT_SELL");
    }
    if (row.preOrderEnabled()) {
      return List.of(released.isEmpty() ? "PREORDER_ON_UNRELEASED_APP" : "AVAILABLE_FOR_PREORDER");
    }
    if (released.isEmpty()) {
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
}
