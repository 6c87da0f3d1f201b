/// Whose turn it is: who moves bytes now, and who waits.
@NullMarked
package dev.slipway.releases.slots;

import org.jspecify.annotations.NullMarked;
