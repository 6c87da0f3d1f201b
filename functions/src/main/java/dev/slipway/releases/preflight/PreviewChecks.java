package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_BARELY_LONG_ENOUGH;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_CODEC;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_FORMAT;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_FRAME_RATE_HIGH;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_FRAME_RATE_LOW;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_FRAME_RATE_UNEVEN;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_LEVEL;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_NOT_STEREO;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_PIXELS;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_PROFILE;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_PRORES_CONTAINER;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_SOUND_CODEC;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_TOO_LARGE;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_TOO_LONG;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_TOO_SHORT;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_TRACKS_UNEQUAL;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_UNMEASURED;

import dev.slipway.drops.media.DisplayTypes;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.drops.media.movie.VideoFacts;
import dev.slipway.drops.media.movie.VideoFacts.Frames;
import dev.slipway.drops.media.movie.VideoFacts.H264;
import dev.slipway.drops.media.movie.VideoFacts.Sound;
import dev.slipway.problems.Shown;
import dev.slipway.releases.preflight.checks.FileFindings;
import dev.slipway.releases.preflight.checks.MediaCheck;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Runs the checks of [MediaCheck] on one preview.
final class PreviewChecks {
  private static final long MAX_SIZE_BYTES = 500L << 20;
  private static final Duration MIN = Duration.ofSeconds(15);
  private static final Duration SAFE_MIN = Duration.ofMillis(15_500);
  private static final Duration MAX = Duration.ofSeconds(30);

  /// Working pipelines send files whose sound ends up to half a second after the picture (ffmpeg
  /// with a silent track), so only more than that is worth a warning.
  private static final Duration MAX_TRACK_DIFFERENCE = Duration.ofSeconds(1);

  /// 23 and 30 frames per second, with room for recorders whose clocks are not exact.
  private static final double MIN_FRAMES = 22.9;

  private static final double MAX_FRAMES = 30.5;
  private static final Duration MAX_FRAME = Duration.ofMillis(50);
  private static final int STEREO = 2;
  private static final String PRORES_422_HQ = "apch";
  private static final Set<String> CODECS = Set.of("avc1", "avc3", PRORES_422_HQ);

  /// Baseline, Main, Extended and High (ITU-T H.264, A.2).
  private static final Set<Integer> PROFILES = Set.of(66, 77, 88, 100);

  private static final int MAX_LEVEL = 40;

  /// 3840×2160 needs a higher level than 4.0 (ITU-T H.264, table A-1).
  private static final String BEYOND_LEVEL = "APPLE_VISION_PRO";

  private final MediaFile media;
  private final MediaLook look;
  private final String path;
  private final String displayType;
  private final FileFindings findings;

  private PreviewChecks(MediaFile media, String displayType, FileFindings findings) {
    this.media = media;
    this.look = media.look();
    this.path = media.file().key();
    this.displayType = displayType;
    this.findings = findings;
  }

  static void run(MediaFile media, String displayType, FileFindings findings) {
    new PreviewChecks(media, displayType, findings).run();
  }

  private void run() {
    if (media.file().sizeBytes() > MAX_SIZE_BYTES) {
      findings.add(PREVIEW_TOO_LARGE, path, Shown.number(media.file().sizeBytes()) + " bytes");
    }
    if (!look.isVideo()) {
      findings.add(PREVIEW_FORMAT, path, look.format().name());
      return;
    }
    duration();
    codec();
    var video = look.video();
    if (video != null) {
      tracks(video);
      if (video.frames() != null) {
        frames(video.frames());
      }
      if (video.h264() != null) {
        h264(video.h264());
      }
    }
    if (look.duration() == null || look.codec() == null || look.widthPixels() == 0) {
      findings.add(PREVIEW_UNMEASURED, path, null);
    }
    if (look.widthPixels() > 0
        && look.heightPixels() > 0
        && !DisplayTypes.accepts(displayType, look.widthPixels(), look.heightPixels())) {
      findings.add(
          PREVIEW_PIXELS,
          path,
          MediaChecks.pixels(look) + " for " + displayType,
          displayType + " needs " + DisplayTypes.acceptedPixels(displayType) + ".");
    }
  }

  private void duration() {
    Duration duration = look.duration();
    if (duration == null) {
      return;
    }
    Duration shortest = shortest(duration);
    if (duration.compareTo(MIN) < 0) {
      findings.add(PREVIEW_TOO_SHORT, path, seconds(duration));
    } else if (shortest.compareTo(SAFE_MIN) < 0) {
      findings.add(PREVIEW_BARELY_LONG_ENOUGH, path, seconds(shortest));
    }
    if (duration.compareTo(MAX) > 0) {
      findings.add(PREVIEW_TOO_LONG, path, seconds(duration));
    }
  }

