package dev.slipway.appstoreconnect.apps;

import dev.slipway.appstoreconnect.builds.PreReleaseVersions;
import dev.slipway.appstoreconnect.purchases.ProductOverview;
import dev.slipway.appstoreconnect.testflight.TestInformation;
import org.jspecify.annotations.Nullable;

/// An app and parts of it, in one call. A part that was not asked for is null.
public record AppOverview(
    App app,
    @Nullable ProductOverview products,
    @Nullable PreReleaseVersions preReleaseVersions,
    @Nullable TestInformation testInformation) {}
