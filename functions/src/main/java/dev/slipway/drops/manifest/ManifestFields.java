package dev.slipway.drops.manifest;

import dev.slipway.drops.SimilarNames;
import dev.slipway.drops.locales.LocaleNames;
import dev.slipway.drops.locales.StoreLocales;
import dev.slipway.drops.texts.PlainText;
import dev.slipway.problems.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one object of a `release.json` field by field, and collects the faults. For one document
/// only.
final class ManifestFields {
  static final Pattern SOMETHING_VISIBLE = Pattern.compile("\\S");

  private final String path;
  private final Map<?, ?> fields;
  private final List<Fault> faults;

  ManifestFields(String path, Map<?, ?> fields, List<Fault> faults) {
    this.path = path;
    this.fields = fields;
    this.faults = faults;
  }

  /// What is wrong at a place of the document.
  ///
  /// @param path such as `$.testFlight.groups[1]`
  /// @param found the value as JSON; null when the name is at fault, or the place is missing
  /// @param wrong whole sentences
  record Fault(String path, @Nullable String found, String wrong) {}

  boolean has(String name) {
    return fields.containsKey(name);
  }

  @Nullable Object raw(String name) {
    return fields.get(name);
  }

  void refuseOthersThan(List<String> known) {
    for (Object key : fields.keySet()) {
      String name = String.valueOf(key);
      if (!known.contains(name)) {
        fault(name, null, "Unknown field." + suggestion(name, known));
      }
    }
  }

  /// Returns a text; null when the field is absent or invalid, as for all fields read below.
  @Nullable String text(String name, Predicate<String> rule, String expectation) {
    if (!has(name)) {
      return null;
    }
    if (fields.get(name) instanceof String text && rule.test(text)) {
      return text;
    }
    fault(name, "The value must be " + expectation + ".");
    return null;
  }

  @Nullable Boolean truth(String name) {
    if (!has(name)) {
      return null;
    }
    if (fields.get(name) instanceof Boolean truth) {
      return truth;
    }
    fault(name, "The value must be true or false, without quotes.");
    return null;
  }

  boolean truth(String name, boolean preset) {
    Boolean truth = truth(name);
    return truth == null ? preset : truth;
  }

  <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
    List<String> allowed = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    String text = text(name, allowed::contains, "one of " + String.join(", ", allowed));
    return text == null ? null : Enum.valueOf(type, text);
  }

  <E extends Enum<E>> E constant(String name, Class<E> type, E preset) {
    E constant = constant(name, type);
    return constant == null ? preset : constant;
  }

  @Nullable ManifestFields object(String name) {
    if (!has(name)) {
      return null;
    }
    if (fields.get(name) instanceof Map<?, ?> map) {
      return new ManifestFields(path + "." + name, map, faults);
    }
    fault(name, "The value must be an object.");
    return null;
  }

  /// Returns texts by locale, each within these lengths in code points and not blank.
  Map<String, String> textsByLocale(String name, int minLength, int maxLength) {
    if (!has(name)) {
      return Map.of();
    }
    if (!(fields.get(name) instanceof Map<?, ?> texts) || texts.isEmpty()) {
      fault(name, "The value must be an object of texts by locale: {\"en-US\": \"…\"}.");
      return Map.of();
    }
    var result = new LinkedHashMap<String, String>();
    texts.forEach(
        (key, value) -> {
          String locale = String.valueOf(key);
          String place = name + "." + locale;
          if (!StoreLocales.ALL.contains(locale)) {
            String meant = LocaleNames.suggestion(locale, false);
            fault(
                place,
                null,
                "The App Store does not support this locale."
                    + (meant.isEmpty() ? "" : " " + meant));
          }
          String text = value instanceof String written ? PlainText.of(written) : "";
          if (isText(text, minLength, maxLength)) {
            result.put(locale, text);
          } else {
            fault(
                place,
                shown(value, maxLength),
                "The value must be text of "
                    + minLength
                    + " to "
                    + maxLength
                    + " characters that is not blank.");
          }
        });
    return result;
  }

  /// Returns different names, each with at most `maxLength` code points and not blank.
  List<String> names(String name, int maxNames, int maxLength) {
    if (!has(name)) {
      return List.of();
    }
    if (!(fields.get(name) instanceof List<?> items) || items.size() > maxNames) {
      fault(name, "The value must be a list of at most " + maxNames + " names.");
      return List.of();
    }
    var result = new ArrayList<String>();
    for (int i = 0; i < items.size(); i++) {
      String place = name + "[" + i + "]";
      String text = name(place, items.get(i), maxLength, result);
      if (text != null) {
        result.add(text);
      }
    }
    return result;
  }

  /// Returns a name with at most `maxLength` code points that is not blank and not among those
  /// before; null when it is at fault.
  ///
  /// @param place the name of a field, or a place below it
  @Nullable String name(String place, @Nullable Object value, int maxLength, List<String> before) {
    String text = value instanceof String written ? PlainText.of(written) : "";
    if (!isText(text, 1, maxLength)) {
      fault(
          place,
          shown(value, maxLength),
          "The value must be a name of at most " + maxLength + " characters.");
      return null;
    }
    if (before.contains(text)) {
      fault(place, shown(text, maxLength), "The name is repeated.");
      return null;
    }
    return text;
  }

  /// Returns the fields of an object within a list.
  ///
  /// @param place such as `groups[1]`
  ManifestFields within(String place, Map<?, ?> object) {
    return new ManifestFields(path + "." + place, object, faults);
  }

  /// Reports the value of a field.
  void fault(String name, String wrong) {
    fault(name, has(name) ? shown(fields.get(name), Integer.MAX_VALUE) : null, wrong);
  }

  /// Reports a value below a field.
  ///
  /// @param place such as `territories[1]`
  void faultAt(String place, @Nullable Object found, String wrong) {
    fault(place, shown(found, Integer.MAX_VALUE), wrong);
  }

  /// @param place the name of a field, or a place below it
  private void fault(String place, @Nullable String found, String wrong) {
    faults.add(new Fault(path + "." + place, found, wrong));
  }

  /// Returns a value for people; of a text that is too long, its length.
  private static String shown(@Nullable Object value, int maxLength) {
    return switch (value) {
      case null -> "null";
      case String text when text.codePointCount(0, text.length()) > maxLength ->
          Shown.number(text.codePointCount(0, text.length())) + " characters";
      case String text -> "\"" + text + "\"";
      case Map<?, ?> fields -> fields.isEmpty() ? "{}" : "an object";
      case List<?> items -> items.isEmpty() ? "[]" : "a list of " + items.size();
      default -> String.valueOf(value);
    };
  }

  static boolean isText(String text, int minLength, int maxLength) {
    int length = text.codePointCount(0, text.length());
    return length >= minLength && length <= maxLength && SOMETHING_VISIBLE.matcher(text).find();
  }

  private static String suggestion(String name, List<String> known) {
    return known.stream()
        .filter(candidate -> candidate.startsWith(name + "-"))
        .findFirst()
        .or(() -> SimilarNames.closest(name, known))
        .map(meant -> " Did you mean \"" + meant + "\"?")
        .orElse("");
  }
}
