package dev.slipway.appstoreconnect.resource;

/// How a build stands in TestFlight.
public record BuildBetaDetailId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public BuildBetaDetailId {
    ResourceId.check("BuildBetaDetailId", value);
  }

  @Override
  public String type() {
    return "buildBetaDetails";
  }

  @Override
  public String toString() {
    return value;
  }
}
