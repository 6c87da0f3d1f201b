/// Reads property lists in Apple's binary and XML forms, within limits.
@NullMarked
package dev.slipway.drops.plist;

import org.jspecify.annotations.NullMarked;
