/// Webhooks: their registration and the notifications they receive.
@NullMarked
package dev.slipway.simulator.webhooks;

import org.jspecify.annotations.NullMarked;
