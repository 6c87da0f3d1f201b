package dev.slipway.runner.invocation;

/// A handler threw; what it threw is the cause.
public final class FunctionFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param function logical id
  public FunctionFailure(String function, Throwable cause) {
    super(function + " failed: " + cause.getClass().getName(), cause);
  }
}
