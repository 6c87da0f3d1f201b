/// Asks Apple in which of the selected territories it does not offer an app.
@NullMarked
package dev.slipway.releases.storefronts;

import org.jspecify.annotations.NullMarked;
