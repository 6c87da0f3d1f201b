/// Reads the headers of screenshots and app previews, and knows the displays of their sizes.
@NullMarked
package dev.slipway.drops.media;

import org.jspecify.annotations.NullMarked;
