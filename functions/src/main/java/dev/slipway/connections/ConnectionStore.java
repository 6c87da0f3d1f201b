package dev.slipway.connections;

import dev.slipway.announcements.Announcer;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonShapeException;
import dev.slipway.metrics.Metrics;
import dev.slipway.quotas.Quota;
import dev.slipway.state.Documents;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Connections in the state bucket: records that are replaced by compare-and-set, a marker per
/// tenant, and wake objects. Thread-safe.
public final class ConnectionStore {
  private static final Logger LOGGER = System.getLogger(ConnectionStore.class.getName());
  private static final String SUFFIX = ".json";
  private static final String ROUND = "after-";

  /// When the changes that a dead function left in an outbox are published.
  private static final Duration FIRST_ANNOUNCED_AGAIN = Duration.ofMinutes(6);

  private static final Duration ANNOUNCED_AGAIN = Duration.ofMinutes(30);

  private final StateStore state;
  private final Documents<Connection> documents;
  private final InstantSource clock;
  private final ConnectionAnnouncements announcements;

  /// One page of a tenant's connections, in the order of their ids.
  ///
  /// @param next pass as `startAfter` for the next page; null at the end
  public record Page(List<Connection> connections, @Nullable String next) {
    public Page {
      connections = List.copyOf(connections);
    }
  }

  /// One page of all connections' ids.
  ///
  /// @param next pass as `startAfter` for the next page; null at the end
  public record IdPage(List<ConnectionId> ids, @Nullable ConnectionId next) {
    public IdPage {
      ids = List.copyOf(ids);
    }
  }

  /// Creates a store that announces no changes.
  public ConnectionStore(StateStore state, InstantSource clock) {
    this(state, clock, Announcer.silent(), Metrics.none());
  }

  public ConnectionStore(
      StateStore state, InstantSource clock, Announcer announcer, Metrics metrics) {
    this.state = state;
    this.documents = new Documents<>(state, Connection::toJson, Connection::fromJson);
    this.clock = clock;
    this.announcements = new ConnectionAnnouncements(announcer, metrics);
  }

  public Optional<Connection> read(ConnectionId id) {
    return documents.read(StateKeys.connection(id)).map(Versioned::value);
  }

  /// Returns the connection if it belongs to this tenant; another tenant's counts as absent.
  public Optional<Connection> read(String tenant, ConnectionId id) {
    return read(id).filter(connection -> connection.tenant().equals(tenant));
  }

  /// Returns whose the connection is, also where this version of Slipway cannot read the rest of
  /// its record; empty when it does not exist, or its record does not say that either.
  public Optional<String> tenantOf(ConnectionId id) {
    try {
      return state
          .read(StateKeys.connection(id))
          .flatMap(stored -> stored.document().optionalString("tenant"));
    } catch (JsonShapeException e) {
      logUnreadable(id);
      return Optional.empty();
    }
  }

  /// Reads a connection as one of several: an unreadable record is logged and left out, so that it
  /// does not block the others.
  public Optional<Connection> readOneOf(ConnectionId id) {
    try {
      return read(id);
    } catch (JsonShapeException | IllegalArgumentException e) {
      logUnreadable(id);
      return Optional.empty();
    }
  }

  private static void logUnreadable(ConnectionId id) {
    LOGGER.log(Level.ERROR, "Connection record cannot be understood", Map.of("connectionId", id));
  }

  /// Creates the record; returns false when one exists. Its outbox is published with its next
  /// change, or when it is due.
  boolean create(Connection offered) {
    var connection = prepared(offered, true);
    return documents.create(StateKeys.connection(connection.id()), connection).isPresent();
  }

  /// Changes the record. If another writer is faster, the change is applied again to the new
  /// record.
  ///
  /// @return the record after the change; empty when there is no such connection
  public Optional<Connection> update(ConnectionId id, UnaryOperator<Connection> change) {
    return documents.update(StateKeys.connection(id), change, this::replace).map(Versioned::value);
  }

