/// One app at a time: who may write to it at Apple, until when, and who comes next.
@NullMarked
package dev.slipway.releases.lane;

import org.jspecify.annotations.NullMarked;
