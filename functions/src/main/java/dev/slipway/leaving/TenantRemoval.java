package dev.slipway.leaving;

import dev.slipway.audit.AuditAct;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditLog;
import dev.slipway.audit.AuditSource;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.Disconnect;
import dev.slipway.connections.KeySecrets;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.drops.DropRemoval;
import dev.slipway.drops.ipa.icon.AppIcon;
import dev.slipway.releases.store.SideBySide;
import dev.slipway.releases.store.TenantReleases;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import dev.slipway.webhooks.RetiredWebhooks;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/// Removes all that Slipway keeps of a tenant that leaves: it disconnects its connections, ends and
/// removes its releases, and removes its drops, lanes, readiness, webhooks, lists and records. The
/// audit log stays for its period, and secrets for their recovery window.
///
/// Each part can be repeated, and what does not fit into one invocation continues in another.
/// Nothing is finished until a second look, after every worker that had begun before the first one
/// has ended, finds nothing more. Thread-safe.
public final class TenantRemoval {
  private static final Logger LOGGER = System.getLogger(TenantRemoval.class.getName());
  private static final int PAGE = 200;
  private static final Duration RESERVE = Duration.ofSeconds(60);

  /// After this time an open release is removed although it has not ended.
  private static final Duration ENDED_WITHIN = Duration.ofHours(24);

  /// No invocation of any function runs longer.
  private static final Duration LONGEST_INVOCATION = Duration.ofMinutes(15);

  private final LeavingStore orders;
  private final StateStore state;
  private final ConnectionStore connections;
  private final Disconnect disconnect;
  private final KeySecrets.Removal secrets;
  private final TenantReleases releases;
  private final RetiredWebhooks webhooks;
  private final DropRemoval drops;
  private final AuditLog audit;
  private final InstantSource clock;

  /// How far an invocation came.
  private enum Progress {
    NOTHING_LEFT,
    /// Others have work to end first, so the next round looks again.
    WAITING,
    OUT_OF_TIME
  }

  /// @param disconnect need not end releases
  public TenantRemoval(
      LeavingStore orders,
      StateStore state,
      ConnectionStore connections,
      Disconnect disconnect,
      KeySecrets.Removal secrets,
      TenantReleases releases,
      RetiredWebhooks webhooks,
      DropRemoval drops,
      AuditLog audit,
      InstantSource clock) {
    this.orders = orders;
    this.state = state;
    this.connections = connections;
    this.disconnect = disconnect;
    this.secrets = secrets;
    this.releases = releases;
    this.webhooks = webhooks;
    this.drops = drops;
    this.audit = audit;
    this.clock = clock;
  }

  /// Goes on with the order of this hash, if it exists and no other worker is at it.
  ///
  /// @param remainingMillis the remaining time of this invocation
  public void goOn(String hash, IntSupplier remainingMillis) {
    var order = orders.take(hash).orElse(null);
    if (order == null) {
      return;
    }
    var progress = remove(hash, order, () -> remainingMillis.getAsInt() > RESERVE.toMillis());
    switch (progress) {
      case OUT_OF_TIME -> {
        orders.update(hash, current -> current.withBusyUntil(null));
        orders.wake(hash);
      }
      case WAITING -> orders.update(hash, current -> current.withBusyUntil(null));
      case NOTHING_LEFT -> finish(hash, order);
    }
    LOGGER.log(
        Level.INFO,
        "Data of a leaving tenant removed",
        Map.of("leaving", hash, "progress", progress));
  }

  private Progress remove(String hash, Leaving order, BooleanSupplier mayGoOn) {
    var emptiedAt = order.emptiedAt();
    if (emptiedAt != null && clock.instant().isBefore(emptiedAt.plus(LONGEST_INVOCATION))) {
      return Progress.WAITING;
    }
    if (!order.searched() && !search(hash, order, mayGoOn)) {
      return Progress.OUT_OF_TIME;
    }
    noteConnected(hash, order.tenant());
    var members = members(hash);
    if (!disconnectAll(order, members, mayGoOn)) {
      return Progress.OUT_OF_TIME;
    }
    boolean late = clock.instant().isAfter(order.orderedAt().plus(ENDED_WITHIN));
    var progress =
        switch (releases.remove(order.tenant(), order.actor(), late, mayGoOn)) {
          case OUT_OF_TIME -> Progress.OUT_OF_TIME;
          case OPEN_RELEASES -> Progress.WAITING;
          case NOTHING_LEFT -> Progress.NOTHING_LEFT;
        };
    if (progress != Progress.NOTHING_LEFT) {
      return progress;
    }
    if (!removeConnections(hash, order, members, mayGoOn)
        || !removeMarkers(order.tenant(), members, mayGoOn)) {
      return Progress.OUT_OF_TIME;
    }
    if (emptiedAt == null) {
      orders.update(hash, current -> current.withEmptiedAt(clock.instant()));
      return Progress.WAITING;
    }
    return Progress.NOTHING_LEFT;
  }

  private boolean disconnectAll(
      Leaving order, List<ConnectionId> members, BooleanSupplier mayGoOn) {
    var records = SideBySide.each(members, connections::readOneOf);
    for (int i = 0; i < members.size(); i++) {
      if (records.get(i).filter(TenantRemoval::isInUse).isPresent()) {
        if (!mayGoOn.getAsBoolean()) {
          return false;
        }
        disconnect.disconnect(order.tenant(), members.get(i), order.actor());
      }
    }
    return true;
  }

