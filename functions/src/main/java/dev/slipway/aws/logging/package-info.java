/// One JSON line per log event on standard output, and what an invocation adds to each.
@NullMarked
package dev.slipway.aws.logging;

import org.jspecify.annotations.NullMarked;
