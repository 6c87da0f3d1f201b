package dev.slipway.runner.template;

/// A bucket of the template.
///
/// @param logicalId for example `DropBucket`
/// @param name what it is called here
/// @param versioned whether old versions are kept
/// @param sendsToEventBridge whether its events reach rules
public record BucketResource(
    String logicalId, String name, boolean versioned, boolean sendsToEventBridge) {}
