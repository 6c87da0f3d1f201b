package dev.slipway.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The forms of the types that one [RecordCodec] uses. Each type is read by reflection once, when
/// the codec is created.
final class JsonForms {
  private final Map<Type, JsonForm> forms = new HashMap<>();

  // By the name of a component with its owner: hashing a record would cost milliseconds at a start.
  private final Map<String, Object> valuesWhenAbsent = new HashMap<>();
  private final Map<String, RecordForm.Unwritten> unwritten = new HashMap<>();
  private final Set<String> inlined = new HashSet<>();
  private final Map<String, String> keyNames = new HashMap<>();

  JsonForms() {
    put(String.class, JsonForm.of(value -> value, JsonForms::string));
    var bool = JsonForm.of(value -> value, JsonForms::bool);
    put(boolean.class, bool);
    put(Boolean.class, bool);
    var number = JsonForm.of(value -> value, JsonForms::number);
    put(long.class, number);
    put(Long.class, number);
    var integer = JsonForm.of(value -> value, JsonForms::integer);
    put(int.class, integer);
    put(Integer.class, integer);
    put(Instant.class, JsonForm.of(Object::toString, JsonForms::instant));
  }

  void put(Class<?> type, JsonForm form) {
    forms.put(type, form);
  }

  void whenAbsent(Class<? extends Record> owner, String component, Object value) {
    valuesWhenAbsent.put(existing(owner, component), value);
  }

  void unwritten(Class<? extends Record> owner, String component, @Nullable Object value) {
    unwritten.put(existing(owner, component), new RecordForm.Unwritten(value));
  }

  void inlined(Class<? extends Record> owner, String component) {
    inlined.add(existing(owner, component));
  }

  void keyed(Class<? extends Record> owner, String component, String keyName) {
    keyNames.put(existing(owner, component), keyName);
  }

  private static String name(Class<?> owner, String component) {
    return owner.getName() + "." + component;
  }

  private static String existing(Class<?> owner, String component) {
    for (RecordComponent existing : owner.getRecordComponents()) {
      if (existing.getName().equals(component)) {
        return name(owner, component);
      }
    }
    throw new IllegalArgumentException(owner.getName() + " has no component " + component);
  }

  JsonForm of(Type type) {
    var known = forms.get(type);
    if (known != null) {
      return known;
    }
    var made = make(type);
    forms.put(type, made);
    return made;
  }

