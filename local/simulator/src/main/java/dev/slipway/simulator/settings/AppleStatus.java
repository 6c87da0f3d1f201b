package dev.slipway.simulator.settings;

/// The error code and text that Apple uses for an HTTP status, as far as they are known.
final class AppleStatus {
  private AppleStatus() {}

  static Fault.Kind.Status of(int status) {
    return switch (status) {
      case 401 ->
          kind(
              401,
              "NOT_AUTHORIZED",
              "Authentication credentials are missing or invalid.",
              "Provide a properly configured and signed bearer token, and make sure that it has not"
                  + " expired.");
      case 403 ->
          kind(
              403,
              "FORBIDDEN_ERROR",
              "This request is forbidden for security reasons",
              "The API key in use does not allow this request");
      case 404 ->
          kind(
              404,
              "NOT_FOUND",
              "The specified resource does not exist",
              "There is no such resource.");
      case 409 ->
          kind(
              409,
              "STATE_ERROR",
              "The request cannot be fulfilled because of the state of another resource.",
              "The resource is not in a valid state.");
      case 422 ->
          kind(
              422,
              "ENTITY_UNPROCESSABLE",
              "The request entity is not processable.",
              "The request entity is not processable in its current state.");
      case 429 ->
          kind(
              429,
              "RATE_LIMIT_EXCEEDED",
              "The request rate limit has been reached.",
              "We've received too many requests for this API. Please wait and try again or slow"
                  + " down your request rate.");
      default ->
          kind(
              status,
              "UNEXPECTED_ERROR",
              "An unexpected error occurred.",
              "An unexpected error occurred on the server side. If this issue continues, contact"
                  + " us.");
    };
  }

  private static Fault.Kind.Status kind(int status, String code, String title, String detail) {
    return new Fault.Kind.Status(status, code, title, detail, null, null);
  }
}
