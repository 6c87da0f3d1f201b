/// Finds what keeps a drop without a version of its own from being carried out.
@NullMarked
package dev.slipway.releases.preflight.live;

import org.jspecify.annotations.NullMarked;