  /// Removes the connections one after the other, and notes how far it came: there may be too many
  /// for one invocation.
  private boolean removeConnections(
      String hash, Leaving order, List<ConnectionId> members, BooleanSupplier mayGoOn) {
    String removedTo = order.removedTo();
    for (ConnectionId id : members) {
      if (removedTo != null && id.value().compareTo(removedTo) <= 0) {
        continue;
      }
      if (!mayGoOn.getAsBoolean() || !removeConnection(order.tenant(), id, mayGoOn)) {
        return false;
      }
      orders.update(hash, current -> current.withRemovedTo(id.value()));
    }
    return true;
  }

  private static boolean isInUse(Connection connection) {
    return connection.state() != ConnectionState.DISCONNECTED;
  }

  /// Finds the tenant's connections, disconnected ones too, which no list of the tenant has.
  ///
  /// @return false when time was up
  private boolean search(String hash, Leaving order, BooleanSupplier mayGoOn) {
    String reached = order.searchedTo();
    ConnectionId after = reached == null ? null : ConnectionId.parse(reached).orElse(null);
    do {
      if (!mayGoOn.getAsBoolean()) {
        return false;
      }
      var page = connections.listAll(after, PAGE);
      SideBySide.each(page.ids(), id -> note(hash, order.tenant(), id));
      after = page.next();
      String position = after == null ? null : after.value();
      orders.update(
          hash,
          current -> position == null ? current.withSearched() : current.withSearchedTo(position));
    } while (after != null);
    return true;
  }

  /// Returns whether the connection is one of the tenant.
  private boolean note(String hash, String tenant, ConnectionId id) {
    // One record that cannot be read, of whatever tenant, must not keep all tenants from leaving.
    boolean own = connections.tenantOf(id).filter(tenant::equals).isPresent();
    if (own) {
      state.put(StateKeys.leavingConnections(hash) + id.value(), Map.of());
    }
    return own;
  }

  /// Adds connections that were made after the search had passed them.
  private void noteConnected(String hash, String tenant) {
    String prefix = StateKeys.tenantConnections(tenant);
    for (String key : all(prefix)) {
      ConnectionId.parse(key.substring(prefix.length())).ifPresent(id -> note(hash, tenant, id));
    }
  }

  private List<ConnectionId> members(String hash) {
    String prefix = StateKeys.leavingConnections(hash);
    return all(prefix).stream()
        .flatMap(key -> ConnectionId.parse(key.substring(prefix.length())).stream())
        .toList();
  }

  /// Removes what belongs to the connection, and its record in the end.
  private boolean removeConnection(String tenant, ConnectionId id, BooleanSupplier mayGoOn) {
    var owner = connections.tenantOf(id);
    if (owner.filter(other -> !other.equals(tenant)).isPresent()) {
      return true;
    }
    webhooks.remove(id);
    boolean gone =
        drops.removeAll(id.value() + "/", mayGoOn)
            && drops.removeAll(AppIcon.folder(id.value()), mayGoOn)
            && removeAll(StateKeys.following(id), mayGoOn)
            && removeAll(StateKeys.readiness(id), mayGoOn)
            && removeAll(StateKeys.webhooks(id), mayGoOn)
            && removeAll(StateKeys.deliveries(id), mayGoOn)
            && removeAll(StateKeys.apps(id), mayGoOn);
    if (gone && owner.isPresent()) {
      secrets.scheduleDeletion(id);
      state.delete(StateKeys.connection(id));
    }
    return gone;
  }

  /// Removes what no connection has: lists, leases, what waits for them, links and quotas.
  private boolean removeMarkers(
      String tenant, List<ConnectionId> members, BooleanSupplier mayGoOn) {
    removeLinks(tenant);
    for (String key : all(StateKeys.allWaiting(StateKeys.SLOTS_PREFIX))) {
      if (StateKeys.tenantOfWaiting(key).equals(tenant)) {
        state.delete(key);
      }
    }
    for (String prefix : List.of(StateKeys.REMOVALS_PREFIX, StateKeys.CHECKS_PREFIX)) {
      for (String key : all(prefix)) {
        Optional<ConnectionId> id = ConnectionId.parse(key.substring(key.lastIndexOf('/') + 1));
        if (id.filter(members::contains).isPresent()) {
          state.delete(key);
        }
      }
    }
    state.delete(StateKeys.quotas(tenant));
    return removeAll(StateKeys.tenantStocks(tenant), mayGoOn)
        && removeAll(StateKeys.turns(tenant), mayGoOn)
        && removeAll(StateKeys.tenant(tenant), mayGoOn);
  }

  /// A link's ID begins the key of its record, and the tenant's list has the ID.
  private void removeLinks(String tenant) {
    String prefix = StateKeys.tenantConnectLinks(tenant);
    for (String key : all(prefix)) {
      String id = key.substring(prefix.length()).replaceFirst("~.*", "");
      if (id.matches("[A-Za-z0-9_-]{20,64}")) {
        all(StateKeys.CONNECT_LINKS_PREFIX + id).forEach(state::delete);
      }
    }
  }

  private void finish(String hash, Leaving order) {
    all(StateKeys.leavingConnections(hash)).forEach(state::delete);
    audit.write(
        order.tenant(),
        AuditEntry.of(clock.instant(), order.actor(), AuditAct.LEFT, AuditSource.SLIPWAY, null));
    orders.delete(hash);
  }

  private boolean removeAll(String prefix, BooleanSupplier mayGoOn) {
    var keys = state.list(prefix, null, PAGE).keys();
    while (!keys.isEmpty()) {
      if (!mayGoOn.getAsBoolean()) {
        return false;
      }
      SideBySide.each(
          keys,
          key -> {
            state.delete(key);
            return key;
          });
      keys = state.list(prefix, null, PAGE).keys();
    }
    return true;
  }

  private List<String> all(String prefix) {
    var keys = new ArrayList<String>();
    String position = null;
    do {
      var page = state.list(prefix, position, 1000);
      keys.addAll(page.keys());
      position = page.next();
    } while (position != null);
    return keys;
  }
}
