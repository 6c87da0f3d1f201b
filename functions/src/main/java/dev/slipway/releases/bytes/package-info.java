/// Steps that read the drop, which drop-intake has, or move its bytes, which only release-upload
/// has.
@NullMarked
package dev.slipway.releases.bytes;

import org.jspecify.annotations.NullMarked;
