package dev.slipway.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file under events/: an event with placeholders such as `{{connectionId}}`. Immutable.
public record EventFile(Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z0-9]+)\\}\\}");

  /// Returns the name without its extension.
  public String name() {
    return file.getFileName().toString().replaceFirst("\\.json$", "");
  }

  /// Returns the event with its placeholders filled in, also those within a body that is itself
  /// JSON.
  ///
  /// @throws IllegalArgumentException if a placeholder has no value
  public byte[] filled(Map<String, String> values) throws IOException {
    return JSON.writeValueAsBytes(filled(JSON.readTree(file.toFile()), values));
  }

  private static JsonNode filled(JsonNode node, Map<String, String> values) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(filled(field.getValue(), values)));
      return object;
    }
    if (node.isArray()) {
      var filled = JSON.createArrayNode();
      node.forEach(element -> filled.add(filled(element, values)));
      return filled;
    }
    if (!node.isTextual()) {
      return node;
    }
    String text = node.textValue();
    boolean isJson = text.startsWith("{\"");
    Matcher found = PLACEHOLDER.matcher(text);
    return TextNode.valueOf(found.replaceAll(match -> value(match.group(1), isJson, values)));
  }

  private static String value(String name, boolean inJson, Map<String, String> values) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no value for {{" + name + "}}");
    }
    if (!inJson) {
      return Matcher.quoteReplacement(value);
    }
    String quoted = TextNode.valueOf(value).toString();
    return Matcher.quoteReplacement(quoted.substring(1, quoted.length() - 1));
  }

  /// Reads the event, whose route key or rule says which function takes it.
  JsonNode read() throws IOException {
    return JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
  }
}
