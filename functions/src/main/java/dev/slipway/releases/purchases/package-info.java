/// The in-app purchases and subscriptions of an app, and which of them go to App Review with a
/// version.
@NullMarked
package dev.slipway.releases.purchases;

import org.jspecify.annotations.NullMarked;
