/// The shell around the planner: claims the lane, carries out one step after the other, records
/// what came of it. The only package that calls Apple for a release.
@NullMarked
package dev.slipway.releases.reconcile;

import org.jspecify.annotations.NullMarked;
