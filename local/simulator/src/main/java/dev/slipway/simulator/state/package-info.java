/// The simulator's state: resources, keys and due actions, and how it survives a restart.
@NullMarked
package dev.slipway.simulator.state;

import org.jspecify.annotations.NullMarked;
