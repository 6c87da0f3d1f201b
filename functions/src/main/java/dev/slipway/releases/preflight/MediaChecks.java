package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.MediaCheck.MEDIA_EMPTY;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_CODEC;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_FORMAT;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_PIXELS;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_PRORES_CONTAINER;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_TOO_LARGE;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_TOO_LONG;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_TOO_SHORT;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_UNMEASURED;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_ALPHA;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_FORMAT;
import static dev.slipway.releases.preflight.checks.MediaCheck.TOO_MANY_PREVIEWS;
import static dev.slipway.releases.preflight.checks.MediaCheck.TOO_MANY_SCREENSHOTS;

import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.media.DisplayTypes;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Shown;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.MediaCheck;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Runs [MediaCheck].
final class MediaChecks {
  private static final int MAX_SCREENSHOTS = 10;
  private static final int MAX_PREVIEWS = 3;
  private static final long MAX_PREVIEW_SIZE_BYTES = 500L << 20;
  private static final Duration MIN_PREVIEW = Duration.ofSeconds(15);
  private static final Duration MAX_PREVIEW = Duration.ofSeconds(30);
  private static final String PRORES_422_HQ = "apch";
  private static final Set<String> CODECS = Set.of("avc1", "avc3", PRORES_422_HQ);

  private MediaChecks() {}

  private record SetOf(String locale, String displayType, MediaKind kind) {}

  static void run(DropContent content, FindingList findings) {
    Set<String> unreadable =
        content.findings().stream()
            .filter(finding -> finding.isOf(ReadingCheck.MEDIA_UNREADABLE))
            .filter(finding -> !tellsMoreThan(finding, content))
            .map(Finding::file)
            .collect(Collectors.toSet());
    Map<SetOf, Integer> counts = new LinkedHashMap<>();
    for (MediaFile media : content.media()) {
      String path = media.file().key();
      String displayType = media.displayType();
      if (media.file().sizeBytes() == 0) {
        findings.add(MEDIA_EMPTY, path, null);
      } else if (!unreadable.contains(path) && displayType == null) {
        findings.add(ReadingCheck.MEDIA_SIZE_UNKNOWN, path, pixels(media.look()));
      } else if (displayType != null) {
        int count =
            counts.merge(new SetOf(media.locale(), displayType, media.kind()), 1, Integer::sum);
        counted(media, displayType, count, findings);
        if (!unreadable.contains(path)) {
          look(media, displayType, findings);
        }
      }
    }
  }

  /// Returns whether these checks report more about a file than that its header cannot be read: the
  /// file is empty, or is a video whose header is out of reach, which Apple may still accept.
  static boolean tellsMoreThan(Finding finding, DropContent content) {
    return finding.isOf(ReadingCheck.MEDIA_UNREADABLE)
        && content.media().stream()
            .filter(media -> media.file().key().equals(finding.file()))
            .anyMatch(
                media ->
                    media.file().sizeBytes() == 0
                        || (media.kind() == MediaKind.PREVIEW && isVideo(media.look())));
  }

  private static void look(MediaFile media, String displayType, FindingList findings) {
    switch (media.kind()) {
      case SCREENSHOT -> screenshot(media.look(), media.file().key(), findings);
      case PREVIEW -> preview(media, displayType, findings);
    }
  }

  private static boolean isVideo(MediaLook look) {
    return look.format() == Format.MPEG4 || look.format() == Format.QUICKTIME;
  }

  /// Reports the first file above the limit.
  private static void counted(
      MediaFile media, String displayType, int count, FindingList findings) {
    String found = "one more " + displayType + " for " + media.locale();
    switch (media.kind()) {
      case SCREENSHOT -> {
        if (count == MAX_SCREENSHOTS + 1) {
          findings.add(TOO_MANY_SCREENSHOTS, media.file().key(), found);
        }
      }
      case PREVIEW -> {
        if (count == MAX_PREVIEWS + 1) {
          findings.add(TOO_MANY_PREVIEWS, media.file().key(), found);
        }
      }
    }
  }

  private static void screenshot(MediaLook look, String path, FindingList findings) {
    if (look.format() != Format.PNG && look.format() != Format.JPEG) {
      findings.add(SCREENSHOT_FORMAT, path, look.format().name());
    } else if (Boolean.TRUE.equals(look.alpha())) {
      findings.add(SCREENSHOT_ALPHA, path, null);
    }
  }

  private static void preview(MediaFile media, String displayType, FindingList findings) {
    String path = media.file().key();
    MediaLook look = media.look();
    if (media.file().sizeBytes() > MAX_PREVIEW_SIZE_BYTES) {
      findings.add(PREVIEW_TOO_LARGE, path, Shown.number(media.file().sizeBytes()) + " bytes");
    }
    if (!isVideo(look)) {
      findings.add(PREVIEW_FORMAT, path, look.format().name());
      return;
    }
    duration(look, path, findings);
    codec(look, path, findings);
    if (look.duration() == null || look.codec() == null || look.widthPixels() == 0) {
      findings.add(PREVIEW_UNMEASURED, path, null);
    }
    if (look.widthPixels() > 0
        && look.heightPixels() > 0
        && !DisplayTypes.accepts(displayType, look.widthPixels(), look.heightPixels())) {
      findings.add(
          PREVIEW_PIXELS,
          path,
          pixels(look) + " for " + displayType,
          displayType + " needs " + DisplayTypes.acceptedPixels(displayType) + ".");
    }
  }

  private static void duration(MediaLook look, String path, FindingList findings) {
    Duration duration = look.duration();
    if (duration == null) {
      return;
    }
    String found = String.format(Locale.ROOT, "%.2f seconds", duration.toMillis() / 1000.0);
    if (duration.compareTo(MIN_PREVIEW) < 0) {
      findings.add(PREVIEW_TOO_SHORT, path, found);
    } else if (duration.compareTo(MAX_PREVIEW) > 0) {
      findings.add(PREVIEW_TOO_LONG, path, found);
    }
  }

  private static void codec(MediaLook look, String path, FindingList findings) {
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

  private static String pixels(MediaLook look) {
    return look.widthPixels() + "×" + look.heightPixels();
  }
}
