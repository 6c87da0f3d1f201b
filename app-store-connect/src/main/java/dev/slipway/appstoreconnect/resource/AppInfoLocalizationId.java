package dev.slipway.appstoreconnect.resource;

/// An app's name and such in one locale.
public record AppInfoLocalizationId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public AppInfoLocalizationId {
    ResourceId.check("AppInfoLocalizationId", value);
  }

  @Override
  public String type() {
    return "appInfoLocalizations";
  }

  @Override
  public String toString() {
    return value;
  }
}
