package dev.slipway.appstoreconnect.apps;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionSummary;
import java.util.List;

/// An app with its newest versions on all platforms.
///
/// @param versions at most 10; newest first as observed, not promised
/// @param complete whether these are all versions; if not, and the one you need is missing, list
///   the app's versions
public record AppWithVersions(App app, List<AppStoreVersionSummary> versions, boolean complete) {
  public AppWithVersions {
    versions = List.copyOf(versions);
  }
}
