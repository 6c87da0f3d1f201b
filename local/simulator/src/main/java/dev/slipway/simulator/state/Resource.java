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

  /// JSON:API type.
  public String type() {
    return type;
  }

  /// Id within its type.
  public String id() {
    return id;
  }

  /// Team that it belongs to.
  public String issuerId() {
    return issuerId;
  }

  /// What answers show; the live object.
  public ObjectNode attributes() {
    return attributes;
  }

  /// What no answer shows; the live object.
  public ObjectNode hidden() {
    return hidden;
  }

  /// To-one relations by name, ids as values; the live map.
  public Map<String, String> relations() {
    return relations;
  }

  /// Text of an attribute, empty when it is null or absent.
  public String text(String attribute) {
    JsonNode value = attributes.path(attribute);
    return value.isTextual() ? value.asText() : "";
  }

  /// Whether an attribute has a value that is not null and not empty.
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

  /// Sets an attribute to a truth value.
  public Resource set(String attribute, boolean value) {
    attributes.put(attribute, value);
    return this;
  }

  /// Id of a to-one relation, or null.
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

  /// From when reads find it (slow consistency).
  public Instant visibleFrom() {
    return visibleFrom;
  }

  /// Hides it from reads until then.
  public void hideUntil(Instant instant) {
    visibleFrom = instant;
  }
}
