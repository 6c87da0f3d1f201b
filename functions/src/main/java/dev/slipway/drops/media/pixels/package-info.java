/// Reads whole images, piece by piece: whether they reach their end, and whether they are
/// transparent anywhere.
@NullMarked
package dev.slipway.drops.media.pixels;

import org.jspecify.annotations.NullMarked;
