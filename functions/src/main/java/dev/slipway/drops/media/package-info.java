/// Screenshots and app previews of a drop: which files there are, and what their headers say.
@NullMarked
package dev.slipway.drops.media;

import org.jspecify.annotations.NullMarked;
