/// Webhooks: which are registered, and what they are notified of.
@NullMarked
package dev.slipway.simulator.webhooks;

import org.jspecify.annotations.NullMarked;
