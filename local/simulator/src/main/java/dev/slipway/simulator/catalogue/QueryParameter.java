package dev.slipway.simulator.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Apple allows for one query parameter.
///
/// @param required whether the call is refused without it
/// @param single "integer", "boolean" or "string" if it takes one value; null if it takes a
///   comma-separated list
/// @param values the allowed values; empty if any value is allowed. Where Apple's document names
///   none, those of the attribute that the filter compares: a filter that is no value of its type
///   is refused (codemagic-ci-cd/cli-tools#305)
/// @param maximum greatest value of an integer; 0 if there is no limit
public record QueryParameter(
    boolean required, @Nullable String single, List<String> values, int maximum) {

  /// Copies the list.
  public QueryParameter {
    values = List.copyOf(values);
  }

  /// Returns whether the values are booleans, which Apple takes in any case: Python's clients send
  /// `True` and `False`. (codemagic-ci-cd/cli-tools#305)
  public boolean isBoolean() {
    return "boolean".equals(single) || values.equals(List.of("true", "false"));
  }
}
