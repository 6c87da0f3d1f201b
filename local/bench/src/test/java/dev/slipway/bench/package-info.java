/// Tests that the bench moves the bytes that it measures.
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
