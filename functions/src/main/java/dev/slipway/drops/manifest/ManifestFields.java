package dev.slipway.drops.manifest;

import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.StoreLocales;
import dev.slipway.drops.texts.PlainText;
import dev.slipway.problems.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
  private final List<Finding> findings;

  ManifestFields(String path, Map<?, ?> fields, List<Finding> findings) {
    this.path = path;
    this.fields = fields;
    this.findings = findings;
  }

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
        fault(name, "Unknown field." + suggestion(name, known));
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
      return new ManifestFields(path + "." + name, map, findings);
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
            fault(
                place,
                "The App Store does not support this locale."
                    + suggestion(locale, StoreLocales.ALL));
          }
          String text = value instanceof String written ? PlainText.of(written) : "";
          if (isText(text, minLength, maxLength)) {
            result.put(locale, text);
          } else {
            fault(
                place,
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
      String text = items.get(i) instanceof String written ? PlainText.of(written) : "";
      if (!isText(text, 1, maxLength)) {
        fault(place, "The value must be a name of at most " + maxLength + " characters.");
      } else if (result.contains(text)) {
        fault(place, "The name is repeated.");
      } else {
        result.add(text);
      }
    }
    return result;
  }

  /// @param place the name of a field, or a place below it
  void fault(String place, String message) {
    findings.add(ReadingCheck.RELEASE_JSON_FAULT.finding(path + "." + place, null, message));
  }

  private static boolean isText(String text, int minLength, int maxLength) {
    int length = text.codePointCount(0, text.length());
    return length >= minLength && length <= maxLength && SOMETHING_VISIBLE.matcher(text).find();
  }

  private static String suggestion(String name, List<String> known) {
    String folded = folded(name);
    for (String candidate : known) {
      if (folded(candidate).equals(folded) || candidate.startsWith(name + "-")) {
        return " Did you mean \"" + candidate + "\"?";
      }
    }
    return "";
  }

  private static String folded(String name) {
    return name.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
  }
}
