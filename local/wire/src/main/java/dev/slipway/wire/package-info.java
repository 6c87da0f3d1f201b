/// HTTP on loopback, for stand-ins of foreign services.
@NullMarked
package dev.slipway.wire;

import org.jspecify.annotations.NullMarked;
