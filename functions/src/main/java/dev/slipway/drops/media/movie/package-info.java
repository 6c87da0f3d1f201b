/// Reads the movie box of a video: its tracks, their size, length and coding.
@NullMarked
package dev.slipway.drops.media.movie;

import org.jspecify.annotations.NullMarked;
