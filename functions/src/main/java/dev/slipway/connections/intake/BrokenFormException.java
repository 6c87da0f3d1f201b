package dev.slipway.connections.intake;

import dev.slipway.problems.Problem;

/// Thrown for a malformed form.
final class BrokenFormException extends Exception {
  private static final long serialVersionUID = 1L;

  // Not serialised: the exception never leaves this package.
  private final transient Problem problem;

  BrokenFormException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
