/// An app's price and availability: what Apple has, read when a release needs it, and what a drop's
/// terms would change of it.
@NullMarked
package dev.slipway.releases.pricing;

import org.jspecify.annotations.NullMarked;
