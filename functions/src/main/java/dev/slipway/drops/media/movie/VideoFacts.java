package dev.slipway.drops.media.movie;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the tables of a movie box say besides size, duration and codec.
///
/// @param frames the frames of the first video track; null when unknown
/// @param shortestTrack the duration of the shortest video or sound track; null when unknown
/// @param longestTrack the duration of the longest one; null when unknown
/// @param sound the sound tracks, none for a video without sound; null when unknown
/// @param h264 how the first video track is encoded; null when it is not H.264, or unknown
public record VideoFacts(
    @Nullable Frames frames,
    @Nullable Duration shortestTrack,
    @Nullable Duration longestTrack,
    @Nullable List<Sound> sound,
    @Nullable H264 h264) {
  public VideoFacts {
    sound = sound == null ? null : List.copyOf(sound);
  }

  /// A sound track.
  ///
  /// @param coding how its sound is coded: [#AAC], [#PCM], [#MP3], or another four-character code
  /// @param channels at least 1
  public record Sound(String coding, int channels) {
    public static final String AAC = "AAC";
    public static final String PCM = "PCM";
    public static final String MP3 = "MP3";
  }

  /// How the frames of a track follow each other.
  ///
  /// @param count how many there are
  /// @param length how long they last together; longer than zero
  /// @param longest how long the longest one lasts; the last one does not count
  public record Frames(long count, Duration length, Duration longest) {
    public double perSecond() {
      return count * 1e9 / length.toNanos();
    }
  }

  /// The profile of an H.264 track, and ten times its level.
  public record H264(int profile, int level) {}
}
