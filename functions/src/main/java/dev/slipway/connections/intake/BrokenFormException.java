package dev.slipway.connections.intake;

import dev.slipway.problems.Problem;

/// A form that cannot be read as one.
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
