package dev.slipway.connections;

/// Secrets Manager could not be reached, throttled us, or refused; the message names the operation,
/// never the content.
public final class SecretsUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SecretsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
