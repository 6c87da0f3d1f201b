/// Writes one JSON line per log event to standard output, with the fields of the invocation.
@NullMarked
package dev.slipway.aws.logging;

import org.jspecify.annotations.NullMarked;
