package dev.slipway.drops.media;

import dev.slipway.drops.media.movie.VideoFacts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The result of reading the header of an image or video, and its end.
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
/// @param fault why Apple cannot use the file; null when nothing is wrong with it as a file
public record MediaLook(
    Format format,
    int widthPixels,
    int heightPixels,
    @Nullable Boolean alpha,
    @Nullable Duration duration,
    @Nullable String codec,
    @Nullable ImageFacts image,
    @Nullable VideoFacts video,
    @Nullable Fault fault) {

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

  /// What is wrong with a file as such.
  public enum Fault {
    /// Its end is missing.
    CUT_OFF,
    /// A video without a movie box, as a recording has that was stopped.
    WITHOUT_INDEX,
    /// Sound alone.
    WITHOUT_PICTURE,
    /// A pointer of Git LFS.
    GIT_LFS_POINTER,
    /// Images in formats that the App Store does not take.
    HEIC,
    WEBP,
    GIF
  }

  public boolean isVideo() {
    return format == Format.MPEG4 || format == Format.QUICKTIME;
  }

  /// Returns a file of which only the format is known.
  static MediaLook only(Format format) {
    return only(format, null);
  }

  static MediaLook only(Format format, @Nullable Fault fault) {
    return new MediaLook(format, 0, 0, null, null, null, null, null, fault);
  }

  MediaLook with(@Nullable Fault found) {
    return new MediaLook(
        format, widthPixels, heightPixels, alpha, duration, codec, image, video, found);
  }

  MediaLook with(Boolean hasAlpha, @Nullable ImageFacts facts) {
    return new MediaLook(
        format, widthPixels, heightPixels, hasAlpha, duration, codec, facts, video, fault);
  }
}
