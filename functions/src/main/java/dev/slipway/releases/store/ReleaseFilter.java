package dev.slipway.releases.store;

import dev.slipway.connections.ConnectionId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which of a tenant's releases to list. Immutable.
///
/// @param connection null for all
/// @param states one of these; empty for all
/// @param app Apple's ID of an app, or a bundle ID; null for all
/// @param text a part of the app's name, the bundle ID, the version, the build number or the key of
///   the drop, in any case; null for all. Only records contain it, so a list reads them all
public record ReleaseFilter(
    @Nullable ConnectionId connection,
    Set<ReleaseState> states,
    @Nullable String app,
    @Nullable String text) {
  /// Passes every release.
  public static final ReleaseFilter ALL = new ReleaseFilter(null, Set.of(), null, null);

  public ReleaseFilter {
    states = Set.copyOf(states);
  }

  /// Returns the filter for the releases of a connection.
  public static ReleaseFilter of(ConnectionId connection) {
    return new ReleaseFilter(connection, Set.of(), null, null);
  }

  boolean matches(ReleaseRecord release) {
    return (connection == null || connection.equals(release.connectionId()))
        && (states.isEmpty() || states.contains(release.state()))
        && (app == null || isOfApp(release))
        && (text == null || contains(release, text.toLowerCase(Locale.ROOT)));
  }

  /// Returns whether the marker's release may match, without a look at its record.
  boolean matches(ListMarker marker) {
    return (connection == null || connection.value().equals(marker.connection()))
        && (states.isEmpty() || states.stream().anyMatch(one -> one.name().equals(marker.state())))
        && (app == null || isBundleId() || app.equals(marker.appId()));
  }

  private static boolean contains(ReleaseRecord release, String text) {
    var app = release.app();
    var identity = release.identity();
    return Stream.of(
            app == null ? null : app.name(),
            identity.bundleId(),
            identity.shortVersion(),
            identity.bundleVersion(),
            release.drop().trigger().key())
        .filter(Objects::nonNull)
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(text));
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
