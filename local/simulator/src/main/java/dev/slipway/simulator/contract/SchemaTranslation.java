package dev.slipway.simulator.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Translates the schemas of an OpenAPI 3.0 document into JSON Schema 2020-12 that allows no
/// unknown members.
///
/// - `nullable` becomes the type "null", also beside `$ref`, where OpenAPI 3.0 ignores it.
/// - Objects with `properties` allow no others.
/// - `oneOf` with a discriminator becomes a choice by `type`, so that an error is reported where it
///   is.
/// - `oneOf` without a discriminator allows what at least one branch allows: Apple's branches
///   overlap (the attributes of an image in the asset library), so that a value often fits several.
/// - In answers, the values of `attributes` may be null, and so may the `data` of a to-one
///   relationship: Apple sends most attributes explicitly as null, which its own document does not
///   say.
final class SchemaTranslation {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String REF = "#/components/schemas/";

  private final JsonNode schemas;
  private final boolean answers;
  private final Set<String> withinAttributes = new HashSet<>();

  private SchemaTranslation(JsonNode schemas, boolean answers) {
    this.schemas = schemas;
    this.answers = answers;
  }

  /// Returns all component schemas, translated.
  static ObjectNode translate(JsonNode schemas, boolean answers) {
    SchemaTranslation translation = new SchemaTranslation(schemas, answers);
    schemas.properties().forEach(entry -> translation.collect(entry.getValue(), false));
    ObjectNode translated = JSON.objectNode();
    schemas
        .properties()
        .forEach(
            entry ->
                translated.set(
                    entry.getKey(),
                    translation.schema(
                        entry.getValue(), translation.withinAttributes.contains(entry.getKey()))));
    // Apple sends links.see with agreement errors; its own document does not have it.
    if (translated.path("ErrorLinks") instanceof ObjectNode errorLinks) {
      errorLinks.remove("additionalProperties");
    }
    return translated;
  }

  /// Finds the component schemas that attributes refer to.
  private void collect(JsonNode node, boolean inAttributes) {
    String ref = node.path("$ref").textValue();
    if (ref != null && inAttributes && withinAttributes.add(ref.substring(REF.length()))) {
      collect(schemas.path(ref.substring(REF.length())), true);
    }
    for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
      collect(property.getValue(), inAttributes || property.getKey().equals("attributes"));
    }
    if (node.has("items")) {
      collect(node.get("items"), inAttributes);
    }
  }

  private JsonNode schema(JsonNode node, boolean inAttributes) {
    if (node.has("$ref")) {
      ObjectNode reference = JSON.objectNode().put("$ref", node.get("$ref").asText());
      return node.path("nullable").asBoolean() ? orNull(reference) : reference;
    }
    if (node.has("oneOf") && node.has("discriminator")) {
      return choice(node.path("discriminator").path("mapping"));
    }
    ObjectNode translated = JSON.objectNode();
    for (String keyword :
        new String[] {"type", "enum", "format", "minimum", "maximum", "required"}) {
      if (node.has(keyword)) {
        translated.set(keyword, node.get(keyword).deepCopy());
      }
    }
    if (node.has("oneOf")) {
      ArrayNode options = translated.putArray("anyOf");
      node.get("oneOf").forEach(option -> options.add(schema(option, inAttributes)));
    }
    if (node.has("items")) {
      translated.set("items", schema(node.get("items"), inAttributes));
    }
    if (node.has("properties")) {
      translated.set("properties", properties(node, inAttributes));
      if (!node.has("additionalProperties")) {
        translated.put("additionalProperties", false);
      }
    }
    if (node.path("additionalProperties").isObject()
        && !node.path("additionalProperties").isEmpty()) {
      translated.set(
          "additionalProperties", schema(node.get("additionalProperties"), inAttributes));
    }
    return node.path("nullable").asBoolean() ? orNull(translated) : translated;
  }

  private ObjectNode properties(JsonNode node, boolean inAttributes) {
    Set<String> required = new HashSet<>();
    node.path("required").forEach(name -> required.add(name.asText()));
    ObjectNode properties = JSON.objectNode();
    for (Map.Entry<String, JsonNode> property : node.get("properties").properties()) {
      String name = property.getKey();
      JsonNode schema = schema(property.getValue(), inAttributes || name.equals("attributes"));
      boolean toOneData =
          name.equals("data") && !property.getValue().path("type").asText().equals("array");
      boolean mayBeNull = answers && ((inAttributes && !required.contains(name)) || toOneData);
      properties.set(name, mayBeNull ? orNull(schema) : schema);
    }
    return properties;
  }

  private static ObjectNode choice(JsonNode mapping) {
    ObjectNode choice = JSON.objectNode().put("type", "object");
    choice.putArray("required").add("type");
    ArrayNode known = choice.putObject("properties").putObject("type").putArray("enum");
    ArrayNode branches = choice.putArray("allOf");
    for (Map.Entry<String, JsonNode> entry : mapping.properties()) {
      known.add(entry.getKey());
      ObjectNode branch = branches.addObject();
      branch.putObject("if").putObject("properties").putObject("type").put("const", entry.getKey());
      branch.putObject("then").put("$ref", entry.getValue().asText());
    }
    return choice;
  }

  private static ObjectNode orNull(@Nullable JsonNode schema) {
    ObjectNode either = JSON.objectNode();
    either.putArray("anyOf").add(schema).addObject().put("type", "null");
    return either;
  }
}
