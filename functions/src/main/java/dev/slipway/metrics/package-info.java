/// What is counted and measured, for dashboards and alarms.
@NullMarked
package dev.slipway.metrics;

import org.jspecify.annotations.NullMarked;
