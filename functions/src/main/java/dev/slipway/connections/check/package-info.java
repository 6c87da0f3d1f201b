/// Asks Apple with a connection's key what the key can do, and records the verdict.
@NullMarked
package dev.slipway.connections.check;

import org.jspecify.annotations.NullMarked;
