package dev.slipway.connections;

/// Thrown when Secrets Manager is unreachable, throttles Slipway or rejects a request. The message
/// names the operation, never the content.
public final class SecretsUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SecretsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
