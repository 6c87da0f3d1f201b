package dev.slipway.functions.api;

import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads a request's query and reports all its faults together.
final class PageParameters {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 100;

  private final HttpRequest request;
  private final List<Problem> faults = new ArrayList<>();

  /// Checks the names of the parameters.
  ///
  /// @param allowed the parameters of the route; any other is a fault
  PageParameters(HttpRequest request, Set<String> allowed) {
    this.request = request;
    for (String name : new TreeSet<>(request.query().keySet())) {
      if (!allowed.contains(name)) {
        fault(name, "Unknown parameter. This route accepts " + new TreeSet<>(allowed) + ".");
      }
    }
  }

  int limit() {
    String text = request.parameter("limit").orElse(String.valueOf(DEFAULT_LIMIT));
    if (text.matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    }
    fault("limit", "Must be a number from 1 to " + MAX_LIMIT + ".");
    return DEFAULT_LIMIT;
  }

  /// Reads the position of the next page, as the previous page returned it.
  ///
  /// @param form a regular expression for the whole value
  @Nullable String next(String form) {
    var next = request.parameter("next");
    if (next.filter(text -> !text.matches(form)).isPresent()) {
      fault("next", "Must be the value of \"next\" from the previous page.");
      return null;
    }
    return next.orElse(null);
  }

  /// Reads a parameter with a format of its own.
  ///
  /// @param read returns empty for an invalid value
  <T> Optional<T> value(String name, Function<String, Optional<T>> read, String expectation) {
    var text = request.parameter(name);
    var value = text.flatMap(read);
    if (text.isPresent() && value.isEmpty()) {
      fault(name, expectation);
    }
    return value;
  }

  /// Reads a parameter that must be present.
  ///
  /// @param read returns empty for an invalid value
  <T> Optional<T> required(String name, Function<String, Optional<T>> read, String expectation) {
    if (request.parameter(name).isEmpty()) {
      fault(name, "Missing. " + expectation);
    }
    return value(name, read, expectation);
  }

  /// Refuses the request if it has faults.
  void refuseFaults() {
    if (!faults.isEmpty()) {
      throw new ProblemException(
          Problem.of(ProblemType.INVALID_FIELDS, "The query has invalid parameters.")
              .withFaults(faults));
    }
  }

  private void fault(String name, String detail) {
    faults.add(Problem.at(name, ProblemType.INVALID_FIELDS, detail));
  }
}
