/// Names who did something.
@NullMarked
package dev.slipway.actors;

import org.jspecify.annotations.NullMarked;
