package dev.slipway.drops.media;

import dev.slipway.drops.ObjectVersion;
import org.jspecify.annotations.Nullable;

/// A screenshot or preview of one locale.
///
/// @param locale Apple's locale
/// @param displayType Apple's ScreenshotDisplayType or PreviewType; null when neither size nor name
///   identifies one (Slipway warns and ignores the file)
/// @param look the result of reading its header
public record MediaFile(
    ObjectVersion file,
    String locale,
    MediaKind kind,
    @Nullable String displayType,
    MediaLook look) {}
