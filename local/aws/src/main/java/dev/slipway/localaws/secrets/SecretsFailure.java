package dev.slipway.localaws.secrets;

/// An error that Secrets Manager answers (AWS Secrets Manager API Reference, "Common errors" and
/// the errors of each action).
@SuppressWarnings("serial") // never serialized
final class SecretsFailure extends RuntimeException {
  private final String type;

  private SecretsFailure(String type, String message) {
    super(message, null, false, false);
    this.type = type;
  }

  String type() {
    return type;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  static SecretsFailure notFound() {
    return new SecretsFailure(
        "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  }

  static SecretsFailure valueNotFound(String what) {
    return new SecretsFailure(
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret value for " + what);
  }

  static SecretsFailure exists(String message) {
    return new SecretsFailure("ResourceExistsException", message);
  }

  static SecretsFailure markedForDeletion() {
    return invalidRequest(
        "You can't perform this operation on the secret because it was marked for deletion.");
  }

  static SecretsFailure invalidRequest(String message) {
    return new SecretsFailure("InvalidRequestException", message);
  }

  static SecretsFailure invalidParameter(String message) {
    return new SecretsFailure("InvalidParameterException", message);
  }

  static SecretsFailure validation(String message) {
    return new SecretsFailure("ValidationException", message);
  }

  static SecretsFailure limitExceeded(String message) {
    return new SecretsFailure("LimitExceededException", message);
  }

  static SecretsFailure of(String type, String message) {
    return new SecretsFailure(type, message);
  }
}
