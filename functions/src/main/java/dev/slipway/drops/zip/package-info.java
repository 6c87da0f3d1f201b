/// Reads a zip archive by ranges: its central directory, and single entries.
@NullMarked
package dev.slipway.drops.zip;

import org.jspecify.annotations.NullMarked;
