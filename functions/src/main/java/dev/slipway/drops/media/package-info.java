/// Finds the screenshots and app previews of a drop, and reads their headers.
@NullMarked
package dev.slipway.drops.media;

import org.jspecify.annotations.NullMarked;
