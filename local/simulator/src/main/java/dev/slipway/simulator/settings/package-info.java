/// How to start a simulator, what tests and tools switch while it runs, and the calls that it shows
/// them.
@NullMarked
package dev.slipway.simulator.settings;

import org.jspecify.annotations.NullMarked;
