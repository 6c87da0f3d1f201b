package dev.slipway.releases.store;

import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.json.JsonShapeException;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Removes what releases left of a disconnected connection: their records, their places in the
/// tenant's list, keys under `following/`, readiness, lanes and caches. Removing can stop anywhere;
/// the next call continues. Older versions stay in the bucket as the audit trail. Thread-safe.
public final class ConnectionRemains {
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 10;
  private static final Duration OLDEST_DROP = Duration.ofDays(2);

  private final StateStore state;

  /// What is at the key of a listed release.
  private enum Found {
    /// It is not over.
    OPEN,
    OVER,
    /// Nothing, or a release of another connection.
    NOTHING
  }

  public ConnectionRemains(StateStore state) {
    this.state = state;
  }

  /// Returns whether the tenant's list has a release of this connection. Reads only the part of the
  /// list since the connection was made; if that is longer than 1,000 releases, the answer is yes.
  public boolean hasReleases(Connection connection) {
    String prefix = StateKeys.tenantReleases(connection.tenant());
    // A drop can be older than its connection, by as long as Slipway looks for lost events.
    String end =
        StateKeys.tenantRelease(
            connection.tenant(), connection.createdAt().minus(OLDEST_DROP), connection.id());
    String position = null;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      var page = state.list(prefix, position, PAGE);
      var recent = page.keys().stream().takeWhile(key -> key.compareTo(end) < 0).toList();
      if (SideBySide.each(recent, marker -> isOf(marker, connection.id())).contains(true)) {
        return true;
      }
      position = page.next();
      if (position == null || recent.size() < page.keys().size()) {
        return false;
      }
    }
    return true;
  }

  /// Removes finished releases; an open release stays, and so does what it needs.
  ///
  /// @param mayGoOn asked repeatedly: whether the connection is still disconnected and there is
  ///   time
  /// @return whether nothing remains
  public boolean remove(String tenant, ConnectionId connection, BooleanSupplier mayGoOn) {
    boolean releasesGone = removeReleases(tenant, connection, mayGoOn);
    return releasesGone
        && removeAll(StateKeys.following(connection), mayGoOn)
        && removeAll(StateKeys.readiness(connection), mayGoOn)
        && removeAll(StateKeys.apps(connection), mayGoOn);
  }

  private boolean removeReleases(String tenant, ConnectionId connection, BooleanSupplier mayGoOn) {
    boolean allGone = true;
    String position = null;
    do {
      // A tenant may have many releases of other connections, which are listed too.
      if (!mayGoOn.getAsBoolean()) {
        return false;
      }
      var page = state.list(StateKeys.tenantReleases(tenant), position, PAGE);
      var own = SideBySide.each(page.keys(), marker -> isOf(marker, connection));
      for (int i = 0; i < own.size(); i++) {
        if (own.get(i)) {
          if (!mayGoOn.getAsBoolean()) {
            return false;
          }
          allGone &= removeRelease(page.keys().get(i), connection);
        }
      }
      position = page.next();
    } while (position != null);
    return allGone;
  }

  /// Returns whether the marker's release is one of the connection, which never changes.
  private boolean isOf(String marker, ConnectionId connection) {
    var listed = ListMarker.parse(marker.substring(marker.lastIndexOf('/') + 1));
    if (listed.isPresent()) {
      return listed.get().connection().equals(connection.value());
    }
    return state
        .read(marker)
        .flatMap(stored -> stored.document().optionalString("connectionId"))
        .filter(connection.value()::equals)
        .isPresent();
  }

  /// Removes the record before its marker, so that an interruption between them is found again.
  private boolean removeRelease(String marker, ConnectionId connection) {
    Optional<ReleaseId> id = ReleaseId.parse(StateKeys.idOfMarker(marker));
    if (id.isPresent()) {
      var found = look(id.get(), connection);
      if (found == Found.OPEN) {
        return false;
      }
      if (found == Found.OVER) {
        state.delete(StateKeys.releaseFiles(id.get()));
        state.delete(StateKeys.releasePictures(id.get()));
        state.delete(StateKeys.release(id.get()));
      }
    }
    state.delete(marker);
    return true;
  }

  private Found look(ReleaseId id, ConnectionId connection) {
    try {
      return state
          .read(StateKeys.release(id))
          .map(stored -> ReleaseRecord.fromJson(stored.document()))
          .map(
              release ->
                  release.state().isOpen()
                      ? Found.OPEN
                      : release.connectionId().equals(connection) ? Found.OVER : Found.NOTHING)
          .orElse(Found.NOTHING);
    } catch (JsonShapeException e) {
      // Nobody can work on it, and its marker says of which connection it is. Otherwise nothing of
      // the connection would ever go.
      return Found.OVER;
    }
  }

  private boolean removeAll(String prefix, BooleanSupplier mayGoOn) {
    List<String> keys;
    do {
      keys = state.list(prefix, null, PAGE).keys();
      for (String key : keys) {
        if (!mayGoOn.getAsBoolean()) {
          return false;
        }
        state.delete(key);
      }
    } while (!keys.isEmpty());
    return true;
  }
}
