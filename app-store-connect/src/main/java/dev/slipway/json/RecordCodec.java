package dev.slipway.json;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes records of one type as JSON objects and reads them again, component by component. For
/// Slipway's own documents.
///
/// Components may be strings, booleans, `int`, `long`, [java.time.Instant], enums (by their names),
/// other records, and lists and string-keyed maps of these. A record whose only component is a
/// string, such as an id, is written as that string. A `@Nullable` component that is null is left
/// out, and a JSON null counts as absent. The fields have the order of the components.
///
/// Reading is strict: a component that is absent is a fault, unless it is `@Nullable`, a list (then
/// it is empty) or has a value for that case ([Builder#whenAbsent]). A fault is a
/// [JsonShapeException] with the path of the field; an [IllegalArgumentException] of a constructor
/// becomes one. Fields that no component has are ignored, because a newer version may have written
/// them. Immutable and thread-safe.
public final class RecordCodec<T extends Record> {
  private final Class<T> type;
  private final JsonForm form;

  private RecordCodec(Class<T> type, JsonForm form) {
    this.type = type;
    this.form = form;
  }

  /// Makes a codec without exceptions from the rules above.
  public static <T extends Record> RecordCodec<T> of(Class<T> type) {
    return builder(type).build();
  }

  /// Starts a codec with exceptions from the rules.
  public static <T extends Record> Builder<T> builder(Class<T> type) {
    return new Builder<>(type);
  }

  /// Returns the record as an unmodifiable map.
  @SuppressWarnings("unchecked")
  public Map<String, @Nullable Object> write(T record) {
    return (Map<String, @Nullable Object>) form.write(record);
  }

  /// Reads a record.
  ///
  /// @throws JsonShapeException when the document does not have this form
  public T read(JsonObject json) {
    return type.cast(form.read(json.path(), json.asMap()));
  }

  /// Collects the exceptions from the rules. A method that names a component throws
  /// [IllegalArgumentException] when the record has no such component.
  public static final class Builder<T extends Record> {
    private final Class<T> type;
    private final JsonForms forms = new JsonForms();

    private Builder(Class<T> type) {
      this.type = type;
    }

    /// Gives a type an object form of its own.
    public <V> Builder<T> object(
        Class<V> type,
        Function<V, Map<String, @Nullable Object>> write,
        Function<JsonObject, V> read) {
      forms.put(
          type,
          JsonForm.of(
              value -> write.apply(type.cast(value)),
              (path, value) -> read.apply(JsonForms.object(path, value))));
      return this;
    }

    /// Gives a type a string form of its own.
    ///
    /// @param read throws [IllegalArgumentException] when no value has the text
    public <V> Builder<T> text(Class<V> type, Function<V, String> write, Function<String, V> read) {
      forms.put(
          type,
          JsonForm.of(
              value -> write.apply(type.cast(value)),
              (path, value) -> {
                try {
                  return read.apply(JsonForms.string(path, value));
                } catch (IllegalArgumentException e) {
                  throw JsonForms.invalid(path, type);
                }
              }));
      return this;
    }

    /// Sets the value of a component that documents of earlier versions do not have.
    public Builder<T> whenAbsent(Class<? extends Record> owner, String component, Object value) {
      forms.whenAbsent(owner, component, value);
      return this;
    }

    /// Leaves a component out of the document.
    ///
    /// @param value what it is after reading; null for null
    public Builder<T> unwritten(
        Class<? extends Record> owner, String component, @Nullable Object value) {
      forms.unwritten(owner, component, value);
      return this;
    }

    /// Puts the fields of a component whose form is an object among the fields of its owner.
    public Builder<T> inlined(Class<? extends Record> owner, String component) {
      forms.inlined(owner, component);
      return this;
    }

    /// Writes a map of records as a list of objects, each of which starts with its key.
    ///
    /// @param keyName the name of the field that holds the key
    public Builder<T> keyed(Class<? extends Record> owner, String component, String keyName) {
      forms.keyed(owner, component, keyName);
      return this;
    }

    /// Makes the codec.
    public RecordCodec<T> build() {
      return new RecordCodec<>(type, forms.of(type));
    }
  }
}
