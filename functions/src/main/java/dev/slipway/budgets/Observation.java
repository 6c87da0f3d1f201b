package dev.slipway.budgets;

import java.time.Instant;

/// What Apple said last about a key's hour.
///
/// @param limit calls in a rolling hour
/// @param remaining how many of them are left
/// @param at our clock when the answer was there
record Observation(int limit, int remaining, Instant at) {}
