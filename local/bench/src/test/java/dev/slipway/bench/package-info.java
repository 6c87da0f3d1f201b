/// That the bench moves the bytes it measures.
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
