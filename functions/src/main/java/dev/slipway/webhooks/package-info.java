/// Apple's webhooks: registers one for each app, reads and verifies notifications, and finds the
/// releases that they concern.
@NullMarked
package dev.slipway.webhooks;

import org.jspecify.annotations.NullMarked;
