package dev.slipway.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One JSON object, read field by field. A JSON null counts as absent. Immutable.
///
/// Every reader throws [JsonShapeException] with the field's path when a required field is absent,
/// or a field has another type.
public final class JsonObject {
  private final String path;
  private final Map<String, @Nullable Object> fields;

  private JsonObject(String path, Map<String, @Nullable Object> fields) {
    this.path = path;
    this.fields = fields;
  }

  static JsonObject of(String path, Map<?, ?> map) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((name, value) -> fields.put(String.valueOf(name), value));
    return new JsonObject(path, Collections.unmodifiableMap(fields));
  }

  /// Wraps an already parsed object, for example a part of an event.
  public static JsonObject of(Map<?, ?> map) {
    return of("$", map);
  }

  /// Returns the path of this object in its document.
  public String path() {
    return path;
  }

  /// Returns the names of all fields, in the document's order.
  public Set<String> names() {
    return fields.keySet();
  }

  /// Returns the raw fields as an unmodifiable map.
  public Map<String, @Nullable Object> asMap() {
    return fields;
  }

  /// Returns whether the field is present and not null.
  public boolean has(String name) {
    return fields.get(name) != null;
  }

  public String string(String name) {
    return optionalString(name).orElseThrow(() -> fault(name, "must be a string"));
  }

  public Optional<String> optionalString(String name) {
    return read(name, String.class, "a string");
  }

  public boolean bool(String name) {
    return optionalBool(name).orElseThrow(() -> fault(name, "must be true or false"));
  }

  public Optional<Boolean> optionalBool(String name) {
    return read(name, Boolean.class, "true or false");
  }

  /// Returns a whole number within the range of `long`.
  public long number(String name) {
    return optionalNumber(name).orElseThrow(() -> fault(name, "must be a whole number"));
  }

  public OptionalLong optionalNumber(String name) {
    Object value = fields.get(name);
    return switch (value) {
      case null -> OptionalLong.empty();
      case Integer i -> OptionalLong.of(i);
      case Long l -> OptionalLong.of(l);
      default -> throw fault(name, "must be a whole number");
    };
  }

  public Instant instant(String name) {
    return optionalInstant(name)
        .orElseThrow(() -> fault(name, "must be a date and time with offset"));
  }

  /// Returns an ISO 8601 date and time with offset, the form in which Apple sends and Slipway
  /// stores it.
  public Optional<Instant> optionalInstant(String name) {
    return optionalString(name)
        .map(
            text -> {
              try {
                return OffsetDateTime.parse(text).toInstant();
              } catch (DateTimeException e) {
                throw fault(name, "must be a date and time with offset (ISO 8601)");
              }
            });
  }

  public JsonObject object(String name) {
    return optionalObject(name).orElseThrow(() -> fault(name, "must be an object"));
  }

  public Optional<JsonObject> optionalObject(String name) {
    Object value = fields.get(name);
    return switch (value) {
      case null -> Optional.empty();
      case Map<?, ?> map -> Optional.of(of(path + "." + name, map));
      default -> throw fault(name, "must be an object");
    };
  }

  /// Returns the objects of a list; an absent list is empty.
  public List<JsonObject> objects(String name) {
    return list(
        name,
        "must be a list of objects",
        item -> item.value() instanceof Map<?, ?> map ? of(item.path(), map) : null);
  }

  /// Returns the strings of a list; an absent list is empty.
  public List<String> strings(String name) {
    return list(
        name, "must be a list of strings", item -> item.value() instanceof String s ? s : null);
  }

  /// Returns the enum constant with exactly this name.
  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    return optionalConstant(name, type)
        .orElseThrow(() -> fault(name, "must be one of " + allowed(type)));
  }

  public <E extends Enum<E>> Optional<E> optionalConstant(String name, Class<E> type) {
    return optionalString(name)
        .map(
            text -> {
              for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(text)) {
                  return constant;
                }
              }
              throw fault(name, "must be one of " + allowed(type));
            });
  }

  /// Returns a fault at a field of this object, for rules of the caller.
  public JsonShapeException fault(String name, String expectation) {
    return new JsonShapeException(path + "." + name, expectation);
  }

  /// Contains only the path and the names of the fields, because values may be secrets.
  @Override
  public String toString() {
    return "JsonObject[" + path + " " + fields.keySet() + "]";
  }

  private record Item(String path, @Nullable Object value) {}

  private <T> List<T> list(String name, String expectation, Function<Item, @Nullable T> read) {
    Object value = fields.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> items)) {
      throw fault(name, expectation);
    }
    var result = new ArrayList<T>(items.size());
    for (int i = 0; i < items.size(); i++) {
      String itemPath = path + "." + name + "[" + i + "]";
      T element = read.apply(new Item(itemPath, items.get(i)));
      if (element == null) {
        throw new JsonShapeException(itemPath, expectation);
      }
      result.add(element);
    }
    return List.copyOf(result);
  }

  private <T> Optional<T> read(String name, Class<T> type, String what) {
    Object value = fields.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw fault(name, "must be " + what);
    }
    return Optional.of(type.cast(value));
  }

  private static <E extends Enum<E>> String allowed(Class<E> type) {
    return String.join(
        ", ", java.util.Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
  }
}
