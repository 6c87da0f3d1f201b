package dev.slipway.webhooks;

import dev.slipway.connections.ConnectionId;
import dev.slipway.state.KeyHash;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// Remembers which notifications were acted on, so that none is acted on twice: by the ID of their
/// event, for longer than the oldest notification that is accepted. Thread-safe.
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

  /// Returns whether the notification is too old, or its time is in the future by more than clocks
  /// differ. One without a time is judged only by its ID.
  public boolean isOutOfTime(Notification notification) {
    Instant at = notification.timestamp();
    if (at == null) {
      return false;
    }
    Instant now = clock.instant();
    return at.isBefore(now.minus(OLDEST)) || at.isAfter(now.plus(CLOCK_ALLOWANCE));
  }

  /// Returns whether it was acted on before.
  public boolean has(ConnectionId connection, Notification notification) {
    return state.read(key(connection, notification)).isPresent();
  }

  /// Marks it, after all its work is done: a crash before this costs an unneeded look, and never
  /// omits one.
  public void add(ConnectionId connection, Notification notification) {
    state.put(
        key(connection, notification), Map.<String, Object>of("at", clock.instant().toString()));
  }

  private static String key(ConnectionId connection, Notification notification) {
    return StateKeys.delivery(connection, KeyHash.of(notification.id()));
  }
}
