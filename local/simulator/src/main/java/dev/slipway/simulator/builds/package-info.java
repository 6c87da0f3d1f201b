/// Builds: their uploads, processing and export compliance.
@NullMarked
package dev.slipway.simulator.builds;

import org.jspecify.annotations.NullMarked;
