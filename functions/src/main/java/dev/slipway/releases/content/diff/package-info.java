/// Computes how a drop's texts, media and review information differ from what Apple has; pure.
@NullMarked
package dev.slipway.releases.content.diff;

import org.jspecify.annotations.NullMarked;
