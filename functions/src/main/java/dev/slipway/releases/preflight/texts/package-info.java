/// Finds what is wrong with the texts of a drop, its categories and the information for App Review.
@NullMarked
package dev.slipway.releases.preflight.texts;

import org.jspecify.annotations.NullMarked;
