/// Compares what the drop says about a version with what Apple has, and carries out the
/// differences.
@NullMarked
package dev.slipway.releases.content;

import org.jspecify.annotations.NullMarked;
