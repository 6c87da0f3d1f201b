package dev.slipway.releases.preflight.facts;

import dev.slipway.appstoreconnect.resource.Platform;
import org.jspecify.annotations.Nullable;

/// The numbers and the platform of a release.
///
/// @param buildNumber CFBundleVersion; null without a build, and while the newest one is not chosen
/// @param placeOfVersion where the drop says the version, for findings
/// @param placeOfPlatform where the drop says the platform, for findings
public record ReleaseNumbers(
    String shortVersion,
    @Nullable String buildNumber,
    Platform platform,
    String placeOfVersion,
    String placeOfPlatform) {}
