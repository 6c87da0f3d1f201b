package dev.slipway.simulator.state;

import java.time.Instant;

/// An action that is due at a moment on the simulator's clock.
///
/// @param at when it is due
/// @param what name of the action, as registered with `World.onDue`
/// @param id id of the resource that it concerns
/// @param token value by which the action recognises its context, for example the submission that
///   it was planned for
public record Due(Instant at, String what, String id, String token) {}
