package dev.slipway.simulator.writes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.SimulatorKey;
import dev.slipway.simulator.state.World;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One write whose body fits its shape.
///
/// @param world the state, locked and settled
/// @param key the calling key
/// @param subject the resource that the path names; null for a create
/// @param data the `data` of the body; a missing node if there is no body
/// @param included the resources to create inline, of which `data` names each linked one by a local
///   id; a missing node if there are none
public record WriteCall(
    World world, SimulatorKey key, @Nullable Resource subject, JsonNode data, JsonNode included) {

  /// Returns the inline resource that a linkage names; a missing node without one.
  public JsonNode included(JsonNode linkage) {
    for (JsonNode resource : included) {
      if (resource.path("type").equals(linkage.path("type"))
          && resource.path("id").equals(linkage.path("id"))) {
        return resource;
      }
    }
    return MissingNode.getInstance();
  }

  /// Returns the resource that the path names.
  public Resource target() {
    if (subject == null) {
      throw new IllegalStateException("This call names no resource");
    }
    return subject;
  }

  /// Returns the present time.
  public Instant now() {
    return world.now();
  }

  /// Returns whether an attribute is given, even as null.
  public boolean gives(String attribute) {
    return data.path("attributes").has(attribute);
  }

  /// Returns an attribute; a missing node if it is not given.
  public JsonNode attribute(String name) {
    return data.path("attributes").path(name);
  }

  /// Returns the text of an attribute; empty if it is null or not given.
  public String text(String name) {
    return attribute(name).asText("").equals("null") && attribute(name).isNull()
        ? ""
        : attribute(name).asText("");
  }

  /// Returns whether a relationship is given.
  public boolean givesRelationship(String name) {
    return data.path("relationships").has(name);
  }

  /// Returns the id of a to-one relationship; null if it is given as null or not given.
  public @Nullable String relationshipId(String name) {
    return data.path("relationships").path(name).path("data").path("id").textValue();
  }

  /// Returns the resource that a to-one relationship names.
  ///
  /// @throws ApiException if the key can see no such resource
  public Resource related(String relationship, String type) {
    return find(type, relationshipId(relationship), relationship);
  }

  /// Returns a resource that the body names.
  ///
  /// @throws ApiException if the key can see no such resource
  public Resource find(String type, @Nullable String id, String relationship) {
    Resource found = world.find(type, id);
    if (found == null
        || !(found.issuerId().isEmpty() || found.issuerId().equals(key.issuerId()))
        || found.visibleFrom().isAfter(now())) {
      throw new ApiException(
          RelationshipErrors.invalid(
              relationship, "There is no resource of type '" + type + "' with id '" + id + "'"));
    }
    return found;
  }

  /// Adds a resource of the caller's team.
  public Resource create(String type) {
    return world.create(type, key.issuerId());
  }

  /// Copies the given attributes into a resource; null clears an attribute.
  public void copyAttributes(Resource into, String... names) {
    for (String name : names) {
      if (gives(name)) {
        into.set(name, attribute(name));
      }
    }
  }
}
