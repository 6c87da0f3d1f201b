/// The function connection-check: its API route, wake objects, and schedules over all connections.
@NullMarked
package dev.slipway.functions.connectioncheck;

import org.jspecify.annotations.NullMarked;
