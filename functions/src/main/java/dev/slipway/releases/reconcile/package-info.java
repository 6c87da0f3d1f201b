/// The loop around [dev.slipway.releases.steps.NextStep]: claims the lane, carries out one step
/// after the other, and records each outcome.
@NullMarked
package dev.slipway.releases.reconcile;

import org.jspecify.annotations.NullMarked;
