package dev.slipway.lambda;

/// What the runtime interface client reported in place of an answer.
public final class FunctionFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FunctionFailedException(String report) {
    super(report);
  }
}
