package dev.slipway.functions.connectioncheck;

import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.quotas.Quota;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.releases.store.UnderWay;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Corrects once a day what quotas count, by the records. Thread-safe.
final class QuotaCorrections {
  /// As long as the drop bucket keeps an upload that is not complete (template.yaml).
  private static final Duration UPLOADS_KEPT = Duration.ofDays(7);

  /// Until then a connect may be about to write the record.
  private static final Duration BEING_CREATED = Duration.ofHours(1);

  private static final int PAGE = 1000;

  private final StateStore state;
  private final ConnectionStore connections;
  private final QuotaCounts quotas;
  private final UnderWay underWay;
  private final InstantSource clock;
  private final Map<String, Instant> corrected = new ConcurrentHashMap<>();
  private Set<String> marked = Set.of();
  private @Nullable Instant markedAt;

  QuotaCorrections(
      StateStore state,
      ConnectionStore connections,
      QuotaCounts quotas,
      UnderWay underWay,
      InstantSource clock) {
    this.state = state;
    this.connections = connections;
    this.quotas = quotas;
    this.underWay = underWay;
    this.clock = clock;
  }

  /// Corrects what belongs to this connection and, with the first of a tenant, to its tenant.
  void correct(Connection connection) {
    String tenant = connection.tenant();
    String id = connection.id().value();
    if (connection.isUnverified() && !quotas.has(tenant, Quota.UNVERIFIED_CONNECTIONS, id)) {
      quotas.put(tenant, Quota.UNVERIFIED_CONNECTIONS, id);
    }
    if (isFirst(connection)) {
      quotas.forgetBefore(tenant, Quota.OPEN_UPLOADS, clock.instant().minus(UPLOADS_KEPT));
      forgetVerified(tenant);
      underWay.correct(tenant);
    }
  }

  /// Returns whether the tenant has markers, and no other connection of it came in this hour.
  /// Another instance of the function may correct the tenant again, which is harmless.
  private boolean isFirst(Connection connection) {
    var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    return marked(hour).contains(StateKeys.tenantStocks(connection.tenant()))
        && !hour.equals(corrected.put(connection.tenant(), hour));
  }

  /// Returns the prefixes of all tenants that have markers: a tenant without one costs no listing
  /// of its own.
  private synchronized Set<String> marked(Instant hour) {
    if (!hour.equals(markedAt)) {
      var prefixes = new HashSet<String>();
      String position = null;
      do {
        var page = state.list(StateKeys.QUOTAS_PREFIX, position, PAGE);
        for (String key : page.keys()) {
          int end = key.indexOf('/', StateKeys.QUOTAS_PREFIX.length());
          if (end > 0) {
            prefixes.add(key.substring(0, end + 1));
          }
        }
        position = page.next();
      } while (position != null);
      marked = Set.copyOf(prefixes);
      markedAt = hour;
    }
    return marked;
  }

  private void forgetVerified(String tenant) {
    var old = clock.instant().minus(BEING_CREATED);
    for (String id : quotas.ids(tenant, Quota.UNVERIFIED_CONNECTIONS)) {
      boolean counts =
          ConnectionId.parse(id)
              .flatMap(connections::read)
              .filter(Connection::isUnverified)
              .isPresent();
      if (!counts
          && quotas
              .putAt(tenant, Quota.UNVERIFIED_CONNECTIONS, id)
              .filter(at -> at.isBefore(old))
              .isPresent()) {
        quotas.giveBack(tenant, Quota.UNVERIFIED_CONNECTIONS, id);
      }
    }
  }
}
