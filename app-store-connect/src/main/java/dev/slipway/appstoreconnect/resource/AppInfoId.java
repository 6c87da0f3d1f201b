package dev.slipway.appstoreconnect.resource;

/// What an app says about itself apart from any version; an app has one or two.
public record AppInfoId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public AppInfoId {
    ResourceId.check("AppInfoId", value);
  }

  @Override
  public String type() {
    return "appInfos";
  }

  @Override
  public String toString() {
    return value;
  }
}
