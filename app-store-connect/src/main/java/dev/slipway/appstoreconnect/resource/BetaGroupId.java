package dev.slipway.appstoreconnect.resource;

/// A group of TestFlight testers.
public record BetaGroupId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public BetaGroupId {
    ResourceId.check("BetaGroupId", value);
  }

  @Override
  public String type() {
    return "betaGroups";
  }

  @Override
  public String toString() {
    return value;
  }
}
