/// What a person hands in to connect a team: forms, JSON and private keys, read into values or
/// named faults.
@NullMarked
package dev.slipway.connections.intake;

import org.jspecify.annotations.NullMarked;
