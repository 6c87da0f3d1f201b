package dev.slipway.simulator.settings;

/// How much of their hourly limits the keys have used.
///
/// @param lowestRemaining the fewest calls that any key had left in its hour after a call; the
///   whole limit if there was no call
/// @param refused how many calls were answered with 429 because of a limit
public record RateUse(int lowestRemaining, long refused) {}
