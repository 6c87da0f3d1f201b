/// The function connection-check: its API route, wake objects, and a daily schedule over all
/// connections.
@NullMarked
package dev.slipway.functions.connectioncheck;

import org.jspecify.annotations.NullMarked;
