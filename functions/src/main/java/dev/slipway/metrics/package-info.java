/// Counts and measures, for dashboards and alarms.
@NullMarked
package dev.slipway.metrics;

import org.jspecify.annotations.NullMarked;
