/// Webhooks of an app: where Apple sends notifications to, and what became of them.
@NullMarked
package dev.slipway.appstoreconnect.webhooks;

import org.jspecify.annotations.NullMarked;
