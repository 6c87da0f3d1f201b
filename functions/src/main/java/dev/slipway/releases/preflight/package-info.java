/// Finds everything that is known to be wrong with a release before its first byte goes to Apple.
@NullMarked
package dev.slipway.releases.preflight;

import org.jspecify.annotations.NullMarked;
