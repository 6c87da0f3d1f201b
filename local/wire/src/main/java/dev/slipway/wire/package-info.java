/// HTTP on loopback, for stand-ins of other people's services.
@NullMarked
package dev.slipway.wire;

import org.jspecify.annotations.NullMarked;