  private Optional<Versioned<Connection>> replace(Versioned<Connection> stored, Connection wanted) {
    var before = stored.value();
    var after = prepared(wanted, wanted.outbox().changes() > before.outbox().changes());
    var written = documents.replace(StateKeys.connection(after.id()), after, stored.version());
    written.ifPresent(_ -> announcements.count(wanted, before.outbox().changes()));
    if (written.isPresent() && before.isUnverified() && !after.isUnverified()) {
      state.delete(Quota.UNVERIFIED_CONNECTIONS.marker(after.tenant(), after.id().value()));
    }
    return written.map(this::announced);
  }

  /// Returns the record to write. Its marker is written first, so that no announcement is lost if
  /// the function dies.
  private Connection prepared(Connection wanted, boolean changed) {
    var now = clock.instant();
    var due = now.plus(FIRST_ANNOUNCED_AGAIN);
    var kept = announcements.kept(wanted, now, due);
    if (changed && !kept.outbox().isEmpty()) {
      checkAt(kept.id(), due);
    }
    return kept;
  }

  /// Publishes the outbox and removes it from the record. If another writer is faster, that writer
  /// does this.
  private Versioned<Connection> announced(Versioned<Connection> written) {
    var told = announcements.publish(written.value());
    if (!told.outbox().isStale()) {
      return written;
    }
    var now = clock.instant();
    var settled = announcements.kept(told, now, now.plus(ANNOUNCED_AGAIN));
    return documents
        .replace(StateKeys.connection(settled.id()), settled, written.version())
        .orElseGet(() -> new Versioned<>(settled, written.version()));
  }

  /// Adds the connection to its tenant's list.
  void mark(String tenant, ConnectionId id) {
    state.put(StateKeys.tenantConnection(tenant, id), Map.of());
  }

  void unmark(String tenant, ConnectionId id) {
    state.delete(StateKeys.tenantConnection(tenant, id));
  }

  /// Returns the tenant's connections that are not disconnected.
  ///
  /// @param startAfter the `next` of the previous page; null for the first page
  /// @param limit 1 to 100
  public Page list(String tenant, @Nullable String startAfter, int limit) {
    String prefix = StateKeys.tenantConnections(tenant);
    var keys = state.list(prefix, startAfter == null ? null : prefix + startAfter, limit);
    var connections = new ArrayList<Connection>();
    for (String key : keys.keys()) {
      ConnectionId.parse(key.substring(prefix.length()))
          .flatMap(this::readOneOf)
          .filter(connection -> connection.tenant().equals(tenant))
          .filter(connection -> connection.state() != ConnectionState.DISCONNECTED)
          .ifPresent(connections::add);
    }
    String next = keys.next();
    return new Page(connections, next == null ? null : next.substring(prefix.length()));
  }

  /// Returns the ids of all connections of all tenants.
  ///
  /// @param limit 1 to 1000
  public IdPage listAll(@Nullable ConnectionId startAfter, int limit) {
    var keys =
        state.list(
            StateKeys.CONNECTIONS_PREFIX,
            startAfter == null ? null : StateKeys.connection(startAfter),
            limit);
    var ids = keys.keys().stream().flatMap(key -> idOf(key).stream()).toList();
    String next = keys.next();
    return new IdPage(ids, next == null ? null : idOf(next).orElse(null));
  }

  /// Requests a check of this connection now: the object's creation starts the function.
  public void wake(ConnectionId id) {
    state.put(StateKeys.wakeCheck(id), JsonFields.with("at", clock.instant()).toMap());
  }

  /// Requests that the round over all connections continues after this one.
  public void wakeRound(ConnectionId after) {
    state.put(
        StateKeys.WAKE_CHECK_PREFIX + ROUND + after,
        JsonFields.with("at", clock.instant()).toMap());
  }

