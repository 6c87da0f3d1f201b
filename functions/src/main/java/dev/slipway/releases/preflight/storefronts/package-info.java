/// Finds what keeps an app out of stores although Apple's API refuses nothing, and what only a
/// person can do on Apple's web page.
@NullMarked
package dev.slipway.releases.preflight.storefronts;

import org.jspecify.annotations.NullMarked;
