package dev.slipway.runner.template;

/// A rule of EventBridge with the function as its target.
///
/// @param name name of the event in the template
public record EventRule(String name, EventPattern pattern) {}
