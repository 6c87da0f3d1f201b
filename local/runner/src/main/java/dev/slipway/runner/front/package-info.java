/// A proxy through which clients that know Apple's addresses alone reach the simulator.
@NullMarked
package dev.slipway.runner.front;

import org.jspecify.annotations.NullMarked;
