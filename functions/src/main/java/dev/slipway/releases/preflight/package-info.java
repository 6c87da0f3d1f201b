/// Finds everything that is known to be wrong with a release before its first byte goes to Apple.
///
/// 17 files, because each subject of checks is a file of its own.
@NullMarked
package dev.slipway.releases.preflight;

import org.jspecify.annotations.NullMarked;
