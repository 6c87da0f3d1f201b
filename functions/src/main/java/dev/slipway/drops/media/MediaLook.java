package dev.slipway.drops.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The result of reading the header of an image or video.
///
/// @param format the format of the content, whatever the name
/// @param widthPixels 0 when unknown
/// @param heightPixels 0 when unknown
/// @param alpha whether an image has an alpha channel; null when unknown
/// @param duration the duration of a video; null when unknown
/// @param codec the codec of a video's first video track, a four-character code such as `avc1`;
///   null when unknown
public record MediaLook(
    Format format,
    int widthPixels,
    int heightPixels,
    @Nullable Boolean alpha,
    @Nullable Duration duration,
    @Nullable String codec) {

  /// The format according to the first bytes.
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
