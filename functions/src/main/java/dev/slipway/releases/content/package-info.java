/// Compares what the drop says about a version with what Apple has, and carries out the
/// differences.
///
/// 22 files, because a plan compares alone, prices are written too, and what ends a round, and what
/// Apple locked or refused, have types of their own.
@NullMarked
package dev.slipway.releases.content;

import org.jspecify.annotations.NullMarked;
