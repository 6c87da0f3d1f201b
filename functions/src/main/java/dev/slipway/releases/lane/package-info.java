/// One app at a time: which release may write to it at Apple, until when, and which comes next.
@NullMarked
package dev.slipway.releases.lane;

import org.jspecify.annotations.NullMarked;
