/// The Lambda edge: reads events into triggers and HTTP requests, writes answers and problem+json.
@NullMarked
package dev.slipway.aws.edge;

import org.jspecify.annotations.NullMarked;
