package dev.slipway.connections;

import dev.slipway.announcements.Announcer;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonShapeException;
import dev.slipway.metrics.Metrics;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Connections in the state bucket: records by compare-and-set, a marker per tenant, wake objects.
/// Thread-safe.
public final class ConnectionStore {
  private static final Logger LOGGER = System.getLogger(ConnectionStore.class.getName());
  private static final String SUFFIX = ".json";
  private static final String ROUND = "after-";

  /// When what a function that died left in an outbox is published.
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

  /// Connections whose changes nobody is told of.
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

  /// The connection when it is this tenant's; another's is as if it were not there.
  public Optional<Connection> read(String tenant, ConnectionId id) {
    return read(id).filter(connection -> connection.tenant().equals(tenant));
  }

  /// False when there is a record already. What there is to tell of it is published with its next
  /// change, or when it is due.
  boolean create(Connection offered) {
    var connection = prepared(offered, true);
    return documents.create(StateKeys.connection(connection.id()), connection).isPresent();
  }

  /// Changes the record however often somebody else is faster; the change is applied to what stands
  /// and may be called several times.
  ///
  /// @return the record as it stands afterwards; empty when there is none
  public Optional<Connection> update(ConnectionId id, UnaryOperator<Connection> change) {
    return documents.update(StateKeys.connection(id), change, this::replace).map(Versioned::value);
  }

  private Optional<Versioned<Connection>> replace(Versioned<Connection> stored, Connection wanted) {
    var before = stored.value();
    var after = prepared(wanted, wanted.outbox().changes() > before.outbox().changes());
    var written = documents.replace(StateKeys.connection(after.id()), after, stored.version());
    written.ifPresent(_ -> announcements.count(wanted, before.outbox().changes()));
    return written.map(this::announced);
  }

  /// As it is to be written; the marker comes first, so that nothing that is to be told is lost
  /// with a function that dies.
  private Connection prepared(Connection wanted, boolean changed) {
    var now = clock.instant();
    var due = now.plus(FIRST_ANNOUNCED_AGAIN);
    var kept = announcements.kept(wanted, now, due);
    if (changed && !kept.outbox().isEmpty()) {
      checkAt(kept.id(), due);
    }
    return kept;
  }

  /// Publishes what is left to publish, and takes it off the record. When somebody else is faster,
  /// it is theirs to do.
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

  /// Puts the connection into its tenant's list.
  void mark(String tenant, ConnectionId id) {
    state.put(StateKeys.tenantConnection(tenant, id), Map.of());
  }

  void unmark(String tenant, ConnectionId id) {
    state.delete(StateKeys.tenantConnection(tenant, id));
  }

  /// The tenant's connections that are not disconnected.
  ///
  /// @param startAfter the `next` of the page before; null for the first
  /// @param limit 1 to 100
  public Page list(String tenant, @Nullable String startAfter, int limit) {
    String prefix = StateKeys.tenantConnections(tenant);
    var keys = state.list(prefix, startAfter == null ? null : prefix + startAfter, limit);
    var connections = new ArrayList<Connection>();
    for (String key : keys.keys()) {
      ConnectionId.parse(key.substring(prefix.length()))
          .flatMap(id -> read(tenant, id))
          .filter(connection -> connection.state() != ConnectionState.DISCONNECTED)
          .ifPresent(connections::add);
    }
    String next = keys.next();
    return new Page(connections, next == null ? null : next.substring(prefix.length()));
  }

  /// The ids of all connections of all tenants.
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

  /// Asks for this connection to be checked now: the object's creation starts the function.
  public void wake(ConnectionId id) {
    state.put(StateKeys.wakeCheck(id), JsonFields.with("at", clock.instant()).toMap());
  }

  /// Asks for a round over all connections to go on after this one.
  public void wakeRound(ConnectionId after) {
    state.put(
        StateKeys.WAKE_CHECK_PREFIX + ROUND + after,
        JsonFields.with("at", clock.instant()).toMap());
  }

  /// Where a round goes on, when the last segment of a wake object's key says so.
  public static Optional<ConnectionId> roundAfter(String wakeId) {
    return wakeId.startsWith(ROUND)
        ? ConnectionId.parse(wakeId.substring(ROUND.length()))
        : Optional.empty();
  }

  /// Has the connection checked by itself when it is due, before the daily check. Harmless when it
  /// is not due any more by then.
  public void checkAt(ConnectionId id, Instant due) {
    state.put(StateKeys.checkDue(due, id), Map.of());
  }

  /// The connections whose check is due by their record; markers of the time before are cleared.
  /// What is left to publish of those that have a marker is published on the way.
  ///
  /// @param limit how many at most
  public List<ConnectionId> due(Instant now, int limit) {
    var due = new LinkedHashSet<ConnectionId>();
    String end = StateKeys.checkDueUntil(now);
    String position = null;
    do {
      var page = state.list(StateKeys.CHECKS_PREFIX, position, 1000);
      for (String key : page.keys()) {
        if (key.compareTo(end) > 0 || due.size() == limit) {
          return List.copyOf(due);
        }
        ConnectionId.parse(key.substring(key.lastIndexOf('/') + 1))
            .filter(id -> isDueAfterAnnouncing(id, now))
            .ifPresent(due::add);
        state.delete(key);
      }
      position = page.next();
    } while (position != null);
    return List.copyOf(due);
  }

  /// A record that cannot be understood keeps no other connection waiting.
  private boolean isDueAfterAnnouncing(ConnectionId id, Instant now) {
    try {
      announceAgain(id, now);
      return read(id).filter(stands -> isDue(stands, now)).isPresent();
    } catch (JsonShapeException e) {
      LOGGER.log(Level.ERROR, "Connection record cannot be understood", Map.of("connectionId", id));
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

  /// Has what is left of a connection removed when its secret cannot be restored any more.
  void removeAt(ConnectionId id, Instant due) {
    state.put(StateKeys.removalDue(due, id), Map.of());
  }

  /// A connection whose remains are to go.
  ///
  /// @param marker for [#removed]
  public record Removal(ConnectionId id, String marker) {}

  /// What is to be removed by now, the longest due first.
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

  /// Nothing is left to do for this removal.
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
