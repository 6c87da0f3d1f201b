/// Compares the uploader with other ways to move the same bytes on this machine.
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
