/// The checks of a build that Apple has, for a drop that names one.
@NullMarked
package dev.slipway.releases.preflight.builds;

import org.jspecify.annotations.NullMarked;
