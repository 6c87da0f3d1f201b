package dev.slipway.appstoreconnect.resource;

/// What testers are asked to test in a build, in one locale.
public record BetaBuildLocalizationId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public BetaBuildLocalizationId {
    ResourceId.check("BetaBuildLocalizationId", value);
  }

  @Override
  public String type() {
    return "betaBuildLocalizations";
  }

  @Override
  public String toString() {
    return value;
  }
}
