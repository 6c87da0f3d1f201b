/// In-app purchases and subscriptions, and the versions of them that App Review decides on.
@NullMarked
package dev.slipway.appstoreconnect.purchases;

import org.jspecify.annotations.NullMarked;
