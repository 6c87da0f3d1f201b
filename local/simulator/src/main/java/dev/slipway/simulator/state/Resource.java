package dev.slipway.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One resource. Not safe for use by several threads: the owner of the `World` holds its lock.
public final class Resource {
  private final String type;
  private final String id;
  private final String issuerId;
  private final ObjectNode attributes;
  private final ObjectNode hidden;
  private final Map<String, String> relations = new LinkedHashMap<>();
  private Instant visibleFrom = Instant.MIN;

  Resource(String type, String id, String issuerId) {
    this(
        type,
        id,
        issuerId,
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode());
  }

  Resource(String type, String id, String issuerId, ObjectNode attributes, ObjectNode hidden) {
    this.type = type;
    this.id = id;
    this.issuerId = issuerId;
    this.attributes = attributes;
    this.hidden = hidden;
  }

  /// Returns a resource that no world keeps.
  ///
  /// @param issuerId team that it belongs to; empty if every team sees it
  public static Resource computed(String type, String id, String issuerId) {
    return new Resource(type, id, issuerId);
  }

  /// Returns the JSON:API type.
  public String type() {
    return type;
  }

  /// Returns the id, which is unique within the type.
  public String id() {
    return id;
  }

  /// Returns the team that it belongs to.
  public String issuerId() {
    return issuerId;
  }

  /// Returns the attributes that answers show; the live object.
  public ObjectNode attributes() {
    return attributes;
  }

  /// Returns the facts that no answer shows; the live object.
  public ObjectNode hidden() {
    return hidden;
  }

  /// Returns the to-one relations by name, with ids as values; the live map.
  public Map<String, String> relations() {
    return relations;
  }

  /// Returns the text of an attribute; empty if it is null or absent.
  public String text(String attribute) {
    JsonNode value = attributes.path(attribute);
    return value.isTextual() ? value.asText() : "";
  }

  /// Returns whether an attribute has a value that is neither null nor empty.
  public boolean has(String attribute) {
    JsonNode value = attributes.path(attribute);
    return !value.isMissingNode()
        && !value.isNull()
        && !(value.isTextual() && value.asText().isEmpty());
  }

  /// Sets an attribute.
  public Resource set(String attribute, @Nullable JsonNode value) {
    attributes.set(attribute, value);
    return this;
  }

  /// Sets an attribute to a text, or to null.
  public Resource set(String attribute, @Nullable String value) {
    attributes.put(attribute, value);
    return this;
  }

  /// Sets an attribute to a boolean.
  public Resource set(String attribute, boolean value) {
    attributes.put(attribute, value);
    return this;
  }

  /// Returns the id of a to-one relation, or null.
  public @Nullable String relation(String name) {
    return relations.get(name);
  }

  /// Sets or removes a to-one relation.
  public Resource relate(String name, @Nullable String otherId) {
    if (otherId == null) {
      relations.remove(name);
    } else {
      relations.put(name, otherId);
    }
    return this;
  }

  /// Returns from when reads find it (slow consistency).
  public Instant visibleFrom() {
    return visibleFrom;
  }

  /// Hides it from reads until the given moment.
  public void hideUntil(Instant instant) {
    visibleFrom = instant;
  }
}
