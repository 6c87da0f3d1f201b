/// Asks Apple what a connection's key can do, and records the verdict.
@NullMarked
package dev.slipway.connections.check;

import org.jspecify.annotations.NullMarked;
