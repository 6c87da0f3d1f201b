package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.MediaCheck.MEDIA_EMPTY;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_ALPHA;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_ALPHA_UNSURE;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_FORMAT;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_SIXTEEN_BIT;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_TURNED;
import static dev.slipway.releases.preflight.checks.MediaCheck.TOO_MANY_PREVIEWS;
import static dev.slipway.releases.preflight.checks.MediaCheck.TOO_MANY_SCREENSHOTS;

import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.media.DisplayTypes;
import dev.slipway.drops.media.ImageFacts;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.problems.Finding;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.MediaCheck;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Runs [MediaCheck].
final class MediaChecks {
  private static final int MAX_SCREENSHOTS = 10;
  private static final int MAX_PREVIEWS = 3;
  private static final int EIGHT_BITS = 8;

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
      case SCREENSHOT -> screenshot(media.look(), media.file().key(), displayType, findings);
      case PREVIEW -> PreviewChecks.run(media, displayType, findings);
    }
  }

  static boolean isVideo(MediaLook look) {
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

  private static void screenshot(
      MediaLook look, String path, String displayType, FindingList findings) {
    if (look.format() != Format.PNG && look.format() != Format.JPEG) {
      findings.add(SCREENSHOT_FORMAT, path, look.format().name());
      return;
    }
    if (Boolean.TRUE.equals(look.alpha())) {
      switch (DisplayTypes.alpha(displayType)) {
        case REFUSED -> findings.add(SCREENSHOT_ALPHA, path, null);
        case UNSURE -> findings.add(SCREENSHOT_ALPHA_UNSURE, path, displayType);
        case ACCEPTED -> {}
      }
    }
    var image = look.image();
    if (image == null) {
      return;
    }
    if (image.orientation() != ImageFacts.UPRIGHT) {
      findings.add(SCREENSHOT_TURNED, path, "orientation " + image.orientation());
    }
    if (image.bitDepth() > EIGHT_BITS) {
      findings.add(SCREENSHOT_SIXTEEN_BIT, path, image.bitDepth() + " bits");
    }
  }

  static String pixels(MediaLook look) {
    return look.widthPixels() + "×" + look.heightPixels();
  }
}
