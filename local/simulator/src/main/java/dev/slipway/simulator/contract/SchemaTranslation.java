package dev.slipway.simulator.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.catalogue.LiveValues;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Translates the schemas of an OpenAPI 3.0 document into JSON Schema 2020-12 that allows no
/// unknown members.
///
/// - `nullable` becomes the type "null", also beside `$ref`, where OpenAPI 3.0 ignores it.
/// - Objects with `properties` allow no others.
/// - `oneOf` with a discriminator becomes a choice by it (`type`, or the `state` of an asset in the
///   asset library), so that an error is reported where it is.
/// - `oneOf` without a discriminator allows what at least one branch allows: Apple's branches
///   overlap, so that a value often fits several. So does one whose discriminator is a member of
///   another object: the relationships of a placement name the attribute `mediaType`.
/// - `allOf` becomes one object with the members of all.
/// - In answers, the values of `attributes` may be null, and so may the `data` of a to-one
///   relationship: Apple sends most attributes explicitly as null, which its own document does not
///   say.
/// - An attribute's enum gets the values that Apple accepts beyond its document ([LiveValues]).
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
    // Apple has sent an error without a detail (codemagic-ci-cd/cli-tools#316).
    if (translated.at("/ErrorResponse/properties/errors/items") instanceof ObjectNode error) {
      error.putArray("required").add("status").add("code").add("title");
    }
    // Seen live, and in no enum (asset-library.md, 3).
    if (answers
        && translated.path("AppAssetLibraryPlacementState").path("enum")
            instanceof ArrayNode states) {
      states.add("ACTIVE").add("INACTIVE");
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
    for (String keyword : new String[] {"oneOf", "allOf"}) {
      node.path(keyword).forEach(branch -> collect(branch, inAttributes));
    }
  }

  private JsonNode schema(JsonNode node, boolean inAttributes) {
    if (node.has("$ref")) {
      ObjectNode reference = JSON.objectNode().put("$ref", node.get("$ref").asText());
      return node.path("nullable").asBoolean() ? orNull(reference) : reference;
    }
    if (node.has("oneOf") && isDiscriminated(node)) {
      return choice(node.path("discriminator"));
    }
    if (node.has("allOf")) {
      return schema(merged(node), inAttributes);
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
      JsonNode schema =
          schema(open(name, property.getValue()), inAttributes || name.equals("attributes"));
      boolean toOneData =
          name.equals("data") && !property.getValue().path("type").asText().equals("array");
      boolean mayBeNull = answers && ((inAttributes && !required.contains(name)) || toOneData);
      properties.set(name, mayBeNull ? orNull(schema) : schema);
    }
    return properties;
  }

  /// Returns the schema of a property; with more values if it is an enum that Apple's servers take
  /// more values of. Apple's document has such enums as components.
  private JsonNode open(String name, JsonNode property) {
    if (!LiveValues.instance().all().containsKey(name)) {
      return property;
    }
    String ref = property.path("$ref").asText();
    return LiveValues.instance()
        .addTo(ref.isEmpty() ? property : schemas.path(ref.substring(REF.length())), name);
  }

  /// Returns whether the branches have the property that tells them apart.
  private boolean isDiscriminated(JsonNode node) {
    JsonNode discriminator = node.path("discriminator");
    String name = discriminator.path("propertyName").asText();
    return !discriminator.path("mapping").isEmpty()
        && discriminator
            .path("mapping")
            .valueStream()
            .allMatch(
                ref ->
                    merged(schemas.path(ref.asText().substring(REF.length())))
                        .path("properties")
                        .has(name));
  }

  /// Returns an object with the members of all parts; the schema itself if it has no parts.
  private JsonNode merged(JsonNode node) {
    if (node.has("$ref")) {
      return merged(schemas.path(node.get("$ref").asText().substring(REF.length())));
    }
    if (!node.has("allOf")) {
      return node;
    }
    ObjectNode merged = JSON.objectNode().put("type", "object");
    for (JsonNode part : node.get("allOf")) {
      JsonNode members = merged(part);
      if (members.path("properties") instanceof ObjectNode properties) {
        merged.withObjectProperty("properties").setAll(properties);
      }
      if (members.path("required") instanceof ArrayNode required) {
        merged.withArrayProperty("required").addAll(required);
      }
    }
    return merged;
  }

  private static ObjectNode choice(JsonNode discriminator) {
    String name = discriminator.path("propertyName").asText();
    ObjectNode choice = JSON.objectNode().put("type", "object");
    choice.putArray("required").add(name);
    ArrayNode known = choice.putObject("properties").putObject(name).putArray("enum");
    ArrayNode branches = choice.putArray("allOf");
    for (Map.Entry<String, JsonNode> entry : discriminator.path("mapping").properties()) {
      known.add(entry.getKey());
      ObjectNode branch = branches.addObject();
      branch.putObject("if").putObject("properties").putObject(name).put("const", entry.getKey());
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
