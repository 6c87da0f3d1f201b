/// Price and availability of apps: territories, price points, price schedules, availabilities.
@NullMarked
package dev.slipway.simulator.pricing;

import org.jspecify.annotations.NullMarked;
