/// template.yaml as the runner understands it: functions, routes, event rules, schedules, buckets.
@NullMarked
package dev.slipway.runner.template;

import org.jspecify.annotations.NullMarked;
