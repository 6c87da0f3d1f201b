/// Makes the dry run: what a release would do at Apple, write by write, without any change.
@NullMarked
package dev.slipway.releases.plan;

import org.jspecify.annotations.NullMarked;
