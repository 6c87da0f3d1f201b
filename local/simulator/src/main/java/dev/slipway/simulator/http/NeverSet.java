package dev.slipway.simulator.http;

import dev.slipway.simulator.catalogue.Operation;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;

/// Answers 404 where others answer `data: null` or an empty list, because an app's availability was
/// never set (first-release-live.md, B2).
final class NeverSet {
  private NeverSet() {}

  /// Checks that a relationship of a resource has been set, if Apple answers 404 otherwise.
  ///
  /// @throws ApiException if it was never set
  static void require(World world, Operation operation, Resource subject) {
    if ("appAvailabilityV2".equals(operation.relationship())
        && world.related(subject, "appAvailabilityV2").isEmpty()) {
      throw new ApiException(ApiError.noResource("appAvailabilities", subject.id()));
    }
  }
}
