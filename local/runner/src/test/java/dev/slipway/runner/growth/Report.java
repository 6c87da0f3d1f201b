package dev.slipway.runner.growth;

import java.util.Comparator;
import java.util.Locale;
import java.util.TreeMap;

/// The lines that `make growth` prints.
final class Report {
  private final StringBuilder text = new StringBuilder();

  Report line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
    return this;
  }

  /// The requests of some work, by the function that made them.
  Report table(String title, Tally tally) {
    line("%s", title);
    tally
        .work()
        .forEach(
            (trigger, work) -> {
              line(
                  "  %-34s invocations=%d apple_calls=%d s3_requests=%d real_ms=%d",
                  trigger,
                  work.invocations,
                  work.appleCalls,
                  work.requests(kind -> kind.service().equals("s3")),
                  work.millis);
              var kinds = new TreeMap<Kind, Long>(Comparator.comparing(Kind::toString));
              kinds.putAll(work.requests);
              kinds.forEach(
                  (kind, number) ->
                      line("    %8d  %-20s %s", number, kind.operation(), kind.place()));
            });
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
