/// Steps that read the drop or move its bytes; release-upload alone has them.
@NullMarked
package dev.slipway.releases.bytes;

import org.jspecify.annotations.NullMarked;
