package dev.slipway.appstoreconnect.resource;

/// The text of one version in one locale.
public record LocalizationId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public LocalizationId {
    ResourceId.check("LocalizationId", value);
  }

  @Override
  public String type() {
    return "appStoreVersionLocalizations";
  }

  @Override
  public String toString() {
    return value;
  }
}
