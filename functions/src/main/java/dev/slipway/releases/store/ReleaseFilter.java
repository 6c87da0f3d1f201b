package dev.slipway.releases.store;

import dev.slipway.connections.ConnectionId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import org.jspecify.annotations.Nullable;

/// Which of a tenant's releases to list. Immutable.
///
/// @param connection null for all
/// @param state null for all
/// @param app Apple's ID of an app, or a bundle ID; null for all
public record ReleaseFilter(
    @Nullable ConnectionId connection, @Nullable ReleaseState state, @Nullable String app) {
  /// Returns the filter for the releases of a connection.
  public static ReleaseFilter of(ConnectionId connection) {
    return new ReleaseFilter(connection, null, null);
  }

  boolean matches(ReleaseRecord release) {
    return (connection == null || connection.equals(release.connectionId()))
        && (state == null || state == release.state())
        && (app == null || isOfApp(release));
  }

  /// Returns whether the marker's release may match, without a look at its record.
  boolean matches(ListMarker marker) {
    return (connection == null || connection.value().equals(marker.connection()))
        && (state == null || state.name().equals(marker.state()))
        && (app == null || isBundleId() || app.equals(marker.appId()));
  }

  /// Returns whether the filter names an app by its bundle ID, which no marker contains. Apple's
  /// IDs of apps are numbers.
  boolean isBundleId() {
    return app != null && !app.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  boolean isOfApp(ReleaseRecord release) {
    var known = release.app();
    return (known != null && known.id().value().equals(app))
        || (app != null && app.equals(release.identity().bundleId()));
  }
}
