/// The dry run: what a release would do at Apple, write by write, without doing any of it.
@NullMarked
package dev.slipway.releases.plan;

import org.jspecify.annotations.NullMarked;
