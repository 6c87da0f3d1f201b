/// What a step does at Apple, and what its answer means for the release.
///
/// 32 files, because what Apple's refusals mean stays beside the steps that meet them.
@NullMarked
package dev.slipway.releases.actions;

import org.jspecify.annotations.NullMarked;
