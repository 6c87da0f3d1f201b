/// What the drop says about a version against what Apple has: the differences, and how they are
/// carried out.
@NullMarked
package dev.slipway.releases.content;

import org.jspecify.annotations.NullMarked;
