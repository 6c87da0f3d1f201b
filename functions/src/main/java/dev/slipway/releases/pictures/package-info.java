/// The screenshots and previews of a release as people see them: where each is shown, and what the
/// release does with it.
@NullMarked
package dev.slipway.releases.pictures;

import org.jspecify.annotations.NullMarked;
