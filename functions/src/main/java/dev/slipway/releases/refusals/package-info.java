/// Translates Apple's rejections into the terms of the drop: which file, which field, what to do.
@NullMarked
package dev.slipway.releases.refusals;

import org.jspecify.annotations.NullMarked;
