/// Property lists in Apple's binary and XML forms, read with bounds.
@NullMarked
package dev.slipway.drops.plist;

import org.jspecify.annotations.NullMarked;
