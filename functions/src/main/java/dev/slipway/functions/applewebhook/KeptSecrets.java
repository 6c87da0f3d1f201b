package dev.slipway.functions.applewebhook;

import dev.slipway.connections.ConnectionId;
import dev.slipway.webhooks.WebhookSecrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Secrets of webhooks, kept for at most 10 minutes. That there is none is kept as well: else the
/// time of an answer would tell which connections there are. Thread-safe.
final class KeptSecrets {
  private static final Duration KEPT = Duration.ofMinutes(10);

  /// Anybody can ask for any name.
  private static final int LIMIT = 1000;

  private final WebhookSecrets.Reading secrets;
  private final InstantSource clock;
  private final Map<ConnectionId, Kept> kept = new ConcurrentHashMap<>();

  private record Kept(List<String> secrets, Instant until) {}

  KeptSecrets(WebhookSecrets.Reading secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /// All that are accepted; empty when there is none.
  List<String> of(ConnectionId id) {
    Instant now = clock.instant();
    var found = kept.get(id);
    if (found != null && now.isBefore(found.until)) {
      return found.secrets;
    }
    if (kept.size() >= LIMIT) {
      kept.clear();
    }
    var read = secrets.read(id);
    kept.put(id, new Kept(read, now.plus(KEPT)));
    return read;
  }
}
