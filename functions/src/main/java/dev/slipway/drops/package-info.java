/// What a person drops for a release: the meaning of object keys, ranges of files, and what can be
/// wrong with them.
@NullMarked
package dev.slipway.drops;

import org.jspecify.annotations.NullMarked;
