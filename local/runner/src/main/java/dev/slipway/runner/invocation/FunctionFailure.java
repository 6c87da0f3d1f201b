package dev.slipway.runner.invocation;

/// Thrown when a handler throws; the cause is the handler's exception.
public final class FunctionFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param function logical id
  public FunctionFailure(String function, Throwable cause) {
    super(function + " failed: " + cause.getClass().getName(), cause);
  }
}
