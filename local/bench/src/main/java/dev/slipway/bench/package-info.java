/// The uploader measured against other ways to move the same bytes, on this machine alone.
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
