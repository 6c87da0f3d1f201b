package dev.slipway.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.catalogue.BodyShape;
import dev.slipway.simulator.catalogue.InlineShape;
import dev.slipway.simulator.catalogue.Relationship;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.errors.RelationshipErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks the resources that a request creates inline, in `included`, and that `data` refers to by
/// local ids (first-release-live.md, B1).
final class IncludedResources {
  private static final Pattern LOCAL_ID = Pattern.compile("\\$\\{[^{}]+}");

  private final BodyShape shape;
  private final List<ApiError> errors;

  /// Reports to this list.
  IncludedResources(BodyShape shape, List<ApiError> errors) {
    this.shape = shape;
    this.errors = errors;
  }

  /// Checks `included` of a request, and that it has what the linkages of `data` name.
  void check(JsonNode included, JsonNode data) {
    if (!included.isMissingNode() && !included.isArray()) {
      errors.add(ApiError.entity("/included", "'included' must be a list."));
      return;
    }
    Set<String> known = new HashSet<>();
    for (int i = 0; i < included.size(); i++) {
      JsonNode resource = included.get(i);
      known.add(resource.path("type").asText() + " " + resource.path("id").asText());
      resource("/included/" + i, resource);
    }
    shape
        .relationships()
        .forEach(
            (name, relationship) -> {
              JsonNode linkage = data.path("relationships").path(name).path("data");
              if (relationship.many()) {
                linkage.forEach(one -> requireIncluded(name, relationship, one, known));
              }
            });
  }

  /// The words: clients that forgot to include one (github.com, 2026).
  private void requireIncluded(
      String name, Relationship relationship, JsonNode linkage, Set<String> known) {
    String type = String.valueOf(relationship.type());
    String id = linkage.path("id").asText();
    if (shape.included().containsKey(type) && !known.contains(type + " " + id)) {
      errors.add(
          RelationshipErrors.invalid(
              name,
              "The relationship '"
                  + name
                  + "' expects an included resource with type '"
                  + type
                  + "' and id '"
                  + id
                  + "' but no matching resource was included."));
    }
  }

  private void resource(String pointer, JsonNode resource) {
    InlineShape inline = shape.included().get(resource.path("type").asText());
    if (inline == null) {
      errors.add(
          ApiError.entity(
              pointer + "/type", "The type must be one of " + shape.included().keySet() + "."));
      return;
    }
    String id = resource.path("id").asText();
    if (!LOCAL_ID.matcher(id).matches()) {
      errors.add(ApiError.includedIdInvalid(pointer + "/id", id));
    }
    for (Map.Entry<String, JsonNode> entry : resource.path("attributes").properties()) {
      String name = entry.getKey();
      JsonNode schema = inline.attributes().get(name);
      String at = pointer + "/attributes/" + name;
      String problem = schema == null ? null : RequestBody.problem(entry.getValue(), schema);
      if (schema == null) {
        errors.add(AttributeErrors.unknown(name, resource.path("type").asText()).at(at));
      } else if (problem != null) {
        errors.add(
            AttributeErrors.wrongType(name, "The attribute '" + name + "' " + problem).at(at));
      }
    }
    relationships(pointer, resource, inline);
  }

  /// All relationships are needed. Of the price point of a purchase: live, ihtcboy.com (2023).
  private void relationships(String pointer, JsonNode resource, InlineShape inline) {
    JsonNode given = resource.path("relationships");
    given
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!inline.relationships().containsKey(name)) {
                errors.add(
                    RelationshipErrors.unknown(name, resource.path("type").asText())
                        .at(pointer + "/relationships/" + name));
              }
            });
    inline
        .relationships()
        .forEach(
            (name, relationship) -> {
              JsonNode linkage = given.path(name).path("data");
              String at = pointer + "/relationships/" + name;
              if (!linkage.path("id").isTextual()) {
                errors.add(RelationshipErrors.required(name).at(at));
              } else if (!linkage.path("type").asText().equals(relationship.type())) {
                errors.add(
                    RelationshipErrors.invalid(
                            name,
                            "The given related type '"
                                + linkage.path("type").asText()
                                + "' is not valid for the relationship '"
                                + name
                                + "'")
                        .at(at));
              }
            });
  }
}
