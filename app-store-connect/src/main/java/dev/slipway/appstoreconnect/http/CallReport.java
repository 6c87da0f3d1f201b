package dev.slipway.appstoreconnect.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request that went to Apple; a repeated one is reported again.
///
/// @param method HTTP method
/// @param path path template without ids and query, such as `/v1/builds/{id}`
/// @param status HTTP status, 0 when no whole answer came
/// @param duration from the first byte sent to the last received
/// @param rateLimit what Apple said about the key's budget
/// @param appleTime Apple's clock, from the `Date` header (whole seconds); null without one
/// @param at our clock when the answer was there
public record CallReport(
    String method,
    String path,
    int status,
    Duration duration,
    RateLimit rateLimit,
    @Nullable Instant appleTime,
    Instant at) {
  /// How far Apple's clock is ahead of ours, within a second and the call's duration.
  public Optional<Duration> clockSkew() {
    return Optional.ofNullable(appleTime).map(apple -> Duration.between(at, apple));
  }
}
