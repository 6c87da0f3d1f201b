/// What the simulator knows: resources, keys and what is due, and how that outlives a restart.
@NullMarked
package dev.slipway.simulator.state;

import org.jspecify.annotations.NullMarked;
