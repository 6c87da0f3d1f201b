package dev.slipway.webhooks;

import dev.slipway.connections.ConnectionId;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.lane.Lane;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.releases.store.ReleaseWake;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the releases that a notification concerns: those under way in the lanes of its app whose
/// upload, build or version it names. Reads records, never Apple. Thread-safe.
public final class ConcernedReleases {
  /// An app has a lane for each platform.
  private static final int LANES = 20;

  private final StateStore state;
  private final ReleaseStore releases;

  public ConcernedReleases(StateStore state, ReleaseStore releases) {
    this.state = state;
    this.releases = releases;
  }

  /// Wakes these releases, or notes that a notification arrived for them.
  ///
  /// @return the releases
  public List<ReleaseId> wake(ConnectionId connection, String appId, Notification notification) {
    var cause = notification.tellsNews() ? ReleaseWake.Cause.TOLD : ReleaseWake.Cause.HEARD;
    var concerned =
        underWay(connection, appId)
            .filter(release -> names(notification, release))
            .map(ReleaseRecord::id)
            .toList();
    concerned.forEach(id -> releases.wake(id, cause));
    return concerned;
  }

  /// Returns whether a release is under way that a notification could concern.
  boolean any(ConnectionId connection, String appId) {
    return underWay(connection, appId).findAny().isPresent();
  }

  private Stream<ReleaseRecord> underWay(ConnectionId connection, String appId) {
    return state.list(StateKeys.lanes(connection, appId), null, LANES).keys().stream()
        .flatMap(key -> state.read(key).stream())
        .map(stored -> Lane.fromJson(stored.document()))
        .flatMap(lane -> Optional.ofNullable(lane.current()).stream())
        .flatMap(current -> releases.read(current.release().id()).stream())
        .map(Versioned::value)
        .filter(release -> release.state().isOpen());
  }

  private static boolean names(Notification notification, ReleaseRecord release) {
    String id = notification.instanceId();
    return switch (notification.instanceType()) {
      case Notification.BUILD_UPLOADS -> {
        var upload = release.build().uploadId();
        yield upload != null && upload.value().equals(id);
      }
      case Notification.APP_STORE_VERSIONS -> {
        var version = release.version().version();
        yield version != null && version.id().value().equals(id);
      }
      // It is not documented that the ID of a build's details is that of the build.
      case Notification.BUILD_BETA_DETAILS, Notification.BUILDS -> {
        var build = release.build().buildId();
        yield (build != null && build.value().equals(id))
            || release.state() == ReleaseState.PROCESSING
            || release.state() == ReleaseState.WAITING_FOR_BETA_REVIEW;
      }
      default -> false;
    };
  }
}
