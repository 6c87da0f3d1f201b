package dev.slipway.appstoreconnect.resource;

/// An app record; decimal digits today.
public record AppId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public AppId {
    ResourceId.check("AppId", value);
  }

  @Override
  public String type() {
    return "apps";
  }

  @Override
  public String toString() {
    return value;
  }
}
