package dev.slipway.appstoreconnect.http;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Decides whether and when to retry a read. Waits as long as Apple asks; otherwise the wait
/// doubles and is randomised between half and all of it. Thread-safe if its random generator is.
final class Retry {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  // Without Retry-After a 429 is a burst limit that takes seconds to clear (fastlane waits this
  // long, too).
  private static final Duration FIRST_PAUSE_RATE_LIMITED = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private final int tries;
  private final RandomGenerator random;

  Retry(int tries, RandomGenerator random) {
    this.tries = tries;
    this.random = random;
  }

  /// Returns how long to wait before the next try of a read; absent if there is no further try.
  ///
  /// @param attempt number of tries so far, from 1
  Optional<Duration> pauseAfter(AppStoreConnectException failure, int attempt) {
    if (attempt >= tries) {
      return Optional.empty();
    }
    return switch (failure) {
      case AppStoreConnectException.RateLimited limited ->
          Optional.of(
              limited.retryAfter().orElseGet(() -> spread(FIRST_PAUSE_RATE_LIMITED, attempt)));
      case AppStoreConnectException.AppleFault fault ->
          Optional.of(fault.retryAfter().orElseGet(() -> spread(FIRST_PAUSE, attempt)));
      case AppStoreConnectException.Unreachable _ ->
          Thread.currentThread().isInterrupted()
              ? Optional.empty()
              : Optional.of(spread(FIRST_PAUSE, attempt));
      case AppStoreConnectException.Unauthorized _,
          AppStoreConnectException.Forbidden _,
          AppStoreConnectException.NotFound _,
          AppStoreConnectException.Conflict _,
          AppStoreConnectException.Invalid _ ->
          Optional.empty();
    };
  }

  private Duration spread(Duration first, int attempt) {
    Duration longest = first.multipliedBy(1L << Math.min(attempt - 1, 10));
    long millis = Math.min(longest.toMillis(), LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
  }
}
