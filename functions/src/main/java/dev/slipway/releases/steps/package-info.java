/// What is next for a release: one step, decided from its record and the time alone.
@NullMarked
package dev.slipway.releases.steps;

import org.jspecify.annotations.NullMarked;
