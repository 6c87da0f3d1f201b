package dev.slipway.runner.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.cloudformation.TemplateFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides whether an event matches a rule (Amazon EventBridge User Guide, "Event patterns"): every
/// field that the pattern names must have one of the listed values. Supports exact values, prefix,
/// suffix, wildcard, anything-but and exists, prefix and suffix also without regard to case; any
/// other comparison is a [TemplateFault]. Immutable.
public final class EventPattern {
  private final Map<String, Condition> fields;

  private sealed interface Condition {}

  private record Nested(EventPattern pattern) implements Condition {}

  private record AnyOf(List<Comparison> comparisons) implements Condition {}

  @FunctionalInterface
  private interface Comparison {
    /// @param value null when the event has no such field
    boolean matches(@Nullable JsonNode value);
  }

  private EventPattern(Map<String, Condition> fields) {
    this.fields = fields;
  }

  /// Reads a pattern from the template.
  ///
  /// @param place place of the pattern, for faults
  public static EventPattern of(Map<String, ? extends @Nullable Object> pattern, String place) {
    var fields = new LinkedHashMap<String, Condition>();
    pattern.forEach((name, value) -> fields.put(name, condition(value, place + "." + name)));
    return new EventPattern(fields);
  }

  /// Returns whether the event matches.
  public boolean matches(JsonNode event) {
    return fields.entrySet().stream()
        .allMatch(
            field -> {
              JsonNode value = event.get(field.getKey());
              return switch (field.getValue()) {
                case Nested nested -> value != null && nested.pattern().matches(value);
                case AnyOf anyOf ->
                    anyOf.comparisons().stream().anyMatch(comparison -> comparison.matches(value));
              };
            });
  }

  private static Condition condition(@Nullable Object value, String place) {
    if (value instanceof Map<?, ?> nested) {
      var fields = new LinkedHashMap<String, @Nullable Object>();
      nested.forEach((name, entry) -> fields.put(String.valueOf(name), entry));
      return new Nested(of(fields, place));
    }
    if (value instanceof List<?> list) {
      var comparisons = new ArrayList<Comparison>();
      for (Object entry : list) {
        comparisons.add(comparison(entry, place));
      }
      return new AnyOf(comparisons);
    }
    throw new TemplateFault(place + " must be a list or a mapping");
  }

  private static Comparison comparison(@Nullable Object entry, String place) {
    if (!(entry instanceof Map<?, ?> filter)) {
      String exact = String.valueOf(entry);
      return value -> value != null && value.isValueNode() && value.asText().equals(exact);
    }
    if (filter.size() != 1) {
      throw new TemplateFault(place + " must have exactly one comparison");
    }
    var only = filter.entrySet().iterator().next();
    String operand = String.valueOf(only.getValue());
    return switch (String.valueOf(only.getKey())) {
      case "prefix" -> {
        Text part = Text.of(only.getValue(), place);
        yield onText(text -> part.isAt(text, 0));
      }
      case "suffix" -> {
        Text part = Text.of(only.getValue(), place);
        yield onText(text -> part.isAt(text, text.length() - part.value().length()));
      }
      case "wildcard" -> {
        Pattern pattern = wildcard(operand);
        yield onText(text -> pattern.matcher(text).matches());
      }
      case "exists" -> {
        boolean wanted = Boolean.parseBoolean(operand);
        yield value -> (value != null && value.isValueNode()) == wanted;
      }
      case "anything-but" -> {
        List<String> others =
            only.getValue() instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(operand);
        yield value -> value != null && value.isValueNode() && !others.contains(value.asText());
      }
      default -> throw new TemplateFault(place + ": the runner does not support " + only.getKey());
    };
  }

  /// The operand of prefix and suffix: a text, or `equals-ignore-case` with a text.
  private record Text(String value, boolean anyCase) {
    static Text of(@Nullable Object operand, String place) {
      if (!(operand instanceof Map<?, ?> map)) {
        return new Text(String.valueOf(operand), false);
      }
      Object value = map.get("equals-ignore-case");
      if (value == null || map.size() != 1) {
        throw new TemplateFault(place + ": the runner does not support " + map.keySet());
      }
      return new Text(String.valueOf(value), true);
    }

    boolean isAt(String text, int offset) {
      return text.regionMatches(anyCase, offset, value, 0, value.length());
    }
  }

  private static Comparison onText(Predicate<String> condition) {
    return value -> value != null && value.isTextual() && condition.test(value.asText());
  }

  private static Pattern wildcard(String text) {
    return Pattern.compile(
        List.of(text.split("\\*", -1)).stream()
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }
}
