/// Steps that read the drop or move its bytes; only release-upload has them.
@NullMarked
package dev.slipway.releases.bytes;

import org.jspecify.annotations.NullMarked;
