package dev.slipway.simulator.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/// What Apple allows in the body of one request.
///
/// @param type type of the resource, or of the linked resources
/// @param linkage whether the body is a bare linkage (`/relationships/...`)
/// @param many whether that linkage is a list
/// @param attributes a small JSON Schema for each attribute (type, enum, nullable, format, minimum,
///   maximum, properties, items)
/// @param requiredAttributes attributes without which the call is refused
/// @param relationships relationships that the body may have
/// @param requiredRelationships relationships without which the call is refused
/// @param included the resources that the body may create inline in `included`, by type
public record BodyShape(
    String type,
    boolean linkage,
    boolean many,
    Map<String, JsonNode> attributes,
    Set<String> requiredAttributes,
    Map<String, Relationship> relationships,
    Set<String> requiredRelationships,
    Map<String, InlineShape> included) {}
