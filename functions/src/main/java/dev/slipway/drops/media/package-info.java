/// Finds the screenshots and app previews of a drop, and reads their headers.
///
/// 19 files, because each format of a header is read by a class of its own.
@NullMarked
package dev.slipway.drops.media;

import org.jspecify.annotations.NullMarked;
