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
    MediaLook look) {

  /// Returns whether this is a video that Apple may accept, of which Slipway could not read the
  /// size.
  public boolean isUnmeasuredVideo() {
    return kind == MediaKind.PREVIEW
        && look.isVideo()
        && look.fault() == null
        && look.widthPixels() == 0;
  }
}
