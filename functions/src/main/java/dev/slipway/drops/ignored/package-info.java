/// Finds what Slipway ignores in a drop's folder, and what was probably meant by it.
@NullMarked
package dev.slipway.drops.ignored;

import org.jspecify.annotations.NullMarked;
