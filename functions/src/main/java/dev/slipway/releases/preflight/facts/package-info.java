/// What preflight looks at: the drop as it was read, and what Apple has of the app.
@NullMarked
package dev.slipway.releases.preflight.facts;

import org.jspecify.annotations.NullMarked;
