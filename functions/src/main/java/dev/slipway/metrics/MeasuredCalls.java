package dev.slipway.metrics;

import dev.slipway.appstoreconnect.http.CallObserver;
import dev.slipway.appstoreconnect.http.CallReport;

/// Counts the requests to App Store Connect, and records how many calls of the hour remain.
/// Thread-safe.
///
/// @param next observes every request, too
public record MeasuredCalls(Metrics metrics, CallObserver next) implements CallObserver {
  @Override
  public void called(CallReport report) {
    next.called(report);
    metrics.add(Metric.APPLE_CALLS, 1);
    var remaining = report.rateLimit().hourRemaining();
    if (remaining != null) {
      metrics.add(Metric.RATE_BUDGET_REMAINING, remaining);
    }
  }
}
