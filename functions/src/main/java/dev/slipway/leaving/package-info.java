/// A tenant leaves: all that Slipway keeps of it is removed, a part at a time.
@NullMarked
package dev.slipway.leaving;

import org.jspecify.annotations.NullMarked;
