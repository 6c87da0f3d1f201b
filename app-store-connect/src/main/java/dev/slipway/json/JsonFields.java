package dev.slipway.json;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds a JSON object field by field, in order. Absent values are omitted; only [#putNull] and
/// [#putAll] write a null (Apple reads null as "clear this attribute"). Not thread-safe.
public final class JsonFields {
  private final LinkedHashMap<String, @Nullable Object> fields = new LinkedHashMap<>();

  public static JsonFields with(String name, Object value) {
    return new JsonFields().put(name, value);
  }

  /// Adds a value. Strings, numbers, booleans, maps and collections are written as they are; any
  /// other value (ids, enums, instants) is written as its `toString`.
  public JsonFields put(String name, Object value) {
    fields.put(name, plain(value));
    return this;
  }

  public JsonFields putIfNotNull(String name, @Nullable Object value) {
    return value == null ? this : put(name, value);
  }

  public JsonFields putNull(String name) {
    fields.put(name, null);
    return this;
  }

  /// Adds all entries of a map, including nulls.
  public JsonFields putAll(Map<String, ? extends @Nullable Object> entries) {
    entries.forEach(
        (name, value) -> {
          if (value == null) {
            putNull(name);
          } else {
            put(name, value);
          }
        });
    return this;
  }

  public Map<String, @Nullable Object> toMap() {
    return Collections.unmodifiableMap(fields);
  }

  private static Object plain(Object value) {
    return switch (value) {
      case String s -> s;
      case Number n -> n;
      case Boolean b -> b;
      case Map<?, ?> map -> map;
      case JsonFields nested -> nested.toMap();
      case Collection<?> items -> items.stream().map(JsonFields::plain).toList();
      case Instant instant -> instant.toString();
      case Enum<?> constant -> constant.name();
      default -> value.toString();
    };
  }
}
