/// Apple's error documents.
@NullMarked
package dev.slipway.simulator.errors;

import org.jspecify.annotations.NullMarked;
