package dev.slipway.drops.media;

import dev.slipway.drops.ObjectVersion;
import org.jspecify.annotations.Nullable;

/// A screenshot or preview of one locale.
///
/// @param locale Apple's locale
/// @param displayType Apple's ScreenshotDisplayType or PreviewType; null when its size or name
///   tells none (a warning: such a file is left out)
/// @param look what its first bytes tell
public record MediaFile(
    ObjectVersion file,
    String locale,
    MediaKind kind,
    @Nullable String displayType,
    MediaLook look) {}
