/// The preflight checks, from which docs/preflight.md is generated, and their findings.
///
/// 17 files, because each subject of a release has its own checks.
@NullMarked
package dev.slipway.releases.preflight.checks;

import org.jspecify.annotations.NullMarked;
