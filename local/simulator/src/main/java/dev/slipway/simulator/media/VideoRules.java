package dev.slipway.simulator.media;

import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.Guesses;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// What Apple wants of a preview (apple-help: App preview specifications; media-live.md, 2.3).
/// Reports every code that applies: one file was seen with several.
final class VideoRules {
  private static final Set<String> EXTENSIONS = Set.of("mp4", "mov", "m4v");
  private static final long SHORTEST_MILLIS = 15_000;
  private static final long LONGEST_MILLIS = 30_000;
  private static final long EQUAL_MILLIS = 50;

  /// Apple's reference data say 23 to 30 (asset-library.md, 5); clocks of recorders are not exact.
  private static final double LEAST_FRAMES = 22.95;

  private static final double MOST_FRAMES = 30.5;

  /// A gap between frames that is long in any reading of the reports (media-live.md, K11).
  private static final double GAP_MILLIS = 1000;

  private static final double UNEVEN_MILLIS = 50;

  /// Baseline, Main, Extended and High have 8 bits and 4:2:0; the others have more (ITU-T H.264,
  /// A.2).
  private static final Set<Integer> UP_TO_HIGH = Set.of(66, 77, 88, 100);

  private static final int LEVEL_4_0 = 40;

  private final Guesses guesses;
  private final Consumer<String> report;

  /// @param report takes each code
  VideoRules(Guesses guesses, Consumer<String> report) {
    this.guesses = guesses;
    this.report = report;
  }

  void check(String extension, String previewType, VideoFile video) {
    if (!EXTENSIONS.contains(extension)
        || (!video.fileType() && !extension.equals("mov"))
        || !isEncodedWell(previewType, video)) {
      report.accept("MOV_RESAVE_FORMAT");
    }
    if (isTooShort(video)) {
      report.accept("MOV_RESAVE_LONGER");
    }
    if (video.durationMillis() > LONGEST_MILLIS) {
      report.accept("MOV_RESAVE_TRIM");
    }
    if (video.soundChannels() < 2) {
      report.accept("MOV_RESAVE_STEREO");
    }
    VideoFile.Frames frames = video.frames();
    if (frames != null && frames.perSecond() > MOST_FRAMES) {
      // The limit is on Apple's page; the code is made up.
      report.accept("MOV_RESAVE_FRAME_RATE_SMALLER");
    } else if (frames != null && hasTooFew(frames)) {
      report.accept("MOV_RESAVE_FRAME_RATE_LARGER");
    }
    if (!DisplaySizes.acceptsPreview(previewType, video.width(), video.height())) {
      report.accept("MOV_BAD_DIMENSIONS");
    }
  }

  /// A file of exactly 15 s comes back some milliseconds shorter, and the shortest track counts
  /// (media-live.md, 2.3). A file in fragments says 0: how long it is, its header does not say.
  private boolean isTooShort(VideoFile video) {
    if (video.durationMillis() == 0) {
      return false;
    }
    List<Long> tracks = video.trackMillis();
    long shortest =
        LongStream.concat(
                LongStream.of(video.durationMillis()), tracks.stream().mapToLong(Long::longValue))
            .min()
            .orElse(0);
    boolean unequal =
        !tracks.isEmpty() && Collections.max(tracks) - Collections.min(tracks) > EQUAL_MILLIS;
    return shortest <= SHORTEST_MILLIS || (unequal && guesses.turned(Guess.UNEQUAL_TRACKS_REFUSED));
  }

  private boolean hasTooFew(VideoFile.Frames frames) {
    return frames.perSecond() < LEAST_FRAMES
        || frames.longestMillis() > GAP_MILLIS
        || (frames.longestMillis() > UNEVEN_MILLIS && guesses.turned(Guess.UNEVEN_FRAMES_REFUSED));
  }

  /// High Profile is the highest on Apple's page. A Vision Pro preview of 3840x2160 cannot have
  /// level 4.0.
  private boolean isEncodedWell(String previewType, VideoFile video) {
    VideoFile.H264 h264 = video.h264();
    if (h264 == null) {
      return true;
    }
    boolean highLevel = h264.level() > LEVEL_4_0 && !previewType.equals("APPLE_VISION_PRO");
    return UP_TO_HIGH.contains(h264.profile())
        && !(highLevel && guesses.turned(Guess.H264_LEVEL_REFUSED));
  }
}
