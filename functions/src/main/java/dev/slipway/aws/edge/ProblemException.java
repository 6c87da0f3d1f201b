package dev.slipway.aws.edge;

import dev.slipway.problems.Problem;
import java.util.Map;

/// Ends a request with a problem as its answer.
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  public ProblemException(Problem problem) {
    this(problem, Map.of());
  }

  /// Creates one with headers for the answer, such as `allow`.
  public ProblemException(Problem problem, Map<String, String> headers) {
    super(problem.type().slug());
    this.problem = problem;
    this.headers = Map.copyOf(headers);
  }

  public Problem problem() {
    return problem;
  }

  HttpResponse answer(String requestId) {
    HttpResponse answer = HttpResponse.problem(problem, requestId);
    for (var header : headers.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }
}
