package dev.slipway.simulator.errors;

/// Errors of one relationship of a request, in Apple's words as far as they are known. All are 409
/// with a code that begins with ENTITY_ERROR.RELATIONSHIP.
public final class RelationshipErrors {
  private RelationshipErrors() {}

  /// Reports that a required relationship is missing.
  public static ApiError required(String name) {
    return new ApiError(
        409,
        "ENTITY_ERROR.RELATIONSHIP.REQUIRED",
        "The provided entity is missing a required relationship",
        "You must provide a value for the relationship '" + name + "' with this request",
        "/data/relationships/" + name,
        null,
        null,
        null);
  }

  /// Reports a relationship that the resource has, but that this operation does not take
  /// (review-live.md, B, quotes the sentence; the code is that of attributes by analogy).
  public static ApiError notAllowed(String name, String operation) {
    return new ApiError(
        409,
        "ENTITY_ERROR.RELATIONSHIP.NOT_ALLOWED",
        "The provided entity includes a relationship that is not allowed",
        "'" + name + "' can not be included in a '" + operation + "' operation",
        "/data/relationships/" + name,
        null,
        null,
        null);
  }

  /// Reports a relationship that the resource does not have (review-live.md, B).
  public static ApiError unknown(String name, String type) {
    return new ApiError(
        409,
        "ENTITY_ERROR.RELATIONSHIP.UNKNOWN",
        "The provided entity includes an unknown relationship",
        "'" + name + "' is not a relationship on the resource '" + type + "'",
        "/data/relationships/" + name,
        null,
        null,
        null);
  }

  /// Reports a relationship value that is not acceptable.
  public static ApiError invalid(String name, String detail) {
    return new ApiError(
        409,
        "ENTITY_ERROR.RELATIONSHIP.INVALID",
        "The provided entity includes a relationship with an invalid value",
        detail,
        name.isEmpty() ? "/data" : "/data/relationships/" + name,
        null,
        null,
        null);
  }

  /// Reports a relationship that the state of its resource, or of the related one, does not allow
  /// (review-live.md, A8).
  public static ApiError locked(String name, String detail) {
    return new ApiError(
        409,
        "ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE",
        "A relationship value is not acceptable for the current resource state.",
        detail,
        "/data/relationships/" + name,
        null,
        null,
        null);
  }
}
