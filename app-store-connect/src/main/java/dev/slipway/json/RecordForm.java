package dev.slipway.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form of a record: an object with a field for each component.
final class RecordForm implements JsonForm {
  private final Constructor<?> constructor;
  private final List<Field> fields;

  /// How one component is written and read.
  sealed interface Field {
    /// Adds the value of the owner's component.
    void write(Object owner, Map<String, Object> target);

    /// Returns the component's value.
    @Nullable Object read(JsonObject source);
  }

  /// A component that has its own field.
  ///
  /// @param absent the value when the field is absent; null when there is no such value
  record Written(
      String name, Method accessor, JsonForm form, boolean isNullable, @Nullable Object absent)
      implements Field {
    @Override
    public void write(Object owner, Map<String, Object> target) {
      var value = isNullable ? valueOf(accessor, owner) : presentValueOf(accessor, owner);
      if (value != null) {
        target.put(name, form.write(value));
      }
    }

    @Override
    public @Nullable Object read(JsonObject source) {
      var value = source.asMap().get(name);
      if (value != null) {
        return form.read(source.path() + "." + name, value);
      }
      if (absent == null && !isNullable) {
        throw source.fault(name, "must be present");
      }
      return absent;
    }
  }

  /// A component whose form is an object; its fields are placed among those of its owner.
  record Inlined(Method accessor, JsonForm form) implements Field {
    @Override
    public void write(Object owner, Map<String, Object> target) {
      ((Map<?, ?>) form.write(presentValueOf(accessor, owner)))
          .forEach((name, field) -> target.put(String.valueOf(name), field));
    }

    @Override
    public Object read(JsonObject source) {
      return form.read(source.path(), source.asMap());
    }
  }

  /// A component that is not written.
  ///
  /// @param value the value after reading
  record Unwritten(@Nullable Object value) implements Field {
    @Override
    public void write(Object owner, Map<String, Object> target) {}

    @Override
    public @Nullable Object read(JsonObject source) {
      return value;
    }
  }

  RecordForm(Class<?> type, List<Field> fields) {
    var components = type.getRecordComponents();
    var types = new Class<?>[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      this.constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has a canonical constructor", e);
    }
    constructor.setAccessible(true);
    this.fields = List.copyOf(fields);
  }

  @Override
  public Object write(Object value) {
    var target = new LinkedHashMap<String, Object>();
    fields.forEach(field -> field.write(value, target));
    return Collections.unmodifiableMap(target);
  }

  @Override
  public Object read(String path, Object value) {
    var source = JsonForms.object(path, value);
    var arguments = new @Nullable Object[fields.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = fields.get(i).read(source);
    }
    return make(path, arguments);
  }

  /// Returns the form of a record with a single string: the string itself.
  JsonForm asString() {
    var only = (Written) fields.getFirst();
    return new JsonForm() {
      @Override
      public Object write(Object value) {
        return only.form.write(presentValueOf(only.accessor, value));
      }

      @Override
      public Object read(String path, Object value) {
        return make(path, JsonForms.string(path, value));
      }
    };
  }

  private Object make(String path, @Nullable Object... arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case IllegalArgumentException _ ->
            throw JsonForms.invalid(path, constructor.getDeclaringClass());
        case RuntimeException broken -> throw broken;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object valueOf(Method accessor, Object owner) {
    try {
      return accessor.invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object presentValueOf(Method accessor, Object owner) {
    var value = valueOf(accessor, owner);
    if (value == null) {
      throw new IllegalStateException(accessor + " returned null");
    }
    return value;
  }
}
