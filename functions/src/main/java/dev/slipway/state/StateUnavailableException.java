package dev.slipway.state;

/// The state store could not be reached, or a write's outcome is unknown. The trigger must be
/// retried (Lambda does so for asynchronous events; the schedule sweeps what is due).
public final class StateUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StateUnavailableException(String message) {
    super(message);
  }

  public StateUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
