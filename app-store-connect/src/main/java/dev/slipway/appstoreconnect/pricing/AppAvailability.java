package dev.slipway.appstoreconnect.pricing;

import dev.slipway.appstoreconnect.resource.PricingId.AppAvailabilityId;
import dev.slipway.appstoreconnect.resource.Resource;
import java.util.List;

/// Where an app is available (spec: AppAvailabilityV2); each territory is a
/// [TerritoryAvailability].
///
/// @param availableInNewTerritories whether the app is available in territories that Apple adds
///   later
public record AppAvailability(AppAvailabilityId id, boolean availableInNewTerritories) {
  static final List<String> FIELDS = List.of("availableInNewTerritories");

  static AppAvailability read(Resource resource) {
    return new AppAvailability(
        new AppAvailabilityId(resource.id()),
        resource.attributes().optionalBool("availableInNewTerritories").orElse(false));
  }
}
