package dev.slipway.appstoreconnect.pricing;

import dev.slipway.appstoreconnect.resource.PricingId.TerritoryAvailabilityId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.appstoreconnect.resource.Resource;
import java.util.List;

/// Whether an app is available in one territory (spec: TerritoryAvailability).
///
/// @param available whether the app is to be available there
/// @param contentStatuses Apple's names for what applies there, such as `AVAILABLE` or
///   `TRADER_STATUS_NOT_PROVIDED`; an open list
public record TerritoryAvailability(
    TerritoryAvailabilityId id,
    TerritoryId territory,
    boolean available,
    List<String> contentStatuses) {
  static final List<String> FIELDS = List.of("available", "contentStatuses", "territory");

  public TerritoryAvailability {
    contentStatuses = List.copyOf(contentStatuses);
  }

  static TerritoryAvailability read(Resource resource) {
    var territory =
        resource
            .linked("territory")
            .orElseThrow(() -> resource.attributes().fault("territory", "must be included"));
    return new TerritoryAvailability(
        new TerritoryAvailabilityId(resource.id()),
        new TerritoryId(territory),
        isAvailable(resource),
        resource.attributes().strings("contentStatuses"));
  }

  static boolean isAvailable(Resource resource) {
    return resource.attributes().optionalBool("available").orElse(false);
  }

  /// Returns whether the app is available there once Apple has processed the last change, which
  /// takes a while (first-release-live.md, B2).
  public boolean willBeAvailable() {
    return contentStatuses.contains("PROCESSING_TO_AVAILABLE")
        || (available && !contentStatuses.contains("PROCESSING_TO_NOT_AVAILABLE"));
  }
}