  /// Returns where a round continues; empty when the last segment of a wake object's key names no
  /// place.
  public static Optional<ConnectionId> roundAfter(String wakeId) {
    return wakeId.startsWith(ROUND)
        ? ConnectionId.parse(wakeId.substring(ROUND.length()))
        : Optional.empty();
  }

  /// Schedules a check of the connection before the daily one. Has no effect if the connection is
  /// not due at that time.
  public void checkAt(ConnectionId id, Instant due) {
    state.put(StateKeys.checkDue(due, id), Map.of());
  }

  /// Returns the connections whose check is due by their record, and removes stale markers.
  /// Publishes the outboxes of connections that have a marker.
  ///
  /// @param limit how many at most
  /// @param others receives the name of each due marker that is of no connection
  public List<ConnectionId> due(Instant now, int limit, Consumer<String> others) {
    var due = new LinkedHashSet<ConnectionId>();
    String end = StateKeys.checkDueUntil(now);
    String position = null;
    do {
      var page = state.list(StateKeys.CHECKS_PREFIX, position, 1000);
      for (String key : page.keys()) {
        if (key.compareTo(end) > 0 || due.size() == limit) {
          return List.copyOf(due);
        }
        String name = key.substring(key.lastIndexOf('/') + 1);
        var connection = ConnectionId.parse(name);
        if (connection.isEmpty()) {
          others.accept(name);
        }
        connection.filter(id -> isDueAfterAnnouncing(id, now)).ifPresent(due::add);
        state.delete(key);
      }
      position = page.next();
    } while (position != null);
    return List.copyOf(due);
  }

  /// Returns whether the check is due. An unreadable record is logged, so that it does not block
  /// other connections.
  private boolean isDueAfterAnnouncing(ConnectionId id, Instant now) {
    try {
      announceAgain(id, now);
      return read(id).filter(stands -> isDue(stands, now)).isPresent();
    } catch (JsonShapeException e) {
      logUnreadable(id);
      return false;
    }
  }

  private void announceAgain(ConnectionId id, Instant now) {
    var stored = documents.read(StateKeys.connection(id));
    if (stored.filter(found -> !found.value().outbox().isEmpty()).isPresent()) {
      checkAt(id, now.plus(ANNOUNCED_AGAIN));
      announced(stored.get());
    }
  }

  /// Schedules the removal of a connection's remains for when its secret can no longer be restored.
  void removeAt(ConnectionId id, Instant due) {
    state.put(StateKeys.removalDue(due, id), Map.of());
  }

  /// A connection whose remains are due for removal.
  ///
  /// @param marker for [#removed]
  public record Removal(ConnectionId id, String marker) {}

  /// Returns the removals that are due, the oldest first.
  ///
  /// @param limit how many at most, 1 to 1000
  public List<Removal> removalsDue(Instant now, int limit) {
    String end = StateKeys.removalDueUntil(now);
    return state.list(StateKeys.REMOVALS_PREFIX, null, limit).keys().stream()
        .takeWhile(key -> key.compareTo(end) <= 0)
        .flatMap(
            key ->
                ConnectionId.parse(key.substring(key.lastIndexOf('/') + 1))
                    .map(id -> new Removal(id, key))
                    .stream())
        .toList();
  }

  /// Deletes the marker of a removal that is finished.
  public void removed(Removal removal) {
    state.delete(removal.marker);
  }

  private static boolean isDue(Connection connection, Instant now) {
    var verdict = connection.verdict();
    boolean verdictDue =
        verdict != null && verdict.nextCheckAt() != null && !verdict.nextCheckAt().isAfter(now);
    return connection.state() != ConnectionState.DISCONNECTED
        && (verdictDue || connection.pendingKey() != null);
  }

  private static Optional<ConnectionId> idOf(String key) {
    return key.endsWith(SUFFIX)
        ? ConnectionId.parse(
            key.substring(StateKeys.CONNECTIONS_PREFIX.length(), key.length() - SUFFIX.length()))
        : Optional.empty();
  }
}
