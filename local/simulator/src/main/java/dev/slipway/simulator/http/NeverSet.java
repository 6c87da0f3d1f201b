package dev.slipway.simulator.http;

import dev.slipway.simulator.catalogue.Operation;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.pricing.AppPriceSchedules;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.util.List;
import java.util.Set;

/// What Apple answers about a price or an availability that was never set: 404, where others are
/// `data: null` or an empty list (first-release-live.md, B1 and B2).
final class NeverSet {
  private static final Set<String> PRICES = Set.of("manualPrices", "automaticPrices");

  private NeverSet() {}

  /// Refuses to show the availability of an app that has none.
  static void requireAvailability(Operation operation, Resource subject) {
    if ("appAvailabilityV2".equals(operation.relationship())) {
      throw new ApiException(ApiError.noResource("appAvailabilities", subject.id()));
    }
  }

  /// Refuses to show or to include the prices of a schedule that is a placeholder. That it holds of
  /// automatic prices too is an analogy.
  static void requirePrices(Operation operation, Resource schedule, List<String> included) {
    if (schedule.type().equals("appPriceSchedules")
        && AppPriceSchedules.isPlaceholder(schedule)
        && (PRICES.contains(String.valueOf(operation.relationship()))
            || included.stream().anyMatch(PRICES::contains))) {
      throw new ApiException(ApiError.noResource("null", schedule.id()));
    }
  }

  /// Returns whether the rows of an availability that was never set are an empty list.
  static boolean isEmptyList(World world, Operation operation, String id) {
    return operation.root().equals("appAvailabilities")
        && operation.many()
        && world.find("appAvailabilities", id) == null
        && world.find("apps", id) != null
        && world.guesses().turned(Guess.ROWS_NEVER_SET_ARE_EMPTY);
  }
}
