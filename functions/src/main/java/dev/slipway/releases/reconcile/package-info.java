/// The shell around [dev.slipway.releases.steps.NextStep]: claims the lane, carries out one step
/// after the other, records its outcome.
@NullMarked
package dev.slipway.releases.reconcile;

import org.jspecify.annotations.NullMarked;
