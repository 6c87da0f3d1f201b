/// Tests of how events reach functions.
@NullMarked
package dev.slipway.runner.invocation;

import org.jspecify.annotations.NullMarked;
