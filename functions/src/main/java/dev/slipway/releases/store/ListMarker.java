package dev.slipway.releases.store;

import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.state.StateKeys;
import java.util.Optional;

/// What the key of a release in its tenant's list says:
/// `<stamp>-<id>~<state>~<connectionId>~<appId>-<platform>`. An app that was not found yet is
/// empty.
///
/// @param place `<stamp>-<id>`, the same for all keys of a release
record ListMarker(String place, String state, String connection, String appId, String platform) {
  private static final int PARTS = 4;

  static ListMarker of(ReleaseRecord release) {
    var app = release.app();
    var desired = release.desired();
    return new ListMarker(
        placeOf(release),
        release.state().name(),
        release.connectionId().value(),
        app == null ? "" : app.id().value(),
        desired == null ? "" : desired.platform().name());
  }

  /// Reads the part of a key after the tenant's prefix; empty for the key of an earlier version,
  /// which ends after the ID.
  static Optional<ListMarker> parse(String name) {
    String[] parts = name.split("~", -1);
    int dash = parts[parts.length - 1].lastIndexOf('-');
    if (parts.length != PARTS || dash < 0) {
      return Optional.empty();
    }
    String app = parts[3];
    return Optional.of(
        new ListMarker(
            parts[0], parts[1], parts[2], app.substring(0, dash), app.substring(dash + 1)));
  }

  /// Returns the key's part after the tenant's prefix.
  String name() {
    return String.join("~", place, state, connection, appId + "-" + platform);
  }

  /// Returns the place of the name of any key in the list.
  static String placeOf(String name) {
    int end = name.indexOf('~');
    return end < 0 ? name : name.substring(0, end);
  }

  /// Returns the place in the list at which a release is; the list may have a second one of the
  /// same release, because an event and a listing report different times of one drop.
  static String placeOf(ReleaseRecord release) {
    String key =
        StateKeys.tenantRelease(release.tenant(), release.drop().receivedAt(), release.id());
    return key.substring(StateKeys.tenantReleases(release.tenant()).length());
  }
}
