/// The Lambda edge: events read into triggers, HTTP requests in, answers and problem+json out.
@NullMarked
package dev.slipway.aws.edge;

import org.jspecify.annotations.NullMarked;
