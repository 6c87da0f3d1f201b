/// Checks of the pictures and videos for product page headers and search results.
@NullMarked
package dev.slipway.releases.preflight.creative;

import org.jspecify.annotations.NullMarked;
