package dev.slipway.metrics;

import dev.slipway.appstoreconnect.http.CallObserver;
import dev.slipway.appstoreconnect.http.CallReport;

/// Counts the requests to App Store Connect, and notes what is left of the hour's budget.
/// Thread-safe.
///
/// @param next hears of every request, too
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
