package dev.slipway.appstoreconnect.http;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// How a client calls Apple.
///
/// @param requestTimeout one request, first byte to last
/// @param callDeadline one call with its waiting and repetitions: the hard limit of a write, too
/// @param tries how often a read is tried at most; writes are never repeated
/// @param maxInFlight requests at once; Apple refuses bursts although the hour's budget lasts
///   (Apple developer forum 731014)
/// @param observer hears of every request
/// @param random spreads waiting times
@RecordBuilder
public record ClientOptions(
    Duration requestTimeout,
    Duration callDeadline,
    int tries,
    int maxInFlight,
    CallObserver observer,
    RandomGenerator random)
    implements ClientOptionsBuilder.With {
  public ClientOptions {
    if (!requestTimeout.isPositive()
        || !callDeadline.isPositive()
        || tries < 1
        || maxInFlight < 1) {
      throw new IllegalArgumentException("timeouts, tries and maxInFlight must be positive");
    }
  }

  /// Returns the default options: 30 s for a request, 90 s for a call, 5 tries, 8 at once.
  public static ClientOptions defaults() {
    return new ClientOptions(
        Duration.ofSeconds(30),
        Duration.ofSeconds(90),
        5,
        8,
        CallObserver.none(),
        RandomGenerator.getDefault());
  }
}