  private JsonForm make(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return listOf(of(generic.getActualTypeArguments()[0]));
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      return mapOf(of(generic.getActualTypeArguments()[1]));
    }
    if (type instanceof Class<?> constants && constants.isEnum()) {
      return constantOf(constants);
    }
    if (type instanceof Class<?> record && record.isRecord()) {
      return recordOf(record);
    }
    throw new IllegalArgumentException("no JSON form for " + type.getTypeName());
  }

  private JsonForm recordOf(Class<?> type) {
    var components = type.getRecordComponents();
    var fields = new ArrayList<RecordForm.Field>();
    for (RecordComponent component : components) {
      fields.add(field(type, component));
    }
    var form = new RecordForm(type, fields);
    return components.length == 1 && components[0].getType() == String.class
        ? form.asString()
        : form;
  }

  private RecordForm.Field field(Class<?> owner, RecordComponent component) {
    String name = name(owner, component.getName());
    var accessor = component.getAccessor();
    accessor.setAccessible(true);
    var left = unwritten.get(name);
    if (left != null) {
      return left;
    }
    if (inlined.contains(name)) {
      return new RecordForm.Inlined(accessor, of(component.getType()));
    }
    String keyName = keyNames.get(name);
    var form =
        keyName == null
            ? of(component.getGenericType())
            : keyed(component.getGenericType(), keyName);
    Object absent = valuesWhenAbsent.get(name);
    boolean isList = component.getType() == List.class || keyName != null;
    return new RecordForm.Written(
        component.getName(),
        accessor,
        form,
        component.getAnnotatedType().isAnnotationPresent(Nullable.class),
        absent == null && isList ? form.read("", List.of()) : absent);
  }

  private JsonForm keyed(Type map, String keyName) {
    var entries = of(((ParameterizedType) map).getActualTypeArguments()[1]);
    return JsonForm.of(
        value -> {
          var items = new ArrayList<Map<String, Object>>();
          ((Map<?, ?>) value)
              .forEach(
                  (key, entry) -> {
                    var item = new LinkedHashMap<String, Object>();
                    item.put(keyName, key);
                    ((Map<?, ?>) entries.write(entry))
                        .forEach((name, field) -> item.put(String.valueOf(name), field));
                    items.add(item);
                  });
          return items;
        },
        (path, value) -> {
          var read = new LinkedHashMap<String, Object>();
          eachItem(
              path,
              value,
              (place, item) ->
                  read.put(object(place, item).string(keyName), entries.read(place, item)));
          return read;
        });
  }

  private interface Items {
    void item(String path, Object value);
  }

  private static void eachItem(String path, Object list, Items items) {
    if (!(list instanceof List<?> values)) {
      throw new JsonShapeException(path, "must be a list");
    }
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      String place = path + "[" + i + "]";
      if (value == null) {
        throw new JsonShapeException(place, "must not be null");
      }
      items.item(place, value);
    }
  }

  private static JsonForm listOf(JsonForm element) {
    return JsonForm.of(
        value -> {
          var written = new ArrayList<Object>();
          ((List<?>) value).forEach(item -> written.add(element.write(item)));
          return written;
        },
        (path, value) -> {
          var read = new ArrayList<Object>();
          eachItem(path, value, (place, item) -> read.add(element.read(place, item)));
          return read;
        });
  }

  private static JsonForm mapOf(JsonForm element) {
    return JsonForm.of(
        value -> {
          var written = new LinkedHashMap<String, Object>();
          ((Map<?, ?>) value)
              .forEach((name, entry) -> written.put(String.valueOf(name), element.write(entry)));
          return written;
        },
        (path, value) -> {
          var read = new LinkedHashMap<String, Object>();
          object(path, value)
              .asMap()
              .forEach(
                  (name, entry) -> {
                    String place = path + "." + name;
                    if (entry == null) {
                      throw new JsonShapeException(place, "must not be null");
                    }
                    read.put(name, element.read(place, entry));
                  });
          return read;
        });
  }

  private static JsonForm constantOf(Class<?> type) {
    var constants = new LinkedHashMap<String, Object>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
    return JsonForm.of(
        value -> ((Enum<?>) value).name(),
        (path, value) -> {
          var constant = constants.get(string(path, value));
          if (constant == null) {
            String names = String.join(", ", constants.keySet());
            throw new JsonShapeException(path, "must be one of " + names);
          }
          return constant;
        });
  }

  /// Returns a fault without the message of its cause, which may quote the value.
  static JsonShapeException invalid(String path, Class<?> type) {
    return new JsonShapeException(path, "must be a valid " + type.getSimpleName());
  }

  static JsonObject object(String path, Object value) {
    if (value instanceof Map<?, ?> map) {
      return JsonObject.of(path, map);
    }
    throw new JsonShapeException(path, "must be an object");
  }

  static String string(String path, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new JsonShapeException(path, "must be a string");
  }

  private static Object bool(String path, Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    throw new JsonShapeException(path, "must be true or false");
  }

  private static Object number(String path, Object value) {
    return switch (value) {
      case Integer i -> i.longValue();
      case Long l -> l;
      default -> throw new JsonShapeException(path, "must be a whole number");
    };
  }

  private static Object integer(String path, Object value) {
    if (value instanceof Integer) {
      return value;
    }
    throw new JsonShapeException(path, "must be a whole number below 2147483648");
  }

  private static Object instant(String path, Object value) {
    try {
      return OffsetDateTime.parse(string(path, value)).toInstant();
    } catch (DateTimeException e) {
      throw new JsonShapeException(path, "must be a date and time with offset (ISO 8601)");
    }
  }
}
