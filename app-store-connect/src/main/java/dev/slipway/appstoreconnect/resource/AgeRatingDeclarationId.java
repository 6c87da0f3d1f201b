package dev.slipway.appstoreconnect.resource;

/// The answers to Apple's questions on age rating.
public record AgeRatingDeclarationId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public AgeRatingDeclarationId {
    ResourceId.check("AgeRatingDeclarationId", value);
  }

  @Override
  public String type() {
    return "ageRatingDeclarations";
  }

  @Override
  public String toString() {
    return value;
  }
}
