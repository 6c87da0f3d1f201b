/// What Apple requires from a date on: a table, and what it means at a moment.
@NullMarked
package dev.slipway.releases.preflight.requirements;

import org.jspecify.annotations.NullMarked;
