/// In-app purchases and subscriptions: products, groups, and the versions of them that App Review
/// sees.
@NullMarked
package dev.slipway.simulator.purchases;

import org.jspecify.annotations.NullMarked;
