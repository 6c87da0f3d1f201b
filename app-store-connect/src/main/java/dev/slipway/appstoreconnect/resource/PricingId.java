package dev.slipway.appstoreconnect.resource;

/// Apple's id of a resource of Pricing and Availability.
public sealed interface PricingId extends ResourceId {
  /// A country or region of the App Store, by its code of three letters, such as `USA`.
  record TerritoryId(String value) implements PricingId {
    public TerritoryId {
      ResourceId.check("TerritoryId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// The prices of an app; equal to the app's id (first-release-live.md, B1).
  record AppPriceScheduleId(String value) implements PricingId {
    public AppPriceScheduleId {
      ResourceId.check("AppPriceScheduleId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// One possible price of one app in one territory.
  record AppPricePointId(String value) implements PricingId {
    public AppPricePointId {
      ResourceId.check("AppPricePointId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// Where an app is available.
  record AppAvailabilityId(String value) implements PricingId {
    public AppAvailabilityId {
      ResourceId.check("AppAvailabilityId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// Whether an app is available in one territory.
  record TerritoryAvailabilityId(String value) implements PricingId {
    public TerritoryAvailabilityId {
      ResourceId.check("TerritoryAvailabilityId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }
}
