package dev.slipway.aws.edge;

import dev.slipway.problems.Problem;

/// Ends a request with a problem as its answer.
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.type().slug());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
