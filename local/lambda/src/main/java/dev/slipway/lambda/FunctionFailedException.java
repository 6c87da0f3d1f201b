package dev.slipway.lambda;

/// Carries what the runtime interface client reported instead of an answer.
public final class FunctionFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FunctionFailedException(String report) {
    super(report);
  }
}
