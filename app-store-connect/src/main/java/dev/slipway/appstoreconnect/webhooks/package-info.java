/// Webhooks of an app: where Apple sends notifications, and their deliveries.
@NullMarked
package dev.slipway.appstoreconnect.webhooks;

import org.jspecify.annotations.NullMarked;
