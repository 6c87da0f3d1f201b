/// How a simulator is started, what tests and tools switch while it runs, and what it shows them of
/// the calls.
@NullMarked
package dev.slipway.simulator.settings;

import org.jspecify.annotations.NullMarked;
