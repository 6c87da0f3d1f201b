/// Decides the next step of a release from its record and the time alone.
@NullMarked
package dev.slipway.releases.steps;

import org.jspecify.annotations.NullMarked;
