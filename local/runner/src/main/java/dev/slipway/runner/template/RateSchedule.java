package dev.slipway.runner.template;

import java.time.Duration;

/// A schedule of EventBridge Scheduler.
///
/// @param name name of the event in the template
/// @param every period
/// @param input the function's input
/// @param maximumRetryAttempts number of retries of a failed delivery
public record RateSchedule(String name, Duration every, String input, int maximumRetryAttempts) {}
