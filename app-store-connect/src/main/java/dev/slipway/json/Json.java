package dev.slipway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/// Parses and writes JSON documents. Rejects duplicate names, trailing text, and nesting below 64
/// levels. Thread-safe.
public final class Json {
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxStringLength(8 << 20)
                  .maxNameLength(4096)
                  .build())
          .build();
  // Without this feature jackson-jr omits nulls in maps, and Slipway could clear nothing at Apple.
  private static final JSON COMPACT =
      JSON.builder(FACTORY).enable(JSON.Feature.WRITE_NULL_PROPERTIES).build();
  private static final JSON PRETTY =
      JSON.builder(FACTORY)
          .enable(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
          .build();

  private Json() {}

  /// Reads one JSON object.
  ///
  /// @throws JsonShapeException when the text is not JSON, or not an object at its top
  public static JsonObject parse(byte[] utf8) {
    return parse(new String(utf8, StandardCharsets.UTF_8));
  }

  /// Reads one JSON object.
  ///
  /// @throws JsonShapeException when the text is not JSON, or not an object at its top
  public static JsonObject parse(String text) {
    try (var parser = FACTORY.createParser(text)) {
      Object top = COMPACT.anyFrom(parser);
      if (!(top instanceof Map<?, ?> map)) {
        throw new JsonShapeException("$", "must be a JSON object");
      }
      if (parser.nextToken() != null) {
        throw new JsonShapeException("$", "must be one JSON object, with nothing after it");
      }
      return JsonObject.of("$", map);
    } catch (IOException e) {
      throw new JsonShapeException("$", "must be well-formed JSON");
    }
  }

  /// Writes maps, lists, strings, numbers, booleans and nulls without white space, as UTF-8.
  public static byte[] write(Map<String, ?> document) {
    return writeText(document).getBytes(StandardCharsets.UTF_8);
  }

  /// Does the same as [#write(Map)], and returns text.
  public static String writeText(Map<String, ?> document) {
    try {
      return COMPACT.asString(Objects.requireNonNull(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Does the same as [#writeText(Map)], with indentation for people.
  public static String writePretty(Map<String, ?> document) {
    try {
      return PRETTY.asString(Objects.requireNonNull(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
