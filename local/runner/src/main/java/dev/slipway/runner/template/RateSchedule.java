package dev.slipway.runner.template;

import java.time.Duration;

/// A schedule of EventBridge Scheduler.
///
/// @param name of the event in the template
/// @param every period
/// @param input what the function gets
/// @param maximumRetryAttempts how often a failed delivery is repeated
public record RateSchedule(String name, Duration every, String input, int maximumRetryAttempts) {}
