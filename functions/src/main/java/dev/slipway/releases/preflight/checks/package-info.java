/// The preflight checks, from which docs/preflight.md is generated, and their findings.
@NullMarked
package dev.slipway.releases.preflight.checks;

import org.jspecify.annotations.NullMarked;
