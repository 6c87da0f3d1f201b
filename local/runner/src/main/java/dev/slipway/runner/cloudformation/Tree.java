package dev.slipway.runner.cloudformation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads typed values from a YAML tree; every fault names the place.
public final class Tree {
  private Tree() {}

  public static Map<String, @Nullable Object> map(@Nullable Object value, String place) {
    if (!(value instanceof Map<?, ?> entries)) {
      throw new TemplateFault(place + " must be a mapping");
    }
    var copy = new LinkedHashMap<String, @Nullable Object>();
    entries.forEach((name, entry) -> copy.put(String.valueOf(name), entry));
    return copy;
  }

  /// Returns the mapping under a name; an empty one when it is absent.
  public static Map<String, @Nullable Object> mapAt(
      Map<String, @Nullable Object> parent, String name, String place) {
    Object value = parent.get(name);
    return value == null ? Map.of() : map(value, place + "." + name);
  }

  public static List<?> list(@Nullable Object value, String place) {
    if (!(value instanceof List<?> entries)) {
      throw new TemplateFault(place + " must be a list");
    }
    return entries;
  }

  public static String text(@Nullable Object value, String place) {
    return switch (value) {
      case String text -> text;
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      case null, default -> throw new TemplateFault(place + " must be a text");
    };
  }

  public static int number(@Nullable Object value, String place) {
    try {
      return Integer.parseInt(text(value, place));
    } catch (NumberFormatException e) {
      throw new TemplateFault(place + " must be a number", e);
    }
  }
}
