/// The input of preflight: the drop as it was read, and the state of the app at Apple.
@NullMarked
package dev.slipway.releases.preflight.facts;

import org.jspecify.annotations.NullMarked;
