/// The pictures and videos of a product page that belong to no display: its header, and what search
/// results show.
@NullMarked
package dev.slipway.drops.media.creative;

import org.jspecify.annotations.NullMarked;
