/// What a step does at Apple, and what its answer means for the release.
@NullMarked
package dev.slipway.releases.actions;

import org.jspecify.annotations.NullMarked;
