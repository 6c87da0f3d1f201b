package dev.slipway.runner.template;

/// A bucket of the template.
///
/// @param logicalId for example `DropBucket`
/// @param name its name in this run
/// @param versioned whether old versions are kept
/// @param sendsToEventBridge whether its events are sent to EventBridge
public record BucketResource(
    String logicalId, String name, boolean versioned, boolean sendsToEventBridge) {}
