package dev.slipway.appstoreconnect.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request that was sent to Apple; each retry is reported separately.
///
/// @param method HTTP method
/// @param path path template without ids and query, such as `/v1/builds/{id}`
/// @param status HTTP status; 0 without a complete answer
/// @param duration from the first byte sent to the last byte received
/// @param rateLimit what Apple reported about the key's budget
/// @param appleTime Apple's clock, from the `Date` header (whole seconds)
/// @param at local time when the answer arrived
public record CallReport(
    String method,
    String path,
    int status,
    Duration duration,
    RateLimit rateLimit,
    @Nullable Instant appleTime,
    Instant at) {
  /// Returns how far Apple's clock is ahead of the local one, within a second and the call's
  /// duration.
  public Optional<Duration> clockSkew() {
    return Optional.ofNullable(appleTime).map(apple -> Duration.between(at, apple));
  }
}
