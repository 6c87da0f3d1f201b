/// Compares what the drop says about a version with what Apple has, and carries out the
/// differences.
///
/// 28 files, because a plan compares alone, media have two ways, prices are written too, and what
/// ends a round, and what Apple locked or refused, have types of their own.
@NullMarked
package dev.slipway.releases.content;

import org.jspecify.annotations.NullMarked;
