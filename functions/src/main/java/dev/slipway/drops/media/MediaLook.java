package dev.slipway.drops.media;

import dev.slipway.drops.media.movie.VideoFacts;
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
/// @param image more about an image; null for a video, and when nothing could be read
/// @param video more about a video; null for an image, and when nothing could be read
public record MediaLook(
    Format format,
    int widthPixels,
    int heightPixels,
    @Nullable Boolean alpha,
    @Nullable Duration duration,
    @Nullable String codec,
    @Nullable ImageFacts image,
    @Nullable VideoFacts video) {

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

  /// Returns a file of which only the format is known.
  static MediaLook only(Format format) {
    return new MediaLook(format, 0, 0, null, null, null, null, null);
  }
}
