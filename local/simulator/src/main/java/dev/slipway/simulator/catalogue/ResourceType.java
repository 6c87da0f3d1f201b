package dev.slipway.simulator.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a resource of one type contains in answers.
///
/// @param name JSON:API type, for example `buildUploads`
/// @param attributes names of its attributes in Apple's order
/// @param relationships its relationships in Apple's order
/// @param fields what `fields[name]` may list
public record ResourceType(
    String name,
    List<String> attributes,
    Map<String, Relationship> relationships,
    Set<String> fields) {}
