/// Calls handlers as Lambda does: instances, contexts, reserved concurrency, asynchronous retries.
@NullMarked
package dev.slipway.runner.invocation;

import org.jspecify.annotations.NullMarked;
