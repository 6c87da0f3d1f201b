package dev.slipway.functions.applewebhook;

import dev.slipway.connections.ConnectionId;
import dev.slipway.webhooks.WebhookSecrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Caches secrets of webhooks for at most 10 minutes. Missing secrets are cached as well; otherwise
/// the time of an answer would reveal which connections exist. Thread-safe.
final class KeptSecrets {
  private static final Duration KEPT = Duration.ofMinutes(10);

  /// Limits the cache, because a caller can ask for any name.
  private static final int LIMIT = 1000;

  private final WebhookSecrets.Reading secrets;
  private final InstantSource clock;
  private final Map<ConnectionId, Kept> kept = new ConcurrentHashMap<>();

  private record Kept(List<String> secrets, Instant until) {}

  KeptSecrets(WebhookSecrets.Reading secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /// Returns all accepted secrets; empty when none exists.
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
