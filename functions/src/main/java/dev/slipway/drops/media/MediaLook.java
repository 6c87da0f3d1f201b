package dev.slipway.drops.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the header of an image or video tells.
///
/// @param format by its content, never by its name
/// @param widthPixels 0 when the header does not tell
/// @param heightPixels 0 when the header does not tell
/// @param alpha whether an image has an alpha channel; null when unknown
/// @param duration of a video; null when unknown
/// @param codec of a video's first video track, a four-character code such as `avc1`; null when
///   unknown
public record MediaLook(
    Format format,
    int widthPixels,
    int heightPixels,
    @Nullable Boolean alpha,
    @Nullable Duration duration,
    @Nullable String codec) {

  /// What the first bytes say.
  public enum Format {
    PNG,
    JPEG,
    /// ISO base media: .mp4, .m4v
    MPEG4,
    /// .mov
    QUICKTIME,
    UNKNOWN
  }
}
