/// The contents of a drop: the meaning of object keys, ranges of files, and possible faults.
@NullMarked
package dev.slipway.drops;

import org.jspecify.annotations.NullMarked;
