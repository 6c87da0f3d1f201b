/// Every decision about a release, without input or output: from what is wanted and known to the
/// next single thing to do.
@NullMarked
package dev.slipway.releases.plan;

import org.jspecify.annotations.NullMarked;
