package dev.slipway.simulator.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Apple's OpenAPI document with the overlays of later versions merged into it.
///
/// The files come in order: a document, then overlays. An overlay's schema replaces the schema of
/// the same name, its operation the operation of the same path and method, and its
/// `x-parameter-enums` adds values to query parameters of other operations and removes values. An
/// overlay that names an operation or a parameter that the document lacks is a mistake of one of
/// them, so that it ends in an exception.
final class AppleDocument {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode document;

  private AppleDocument(ObjectNode document) {
    this.document = document;
  }

  /// Reads a document and its overlays.
  ///
  /// @throws UncheckedIOException if a file cannot be read
  /// @throws IllegalArgumentException if an overlay does not fit the document
  static JsonNode read(List<Path> files) {
    var merged = new AppleDocument(parse(files.getFirst()));
    files.stream().skip(1).forEach(file -> merged.apply(parse(file), file));
    return merged.document;
  }

  private static ObjectNode parse(Path file) {
    try {
      return (ObjectNode) MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Apple's OpenAPI document cannot be read: " + file, e);
    }
  }

  private void apply(ObjectNode overlay, Path file) {
    document.withObject("/components/schemas").setAll(overlay.withObject("/components/schemas"));
    ObjectNode paths = document.withObject("/paths");
    overlay
        .path("paths")
        .properties()
        .forEach(
            entry ->
                paths.withObjectProperty(entry.getKey()).setAll((ObjectNode) entry.getValue()));
    for (JsonNode change : overlay.path("x-parameter-enums")) {
      for (JsonNode operation : change.path("operations")) {
        enumeration(operation.asText(), change, file);
      }
    }
  }

  private void enumeration(String operation, JsonNode change, Path file) {
    int blank = operation.indexOf(' ');
    String method = operation.substring(0, blank).toLowerCase(Locale.ROOT);
    String name = change.path("parameter").asText();
    for (JsonNode parameter :
        document
            .path("paths")
            .path(operation.substring(blank + 1))
            .path(method)
            .path("parameters")) {
      if (parameter.path("name").asText().equals(name)) {
        JsonNode schema = parameter.path("schema");
        var values = (ArrayNode) (schema.has("items") ? schema.path("items") : schema).path("enum");
        for (JsonNode removed : change.path("remove")) {
          values.removeIf(removed::equals);
        }
        for (JsonNode added : change.path("add")) {
          values.removeIf(added::equals);
          values.add(added);
        }
        return;
      }
    }
    throw new IllegalArgumentException(
        file + " changes the parameter " + name + " of " + operation + ", which does not exist");
  }
}
