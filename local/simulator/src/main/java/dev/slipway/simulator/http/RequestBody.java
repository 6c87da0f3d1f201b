package dev.slipway.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.simulator.catalogue.BodyShape;
import dev.slipway.simulator.catalogue.ResourceType;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.errors.RelationshipErrors;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a request body and checks it against the shape that the operation takes. Reports all
/// errors at once.
final class RequestBody {
  /// The parts of a valid body.
  ///
  /// @param data its `data`
  /// @param included the resources to create inline; a missing node if there are none
  record Content(JsonNode data, JsonNode included) {}

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final BodyShape shape;
  private final List<ApiError> errors = new ArrayList<>();

  /// Where the body has not the form of a document; nothing else is said of such a body.
  private final List<ApiError> unreadable = new ArrayList<>();

  /// What the resource has, whichever operation takes it.
  private final ResourceType ofResource;

  private RequestBody(BodyShape shape, ResourceType ofResource) {
    this.shape = shape;
    this.ofResource = ofResource;
  }

  /// Returns the parts of a valid body.
  ///
  /// @param pathId id in the path; null for a create
  /// @param ofResource the type of the resource; of a linkage, of the linked ones
  /// @throws ApiException listing everything that is wrong with the body
  static Content read(
      String text, BodyShape shape, @Nullable String pathId, ResourceType ofResource) {
    JsonNode document;
    try {
      document = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ApiException(ApiError.noJson());
    }
    if (document.isMissingNode()) {
      throw new ApiException(ApiError.noJson());
    }
    if (!document.isObject() || !document.has("data")) {
      throw new ApiException(ApiError.noDocument("data"));
    }
    RequestBody body = new RequestBody(shape, ofResource);
    document
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("data")
                  && !(name.equals("included") && !shape.included().isEmpty())) {
                body.unreadable.add(ApiError.noDocument(name));
              }
            });
    JsonNode data = document.get("data");
    if (shape.linkage()) {
      body.linkage("/data", "data", data, shape.type(), shape.many());
    } else {
      body.resource(data, pathId);
      if (!shape.included().isEmpty()) {
        new IncludedResources(shape, body.errors).check(document.path("included"), data);
      }
    }
    if (!body.unreadable.isEmpty()) {
      throw new ApiException(body.unreadable);
    }
    if (!body.errors.isEmpty()) {
      throw new ApiException(body.errors);
    }
    return new Content(data, document.path("included"));
  }

  private void resource(JsonNode data, @Nullable String pathId) {
    if (!data.isObject()) {
      unreadable.add(ApiError.noDocument("data"));
      return;
    }
    Set<String> known = Set.of("type", "id", "attributes", "relationships");
    data.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name) || (name.equals("id") && pathId == null)) {
                unreadable.add(ApiError.noDocument("data." + name));
              }
            });
    if (!shape.type().equals(data.path("type").textValue())) {
      errors.add(ApiError.entity("/data/type", "The type must be '" + shape.type() + "'."));
    }
    if (pathId != null && !pathId.equals(data.path("id").textValue())) {
      errors.add(
          ApiError.entity("/data/id", "The id must be the one in the path, '" + pathId + "'."));
    }
    attributes(data.get("attributes"), pathId == null ? "CREATE" : "UPDATE");
    relationships(data.get("relationships"), pathId == null ? "CREATE" : "UPDATE");
  }

  private void attributes(@Nullable JsonNode attributes, String operation) {
    if (attributes != null && !attributes.isObject()) {
      unreadable.add(ApiError.noDocument("data.attributes"));
      return;
    }
    if (attributes != null) {
      attributes
          .properties()
          .forEach(
              entry -> {
                String name = entry.getKey();
                JsonNode schema = shape.attributes().get(name);
                if (schema == null) {
                  errors.add(
                      ofResource.attributes().contains(name)
                          ? AttributeErrors.notAllowed(name, operation)
                          : AttributeErrors.unknown(name, shape.type()));
                  return;
                }
                boolean missing =
                    entry.getValue().isNull() && shape.requiredAttributes().contains(name);
                String problem = missing ? null : problem(entry.getValue(), schema);
                if (problem != null) {
                  errors.add(
                      AttributeErrors.wrongType(name, "The attribute '" + name + "' " + problem));
                }
              });
    }
    for (String name : shape.requiredAttributes()) {
      JsonNode value = attributes == null ? null : attributes.get(name);
      if (value == null || value.isNull() || (value.isTextual() && value.asText().isEmpty())) {
        errors.add(AttributeErrors.required(name));
      }
    }
  }

  private void relationships(@Nullable JsonNode relationships, String operation) {
    if (relationships != null && !relationships.isObject()) {
      unreadable.add(ApiError.noDocument("data.relationships"));
      return;
    }
    if (relationships != null) {
      relationships
          .properties()
          .forEach(
              entry -> {
                String name = entry.getKey();
                var relationship = shape.relationships().get(name);
                if (relationship == null || relationship.type() == null) {
                  errors.add(
                      ofResource.relationships().containsKey(name)
                          ? RelationshipErrors.notAllowed(name, operation)
                          : RelationshipErrors.unknown(name, shape.type()));
                } else if (!entry.getValue().isObject() || !entry.getValue().has("data")) {
                  errors.add(
                      RelationshipErrors.invalid(
                          name, "The relationship '" + name + "' has no 'data'."));
                } else if (shape.requiredRelationships().contains(name)
                    && entry.getValue().get("data").isNull()) {
                  errors.add(RelationshipErrors.required(name));
                } else {
                  linkage(
                      "/data/relationships/" + name,
                      "data.relationships." + name + ".data",
                      entry.getValue().get("data"),
                      relationship.type(),
                      relationship.many());
                }
              });
    }
    for (String name : shape.requiredRelationships()) {
      if (relationships == null || !relationships.has(name)) {
        errors.add(RelationshipErrors.required(name));
      }
    }
  }

  private void linkage(String pointer, String place, JsonNode data, String type, boolean many) {
    if (many) {
      if (!data.isArray()) {
        errors.add(
            RelationshipErrors.invalid("", "A to-many relationship takes a list.").at(pointer));
        return;
      }
      for (int i = 0; i < data.size(); i++) {
        linkage(pointer, place + ".[" + i + "]", data.get(i), type, false);
      }
      return;
    }
    data.fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("type") && !name.equals("id")) {
                unreadable.add(ApiError.noDocument(place + "." + name));
              }
            });
    if (data.isNull()) {
      return;
    }
    if (!(data.isObject() && data.path("type").isTextual() && data.path("id").isTextual())) {
      errors.add(
          RelationshipErrors.invalid(
                  "", "A resource identifier with type '" + type + "' and an id is needed.")
              .at(pointer));
    } else if (!type.equals(data.path("type").textValue())) {
      // review-live.md, B.
      String given = data.path("type").textValue();
      String name = pointer.substring(pointer.lastIndexOf('/') + 1);
      errors.add(
          RelationshipErrors.invalid(
                  "",
                  "The given related type '"
                      + given
                      + "' is not valid for the relationship '"
                      + (name.equals("data") ? type : name)
                      + "'")
              .at(pointer));
    }
  }

  /// Returns what is wrong with a value, or null.
  static @Nullable String problem(JsonNode value, JsonNode schema) {
    if (value.isNull()) {
      return schema.path("nullable").asBoolean() ? null : "must not be null";
    }
    String type = schema.path("type").asText();
    boolean fits =
        switch (type) {
          case "string" -> value.isTextual();
          case "boolean" -> value.isBoolean();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "array" -> value.isArray();
          default -> value.isObject();
        };
    if (!fits) {
      return "must be of type " + type;
    }
    if (schema.has("enum")) {
      List<String> allowed = new ArrayList<>();
      schema.get("enum").forEach(one -> allowed.add(one.asText()));
      if (!allowed.contains(value.asText())) {
        return "must be one of: " + String.join(", ", allowed);
      }
    }
    if (schema.has("minimum") && value.asLong() < schema.get("minimum").asLong()) {
      return "must be at least " + schema.get("minimum").asLong();
    }
    if (schema.path("format").asText().equals("date-time") && !isDateTime(value.asText())) {
      return "must be a date with time and offset (ISO 8601)";
    }
    if (schema.path("format").asText().equals("date") && !isDate(value.asText())) {
      return "must be a date (ISO 8601)";
    }
    if (type.equals("array")) {
      for (JsonNode item : value) {
        String problem = problem(item, schema.get("items"));
        if (problem != null) {
          return "has an item that " + problem;
        }
      }
    }
    if (type.equals("object")) {
      for (var entry : value.properties()) {
        JsonNode member = schema.path("properties").get(entry.getKey());
        if (member == null) {
          return "has an unknown member '" + entry.getKey() + "'";
        }
        String problem = problem(entry.getValue(), member);
        if (problem != null) {
          return "has a member '" + entry.getKey() + "' that " + problem;
        }
      }
    }
    return null;
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isDateTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
