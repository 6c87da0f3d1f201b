/// A zip archive read by ranges: its directory, and single entries of it.
@NullMarked
package dev.slipway.drops.zip;

import org.jspecify.annotations.NullMarked;
