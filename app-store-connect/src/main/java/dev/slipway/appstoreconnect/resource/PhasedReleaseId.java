package dev.slipway.appstoreconnect.resource;

/// The seven-day release of one version.
public record PhasedReleaseId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public PhasedReleaseId {
    ResourceId.check("PhasedReleaseId", value);
  }

  @Override
  public String type() {
    return "appStoreVersionPhasedReleases";
  }

  @Override
  public String toString() {
    return value;
  }
}
