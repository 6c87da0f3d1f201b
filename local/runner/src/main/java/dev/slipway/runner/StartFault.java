package dev.slipway.runner;

/// The run cannot start, for a reason that the person in front of it can mend; the message is one
/// line and says how.
public final class StartFault extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param message what is wrong and what to do
  public StartFault(String message) {
    super(message);
  }
}
