package dev.slipway.simulator.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Apple allows for one query parameter.
///
/// @param required whether the call is refused without it
/// @param single "integer", "boolean" or "string" if it takes one value; null if it takes a
///   comma-separated list
/// @param values the allowed values; empty if any value is allowed
/// @param maximum greatest value of an integer; 0 if there is no limit
public record QueryParameter(
    boolean required, @Nullable String single, List<String> values, int maximum) {

  /// Copies the list.
  public QueryParameter {
    values = List.copyOf(values);
  }
}
