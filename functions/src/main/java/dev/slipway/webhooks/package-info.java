/// Apple's webhooks: the registration of one for each app, what a notification says and whether it
/// is Apple's, and which releases it speaks of.
@NullMarked
package dev.slipway.webhooks;

import org.jspecify.annotations.NullMarked;
