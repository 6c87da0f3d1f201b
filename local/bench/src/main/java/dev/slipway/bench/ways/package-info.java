/// The ways to move the same bytes, each behind one interface.
@NullMarked
package dev.slipway.bench.ways;

import org.jspecify.annotations.NullMarked;
