package dev.slipway.connections.verdict;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Since when Apple has answered 401 to a key, and when the key is checked again. Apple also
/// answers 401 to good keys: in an outage of minutes or hours, because of an old licence agreement,
/// or because the key is minutes old (cases, G01). So a rejection is probably, not certainly, the
/// end of the key.
///
/// @param since when a check first found it
public record KeyRejection(Instant since) {
  private static final List<Duration> FIRST_CHECKS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1));

  /// After this time the daily round alone checks the key.
  private static final Duration CHECKED_FOR = Duration.ofDays(1);

  /// An outage of Apple's sign-in, or the age of the key, is the likelier cause until a rejection
  /// has lasted this long.
  private static final Duration MAY_PASS = Duration.ofHours(1);

  /// Returns when the key is checked after a check at the given time: 1, 5, 15 and 60 minutes after
  /// the first rejection, then every hour; empty after a day.
  public Optional<Instant> nextCheckAfter(Instant check) {
    for (Duration pause : FIRST_CHECKS) {
      var next = since.plus(pause);
      if (next.isAfter(check)) {
        return Optional.of(next);
      }
    }
    long hours = Duration.between(since, check).toHours() + 1;
    return Duration.ofHours(hours).compareTo(CHECKED_FOR) > 0
        ? Optional.empty()
        : Optional.of(since.plus(Duration.ofHours(hours)));
  }

  /// Returns whether a rejection found at this time is likely to pass.
  public boolean mayPass(Instant now) {
    return now.isBefore(since.plus(MAY_PASS));
  }

  /// Returns when the key is checked again after a check at the given time, for people.
  String nextCheck(Instant check) {
    return nextCheckAfter(check)
        .map(next -> "checked again at " + words(next))
        .orElse("checked again once a day");
  }

  /// Returns a time for people: to the second, in UTC.
  public static String words(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
