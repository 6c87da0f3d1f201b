package dev.slipway.simulator.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// What Apple allows in a resource that a request creates inline, in `included`.
///
/// @param attributes a small JSON Schema for each attribute, as in [BodyShape]
/// @param relationships relationships that it may have
public record InlineShape(
    Map<String, JsonNode> attributes, Map<String, Relationship> relationships) {}
