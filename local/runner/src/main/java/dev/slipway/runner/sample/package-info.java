/// Sample apps for a demo and for tests, made on the spot.
@NullMarked
package dev.slipway.runner.sample;

import org.jspecify.annotations.NullMarked;
