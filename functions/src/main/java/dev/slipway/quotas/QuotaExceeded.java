package dev.slipway.quotas;

import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// The answer that a tenant has, or has used, as much as it may. Immutable.
///
/// @param used how much there is or was used, without what was refused
/// @param until when it is free again; of a stock, when asking again makes sense
/// @param retryAfter from now to that moment
public record QuotaExceeded(
    Quota quota, long limit, long used, Instant until, Duration retryAfter) {

  /// Returns the problem, whose detail names the limit, the use, the time and what to do.
  public Problem toProblem() {
    return Problem.of(ProblemType.QUOTA_EXCEEDED, text());
  }

  /// Returns the detail of the problem.
  public String text() {
    String when =
        quota.isDaily()
            ? " The quota starts again at " + until.truncatedTo(ChronoUnit.SECONDS) + "."
            : "";
    return String.format(
        Locale.ROOT,
        "Your organisation may have %,d %s and has %,d.%s %s.",
        limit,
        quota.what(),
        used,
        when,
        quota.remedy());
  }
}
