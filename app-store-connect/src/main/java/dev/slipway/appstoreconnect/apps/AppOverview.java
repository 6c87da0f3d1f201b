package dev.slipway.appstoreconnect.apps;

import dev.slipway.appstoreconnect.builds.PreReleaseVersions;
import dev.slipway.appstoreconnect.purchases.ProductOverview;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.testflight.TestInformation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An app and parts of it, in one call. A part that was not asked for is null.
///
/// @param platforms those for which the app has versions, by at least 50 of them
public record AppOverview(
    App app,
    @Nullable ProductOverview products,
    @Nullable PreReleaseVersions preReleaseVersions,
    @Nullable Set<Platform> platforms,
    @Nullable TestInformation testInformation) {
  public AppOverview {
    platforms = platforms == null ? null : Set.copyOf(platforms);
  }
}
