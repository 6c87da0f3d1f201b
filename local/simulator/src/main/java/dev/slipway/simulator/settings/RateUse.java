package dev.slipway.simulator.settings;

/// How far callers went in their hours.
///
/// @param lowestRemaining the least that any key had left in its hour after a call; the whole limit
///   when there was no call
/// @param refused how many calls were answered with 429 because of a limit
public record RateUse(int lowestRemaining, long refused) {}
