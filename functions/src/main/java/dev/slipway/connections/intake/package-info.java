/// Reads the request that connects a team: forms, JSON and private keys, into values or named
/// faults.
@NullMarked
package dev.slipway.connections.intake;

import org.jspecify.annotations.NullMarked;
