package dev.slipway.simulator.errors;

/// Errors of one attribute of a request, in Apple's words as far as they are known. All are 409
/// with a code that begins with ENTITY_ERROR.ATTRIBUTE.
public final class AttributeErrors {
  private AttributeErrors() {}

  /// Reports that a required attribute is missing.
  public static ApiError required(String name) {
    return new ApiError(
        409,
        "ENTITY_ERROR.ATTRIBUTE.REQUIRED",
        "The provided entity is missing a required attribute",
        "You must provide a value for the attribute '" + name + "' with this request",
        "/data/attributes/" + name,
        null,
        null,
        null);
  }

  /// Reports an attribute value that is not acceptable.
  public static ApiError invalid(String name, String detail) {
    return attribute(
        "INVALID", "The provided entity includes an attribute with an invalid value", name, detail);
  }

  /// Reports an attribute that the state of its resource locks (review-live.md, A8).
  public static ApiError locked(String name, String detail) {
    return attribute(
        "INVALID.INVALID_STATE",
        "An attribute value is not acceptable for the current resource state.",
        name,
        detail);
  }

  /// Reports an attribute value that is already in use.
  public static ApiError duplicate(String name, String detail) {
    return attribute(
        "INVALID.DUPLICATE",
        "The provided entity includes an attribute with a value that has already been used",
        name,
        detail);
  }

  /// Reports a name that an app of another developer account has, or reserves, in this language
  /// (media-live.md, K15; the words are not known).
  public static ApiError duplicateOfDifferentAccount(String name, String detail) {
    return attribute(
        "INVALID.DUPLICATE.DIFFERENT_ACCOUNT",
        "The provided entity includes an attribute with a value that has already been used",
        name,
        detail);
  }

  /// Reports characters that Apple does not accept in a text (media-live.md, K7).
  public static ApiError invalidCharacters(String name, String detail) {
    return attribute(
        "INVALID.INVALID_CHARACTERS", "An attribute value has invalid characters.", name, detail);
  }

  /// Reports characters that TestFlight does not accept in a text (apple-2026.md, 4). Its code is
  /// not known beyond its beginning.
  public static ApiError invalidText(String name, String detail) {
    return attribute("INVALID", "An attribute value has invalid text.", name, detail);
  }

  /// Reports a text with too many characters (media-live.md, K5).
  public static ApiError tooLong(String name, String detail) {
    return attribute("INVALID.TOO_LONG", "An attribute value is too long.", name, detail);
  }

  /// Reports a text with too few characters (media-live.md, K5: the code alone).
  public static ApiError tooShort(String name, String detail) {
    return attribute("INVALID.TOO_SHORT", "An attribute value is too short.", name, detail);
  }

  /// Reports a phone number that fits no numbering plan, as TestFlight does (media-live.md, K14).
  public static ApiError invalidPhoneNumber(String name) {
    return attribute(
        "INVALID.INVALID_PHONE_NUMBER",
        "An attribute value is invalid.",
        name,
        "The format of the phone number is invalid.");
  }

  /// Reports a number of the Korean rating board without an override for Korea (media-live.md, K8;
  /// the beginning of the code and the words are not known).
  public static ApiError koreaAgeRatingOverrideInvalid(String name, String detail) {
    return attribute(
        "INVALID.KOREA_AGE_RATING_OVERRIDE_INVALID",
        "An attribute value is invalid.",
        name,
        detail);
  }

  /// Reports a primary language without screenshots in a live version (media-live.md, 2.4; the
  /// words are not known).
  public static ApiError missingScreenshotsOfPrimaryLocale(String locale) {
    return attribute(
        "INVALID.INVALID_STATE.MISSING_SCREENSHOTS_PRIMARY_LOCALE",
        "An attribute value is invalid.",
        "primaryLocale",
        "The live version has no screenshots in '" + locale + "'.");
  }

  /// Reports an attribute of the wrong type, or one that is not an allowed value.
  public static ApiError wrongType(String name, String detail) {
    return attribute(
        "TYPE", "The provided entity includes an attribute with an invalid type", name, detail);
  }

  /// Reports an attribute that the resource does not have.
  public static ApiError unknown(String name, String type) {
    return attribute(
        "UNKNOWN",
        "The provided entity includes an unknown attribute",
        name,
        "The attribute '"
            + name
            + "' is not an attribute on the resource '"
            + type
            + "' for this operation");
  }

  /// Reports an attribute that the resource has, but that this operation does not take
  /// (first-release-live.md, F, for a group's `hasAccessToAllBuilds`; public records quote the
  /// sentence for other resources too).
  public static ApiError notAllowed(String name, String operation) {
    return attribute(
        "NOT_ALLOWED",
        "The provided entity includes an attribute that is not allowed",
        name,
        "The attribute '" + name + "' can not be included in a '" + operation + "' operation");
  }

  private static ApiError attribute(String suffix, String title, String name, String detail) {
    return new ApiError(
        409,
        "ENTITY_ERROR.ATTRIBUTE." + suffix,
        title,
        detail,
        "/data/attributes/" + name,
        null,
        null,
        null);
  }
}
