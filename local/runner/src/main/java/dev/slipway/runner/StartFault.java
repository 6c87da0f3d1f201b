package dev.slipway.runner;

/// Thrown when the run cannot start for a reason that the user can fix. The message is one line and
/// says how.
public final class StartFault extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param message what is wrong and what to do
  public StartFault(String message) {
    super(message);
  }
}
