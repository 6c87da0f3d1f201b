package dev.slipway.simulator.catalogue;

import org.jspecify.annotations.Nullable;

/// A relationship of a resource type.
///
/// @param links whether Apple sends links for it
/// @param type type of the related resources; null if Apple only ever sends links
/// @param many whether it is a to-many relationship
public record Relationship(boolean links, @Nullable String type, boolean many) {}
