package dev.slipway.simulator.state;

import java.time.Instant;

/// Something that happens at a moment on the simulator's clock.
///
/// @param at when
/// @param what which action, as registered with `World.onDue`
/// @param id resource that it is about
/// @param token whatever the action wants to recognise, for example the submission that it was
///   planned for
public record Due(Instant at, String what, String id, String token) {}
