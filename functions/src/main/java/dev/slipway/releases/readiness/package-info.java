/// Readiness without a drop: what App Review would miss of an app on one platform if it were
/// submitted as Apple has it now. An ask is recorded, Apple is read, and the last answer is kept.
@NullMarked
package dev.slipway.releases.readiness;

import org.jspecify.annotations.NullMarked;
