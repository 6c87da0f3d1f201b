package dev.slipway.simulator.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All operations that the simulator has built, and the resource types that they show (App Store
/// Connect API 4.5.1). [AppleOperations] knows of the others.
///
/// The tables are facts taken from Apple's OpenAPI document; a test compares them with it.
/// Immutable.
public final class Catalogue {
  private static final Catalogue INSTANCE = new Catalogue();

  private final Map<String, Operation> operations = new LinkedHashMap<>();
  private final Map<String, ResourceType> types = new LinkedHashMap<>();
  private final Map<Integer, List<Operation>> bySegments = new HashMap<>();

  private Catalogue() {
    TableFile.read("types.json")
        .properties()
        .forEach(entry -> types.put(entry.getKey(), type(entry.getKey(), entry.getValue())));
    TableFile.read("operations.json")
        .properties()
        .forEach(
            entry -> {
              Operation operation = operation(entry.getKey(), entry.getValue());
              operations.put(entry.getKey(), operation);
              bySegments
                  .computeIfAbsent(segments(operation.template()).length, n -> new ArrayList<>())
                  .add(operation);
            });
  }

  /// Returns the catalogue, which is read at first use.
  public static Catalogue instance() {
    return INSTANCE;
  }

  /// Returns all operations.
  public Collection<Operation> operations() {
    return operations.values();
  }

  /// Returns the operation for a method and a concrete path, or null.
  public @Nullable Operation find(String method, String path) {
    for (Operation operation : matching(path)) {
      if (operation.method().equals(method)) {
        return operation;
      }
    }
    return null;
  }

  /// Returns all operations whose template matches this path.
  public List<Operation> matching(String path) {
    String[] actual = segments(path);
    List<Operation> found = new ArrayList<>();
    for (Operation operation : bySegments.getOrDefault(actual.length, List.of())) {
      if (matches(segments(operation.template()), actual)) {
        found.add(operation);
      }
    }
    return found;
  }

  /// Returns a resource type by name.
  ///
  /// @throws IllegalArgumentException for a type that is not in the catalogue
  public ResourceType type(String name) {
    ResourceType type = types.get(name);
    if (type == null) {
      throw new IllegalArgumentException("No resource type " + name);
    }
    return type;
  }

  /// Returns whether a resource type is in the catalogue and has this relationship.
  public boolean hasRelationship(String type, String relationship) {
    ResourceType known = types.get(type);
    return known != null && known.relationships().containsKey(relationship);
  }

  static boolean matches(String[] template, String[] actual) {
    for (int i = 0; i < template.length; i++) {
      if (template[i].equals("{id}") ? actual[i].isEmpty() : !template[i].equals(actual[i])) {
        return false;
      }
    }
    return true;
  }

  static String[] segments(String path) {
    return path.split("/", -1);
  }

  private static ResourceType type(String name, JsonNode json) {
    Map<String, Relationship> relationships = relationships(json.path("relationships"));
    List<String> attributes = texts(json.path("attributes"));
    Set<String> fields = new LinkedHashSet<>(texts(json.path("fields")));
    if (fields.isEmpty()) {
      fields.addAll(attributes);
      fields.addAll(relationships.keySet());
    }
    return new ResourceType(name, attributes, relationships, fields);
  }

  private static Map<String, Relationship> relationships(JsonNode json) {
    Map<String, Relationship> found = new LinkedHashMap<>();
    json.properties()
        .forEach(
            entry ->
                found.put(
                    entry.getKey(),
                    new Relationship(
                        entry.getValue().path("links").asBoolean(),
                        entry.getValue().path("type").textValue(),
                        entry.getValue().path("many").asBoolean())));
    return found;
  }

  private static Operation operation(String key, JsonNode json) {
    int blank = key.indexOf(' ');
    Map<String, QueryParameter> query = new LinkedHashMap<>();
    json.path("query")
        .properties()
        .forEach(
            entry ->
                query.put(
                    entry.getKey(),
                    new QueryParameter(
                        entry.getValue().path("required").asBoolean(),
                        entry.getValue().path("single").textValue(),
                        texts(entry.getValue().path("enum")),
                        entry.getValue().path("maximum").asInt())));
    return new Operation(
        key.substring(0, blank),
        key.substring(blank + 1),
        query,
        new LinkedHashSet<>(texts(json.path("fields"))),
        json.path("status").asInt(),
        json.path("type").textValue(),
        json.path("many").asBoolean(),
        json.has("body") ? body(json.path("body")) : null);
  }

  private static BodyShape body(JsonNode json) {
    Map<String, JsonNode> attributes = new LinkedHashMap<>();
    json.path("attributes")
        .properties()
        .forEach(
            entry ->
                attributes.put(
                    entry.getKey(), LiveValues.instance().addTo(entry.getValue(), entry.getKey())));
    Set<String> requiredRelationships = new LinkedHashSet<>();
    json.path("relationships")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().path("required").asBoolean()) {
                requiredRelationships.add(entry.getKey());
              }
            });
    Map<String, InlineShape> included = new LinkedHashMap<>();
    json.path("included")
        .properties()
        .forEach(entry -> included.put(entry.getKey(), inline(entry.getValue())));
    return new BodyShape(
        json.path("type").asText(),
        json.path("linkage").asBoolean(),
        json.path("many").asBoolean(),
        attributes,
        new LinkedHashSet<>(texts(json.path("requiredAttributes"))),
        relationships(json.path("relationships")),
        requiredRelationships,
        included);
  }

  private static InlineShape inline(JsonNode json) {
    Map<String, JsonNode> attributes = new LinkedHashMap<>();
    json.path("attributes")
        .properties()
        .forEach(entry -> attributes.put(entry.getKey(), entry.getValue()));
    return new InlineShape(attributes, relationships(json.path("relationships")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
