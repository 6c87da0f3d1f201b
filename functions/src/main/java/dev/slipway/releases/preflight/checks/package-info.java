/// The table of checks that docs/preflight.md is made from, and the findings that they lead to.
@NullMarked
package dev.slipway.releases.preflight.checks;

import org.jspecify.annotations.NullMarked;
