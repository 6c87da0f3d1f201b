package dev.slipway;

import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Documents of the state bucket as commit c7fb208 wrote them, in runs of its own code against the
/// simulator.
@NullMarked
public final class OldRecords {
  private OldRecords() {}

  /// @param name without `.json`
  public static JsonObject read(String name) {
    try (var in = OldRecords.class.getResourceAsStream("records-c7fb208/" + name + ".json")) {
      return Json.parse(Objects.requireNonNull(in, name).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Texts by locale or name, whose order has no meaning.
  private static final Set<String> UNORDERED_MAPS = Set.of("whatsNew", "whatToTest", "resources");

  /// The text of a document as it is compared, with its fields in their order. What is written in
  /// the order of a map is sorted, and a problem has no title, which is that of today's problem
  /// type.
  public static String text(Map<String, ? extends @Nullable Object> document) {
    return Json.writeText(comparable(document));
  }

  /// As above, for a parsed document.
  public static String text(JsonObject document) {
    return Json.writeText(comparable(document));
  }

  /// A document as it is compared: after writing and parsing.
  public static Map<String, @Nullable Object> comparable(
      Map<String, ? extends @Nullable Object> document) {
    return comparable(Json.parse(Json.write(document)));
  }

  /// As above, for a parsed document.
  public static Map<String, @Nullable Object> comparable(JsonObject document) {
    return comparableMap(document.asMap());
  }

  private static Map<String, @Nullable Object> comparableMap(Map<?, ?> map) {
    var compared = new LinkedHashMap<String, @Nullable Object>();
    map.forEach(
        (name, value) -> {
          var comparable = comparableValue(value);
          compared.put(
              String.valueOf(name),
              UNORDERED_MAPS.contains(String.valueOf(name))
                      && comparable instanceof Map<?, ?> unordered
                  ? new TreeMap<>(unordered)
                  : comparable);
        });
    if (String.valueOf(compared.get("type")).startsWith("urn:slipway:problem:")) {
      compared.remove("title");
    }
    for (String unordered : List.of("assets", "texts", "groups")) {
      if (compared.get(unordered) instanceof List<?> items) {
        compared.put(
            unordered,
            items.stream()
                .sorted(Comparator.comparing(String::valueOf))
                .collect(Collectors.toList()));
      }
    }
    return compared;
  }

  private static @Nullable Object comparableValue(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> comparableMap(map);
      case List<?> items -> {
        var compared = new ArrayList<@Nullable Object>();
        items.forEach(item -> compared.add(comparableValue(item)));
        yield compared;
      }
      case Integer number -> number.longValue();
      default -> value;
    };
  }
}
