package dev.slipway.drops.ipa;

import org.jspecify.annotations.Nullable;

/// The app's names and numbers as its Info.plist writes them, whether valid or not: for display, as
/// short texts without control characters. Thread-safe.
///
/// @param bundleId `CFBundleIdentifier`; null when it is absent or not a text
/// @param shortVersion `CFBundleShortVersionString`, likewise
/// @param bundleVersion `CFBundleVersion`, likewise
public record WrittenIdentity(
    @Nullable String bundleId, @Nullable String shortVersion, @Nullable String bundleVersion) {}
