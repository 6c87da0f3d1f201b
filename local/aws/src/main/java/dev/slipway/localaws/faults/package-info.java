/// Scripted faults: what goes wrong, and for which requests.
@NullMarked
package dev.slipway.localaws.faults;

import org.jspecify.annotations.NullMarked;
