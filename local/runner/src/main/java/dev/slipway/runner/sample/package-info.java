/// Generates sample apps for the demo and for tests.
@NullMarked
package dev.slipway.runner.sample;

import org.jspecify.annotations.NullMarked;
