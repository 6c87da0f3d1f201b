/// Finds the screenshots and app previews in a drop's folders, and for which display each is.
@NullMarked
package dev.slipway.drops.media.folders;

import org.jspecify.annotations.NullMarked;
