/// Decides the next step of a release from its record and the time alone.
///
/// 18 files, because each part of a release has a plan of its own.
@NullMarked
package dev.slipway.releases.steps;

import org.jspecify.annotations.NullMarked;
