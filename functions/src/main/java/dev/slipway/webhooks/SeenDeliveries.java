package dev.slipway.webhooks;

import dev.slipway.connections.ConnectionId;
import dev.slipway.state.KeyHash;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// Remembers which notifications were acted on, so that none is acted on twice: by the id of their
/// event, for longer than the oldest that is taken at all. Thread-safe.
public final class SeenDeliveries {
  /// The state bucket forgets marks a day later (template.yaml, ForgetDeliveries).
  static final Duration OLDEST = Duration.ofDays(7);

  private static final Duration CLOCK_ALLOWANCE = Duration.ofMinutes(10);

  private final StateStore state;
  private final InstantSource clock;

  public SeenDeliveries(StateStore state, InstantSource clock) {
    this.state = state;
    this.clock = clock;
  }

  /// Whether it is too old, or from a future that no clock explains. One that tells no time is
  /// judged by its id alone.
  public boolean isOutOfTime(Notification notification) {
    Instant at = notification.timestamp();
    if (at == null) {
      return false;
    }
    Instant now = clock.instant();
    return at.isBefore(now.minus(OLDEST)) || at.isAfter(now.plus(CLOCK_ALLOWANCE));
  }

  /// Whether it was acted on before.
  public boolean has(ConnectionId connection, Notification notification) {
    return state.read(key(connection, notification)).isPresent();
  }

  /// Marks it, after all was done for it: dying before costs a look too many, never one too few.
  public void add(ConnectionId connection, Notification notification) {
    state.put(
        key(connection, notification), Map.<String, Object>of("at", clock.instant().toString()));
  }

  private static String key(ConnectionId connection, Notification notification) {
    return StateKeys.delivery(connection, KeyHash.of(notification.id()));
  }
}
