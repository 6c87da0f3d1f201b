package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.MediaCheck.DISPLAY_UNKNOWN;
import static dev.slipway.releases.preflight.checks.MediaCheck.MEDIA_EMPTY;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_UNMEASURED;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_ALPHA;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_ALPHA_OPAQUE;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_ALPHA_UNSURE;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_COLOURS;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_FORMAT;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_GREY;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_PIXELS;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_SIXTEEN_BIT;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_TURNED;
import static dev.slipway.releases.preflight.checks.MediaCheck.TOO_MANY_PREVIEWS;
import static dev.slipway.releases.preflight.checks.MediaCheck.TOO_MANY_SCREENSHOTS;

import dev.slipway.drops.media.DisplayTypes;
import dev.slipway.drops.media.ImageFacts;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.drops.media.folders.DisplayFolder;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.releases.preflight.checks.FileFindings;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.MediaCheck;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs [MediaCheck]. Used for one preflight.
final class MediaChecks {
  private static final int MAX_SCREENSHOTS = 10;
  private static final int MAX_PREVIEWS = 3;
  private static final int EIGHT_BITS = 8;

  private final FileFindings findings = new FileFindings();
  private final Map<SetOf, Integer> counts = new HashMap<>();

  private final Set<String> named;

  private MediaChecks(Set<String> named) {
    this.named = named;
  }

  private record SetOf(String locale, String displayType, MediaKind kind) {}

  /// @param named the display types that Apple's answers name and Slipway may not know
  static void run(DropContent content, Set<String> named, FindingList findings) {
    var checks = new MediaChecks(named);
    content.media().forEach(checks::file);
    checks.findings.report(findings);
  }

  private void file(MediaFile media) {
    String path = media.file().key();
    String displayType = media.displayType();
    if (media.file().sizeBytes() == 0) {
      findings.add(MEDIA_EMPTY, path, null);
    } else if (displayType != null
        && !DisplayTypes.isKnown(media.kind(), displayType)
        && !named.contains(displayType)) {
      unknown(path);
    } else if (displayType != null) {
      count(media, displayType);
      switch (media.kind()) {
        case SCREENSHOT -> {
          pixels(media.look(), path, displayType);
          screenshot(media.look(), path, displayType);
        }
        case PREVIEW -> {
          if (media.look().fault() == null || media.look().widthPixels() > 0) {
            PreviewChecks.run(media, displayType, findings);
          }
        }
      }
    } else if (media.isUnmeasuredVideo()) {
      findings.add(
          PREVIEW_UNMEASURED,
          path,
          null,
          "Slipway ignores it, because its name has no PreviewType such as IPHONE_67.");
    }
  }

  /// Reports a folder's name once, with the known one that was probably meant.
  private void unknown(String path) {
    String folder = path.substring(0, path.lastIndexOf('/'));
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    findings.add(
        DISPLAY_UNKNOWN,
        folder + "/",
        name,
        DisplayFolder.closest(name)
            .filter(meant -> !meant.equals(name))
            .map(meant -> "Did you mean \"" + meant + "\"?")
            .orElse(""));
  }

  private void pixels(MediaLook look, String path, String displayType) {
    int width = look.widthPixels();
    int height = look.heightPixels();
    if (width > 0 && height > 0 && !DisplayTypes.accepts(displayType, width, height)) {
      String own =
          DisplayTypes.ofScreenshot(path, width, height, false, null)
              .map(type -> " This is a size of " + type + ".")
              .orElse("");
      findings.add(
          SCREENSHOT_PIXELS,
          path,
          pixels(look) + " for " + displayType,
          displayType + " needs " + DisplayTypes.acceptedPixels(displayType) + "." + own);
    }
  }

  /// Reports the first file above the limit.
  private void count(MediaFile media, String displayType) {
    int count = counts.merge(new SetOf(media.locale(), displayType, media.kind()), 1, Integer::sum);
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

  private void screenshot(MediaLook look, String path, String displayType) {
    if (look.format() != Format.PNG && look.format() != Format.JPEG) {
      findings.add(SCREENSHOT_FORMAT, path, look.format().name());
      return;
    }
    var image = look.image();
    if (Boolean.TRUE.equals(look.alpha())) {
      alpha(image == null ? null : image.opaque(), path, displayType);
    }
    if (image != null) {
      image(image, path);
    }
  }

  private void alpha(@Nullable Boolean opaque, String path, String displayType) {
    boolean transparent = Boolean.FALSE.equals(opaque);
    switch (DisplayTypes.alpha(displayType)) {
      case REFUSED -> {
        if (transparent) {
          findings.add(SCREENSHOT_ALPHA, path, null);
        } else {
          findings.add(SCREENSHOT_ALPHA_OPAQUE, path, null);
        }
      }
      case UNSURE ->
          findings.add(transparent ? SCREENSHOT_ALPHA_UNSURE : SCREENSHOT_ALPHA_OPAQUE, path, null);
      case ACCEPTED -> {}
    }
  }

  private void image(ImageFacts image, String path) {
    if (image.orientation() != ImageFacts.UPRIGHT) {
      findings.add(SCREENSHOT_TURNED, path, "orientation " + image.orientation());
    }
    if (image.bitDepth() > EIGHT_BITS) {
      findings.add(SCREENSHOT_SIXTEEN_BIT, path, image.bitDepth() + " bits");
    }
    switch (image.colours()) {
      case RGB -> {}
      case GREY -> findings.add(SCREENSHOT_GREY, path, "grey");
      case CMYK -> findings.add(SCREENSHOT_COLOURS, path, "CMYK");
      case OTHER -> findings.add(SCREENSHOT_COLOURS, path, "neither RGB nor grey");
    }
  }

  static String pixels(MediaLook look) {
    return look.widthPixels() + "×" + look.heightPixels();
  }
}
