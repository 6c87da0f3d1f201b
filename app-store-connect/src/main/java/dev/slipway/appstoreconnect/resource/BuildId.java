package dev.slipway.appstoreconnect.resource;

/// A processed (or processing) binary.
public record BuildId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public BuildId {
    ResourceId.check("BuildId", value);
  }

  @Override
  public String type() {
    return "builds";
  }

  @Override
  public String toString() {
    return value;
  }
}