  /// Returns the length of the shortest track, which counts at Apple.
  private Duration shortest(Duration duration) {
    var video = look.video();
    var track = video == null ? null : video.shortestTrack();
    return track != null && track.compareTo(duration) < 0 ? track : duration;
  }

  private void codec() {
    String codec = look.codec();
    if (codec == null) {
      return;
    }
    if (!CODECS.contains(codec)) {
      findings.add(PREVIEW_CODEC, path, codec);
    } else if (codec.equals(PRORES_422_HQ) && look.format() != Format.QUICKTIME) {
      findings.add(PREVIEW_PRORES_CONTAINER, path, look.format().name());
    }
  }

  private void tracks(VideoFacts video) {
    var shortest = video.shortestTrack();
    var longest = video.longestTrack();
    if (shortest != null
        && longest != null
        && longest.minus(shortest).compareTo(MAX_TRACK_DIFFERENCE) > 0) {
      findings.add(
          PREVIEW_TRACKS_UNEQUAL,
          path,
          seconds(shortest)
              + " and "
              + seconds(longest)
              + ", "
              + seconds(longest.minus(shortest))
              + " apart");
    }
    if (video.sound() != null) {
      sound(video.sound());
    }
  }

  private void sound(List<Sound> tracks) {
    long mono = tracks.stream().filter(track -> track.channels() == 1).count();
    boolean stereo = mono >= STEREO || tracks.stream().anyMatch(t -> t.channels() == STEREO);
    if (!stereo) {
      findings.add(
          PREVIEW_NOT_STEREO, path, tracks.isEmpty() ? "no sound" : channels(tracks.getFirst()));
    }
    boolean coded = tracks.stream().anyMatch(this::isCodedWell);
    if (!coded && !tracks.isEmpty()) {
      findings.add(PREVIEW_SOUND_CODEC, path, tracks.getFirst().coding());
    }
  }

  private static String channels(Sound track) {
    return track.channels() == 1 ? "one channel" : track.channels() + " channels";
  }

  private boolean isCodedWell(Sound track) {
    return switch (track.coding()) {
      case Sound.AAC -> true;
      case Sound.PCM -> look.format() == Format.QUICKTIME;
      default -> false;
    };
  }

  private void frames(Frames frames) {
    String perSecond = String.format(Locale.ROOT, "%.2f frames per second", frames.perSecond());
    if (frames.perSecond() > MAX_FRAMES) {
      findings.add(PREVIEW_FRAME_RATE_HIGH, path, perSecond);
    } else if (frames.perSecond() < MIN_FRAMES) {
      findings.add(PREVIEW_FRAME_RATE_LOW, path, perSecond);
    } else if (frames.longest().compareTo(MAX_FRAME) > 0) {
      findings.add(PREVIEW_FRAME_RATE_UNEVEN, path, "a frame of " + seconds(frames.longest()));
    }
  }

  private void h264(H264 h264) {
    if (!PROFILES.contains(h264.profile())) {
      findings.add(PREVIEW_PROFILE, path, "profile " + h264.profile());
    } else if (h264.level() > MAX_LEVEL && !displayType.equals(BEYOND_LEVEL)) {
      findings.add(
          PREVIEW_LEVEL, path, String.format(Locale.ROOT, "level %.1f", h264.level() / 10.0));
    }
  }

  /// Shows milliseconds, and as many digits more as it takes to tell the value from a limit: in
  /// whole milliseconds, 30.0004 s would be the 30 s that are allowed.
  private static String seconds(Duration duration) {
    var exact = BigDecimal.valueOf(duration.toNanos(), 9);
    int digits = 3;
    while (digits < 9 && isLimit(exact.setScale(digits, RoundingMode.HALF_UP)) && !isLimit(exact)) {
      digits++;
    }
    return exact.setScale(digits, RoundingMode.HALF_UP) + " seconds";
  }

  private static boolean isLimit(BigDecimal seconds) {
    return Stream.of(MIN, SAFE_MIN, MAX, MAX_TRACK_DIFFERENCE, MAX_FRAME)
        .anyMatch(limit -> BigDecimal.valueOf(limit.toNanos(), 9).compareTo(seconds) == 0);
  }
}
