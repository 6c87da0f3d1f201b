package dev.slipway.budgets;

import java.time.Instant;

/// Apple's last answer about a key's hour.
///
/// @param limit calls in a rolling hour
/// @param remaining how many of them remain
/// @param at our clock when the answer arrived
record Observation(int limit, int remaining, Instant at) {}
