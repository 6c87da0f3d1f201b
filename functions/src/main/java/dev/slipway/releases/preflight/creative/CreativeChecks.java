package dev.slipway.releases.preflight.creative;

import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_ALPHA;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_ALPHA_OPAQUE;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_DURATION;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_EMPTY;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_FORMAT;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_FRAME_RATE;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_FRAME_RATE_NEAR;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_PIXELS;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_TOO_LARGE;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_TOO_MANY;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_UNMEASURED;
import static dev.slipway.releases.preflight.creative.CreativeLibraryCheck.CREATIVE_LIBRARY_MISSING;
import static dev.slipway.releases.preflight.creative.CreativeLibraryCheck.CREATIVE_SOUND_MISSING;

import dev.slipway.appstoreconnect.library.AssetSpec;
import dev.slipway.appstoreconnect.library.AssetSpec.OfImage;
import dev.slipway.appstoreconnect.library.AssetSpec.OfVideo;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.drops.media.creative.CreativeFile;
import dev.slipway.drops.media.creative.CreativeSlot;
import dev.slipway.problems.Shown;
import dev.slipway.releases.preflight.checks.FileFindings;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.LibraryFacts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs [CreativeCheck] and [CreativeLibraryCheck]. Used for one preflight.
public final class CreativeChecks {
  /// 29.97 counts as 30 (asset-library.md, 8).
  private static final double SAME_RATE = 0.05;

  /// A rate as near as this to one that Apple takes may be taken for it.
  private static final double NEAR_RATE = 0.5;

  private final FileFindings findings = new FileFindings();
  private final Map<Place, Integer> counts = new HashMap<>();
  private final CreativeSpecs specs;

  private CreativeChecks(CreativeSpecs specs) {
    this.specs = specs;
  }

  private record Place(String locale, CreativeSlot slot) {}

  /// Checks all files together.
  ///
  /// @param apple null when Apple was not asked: the known specifications decide then
  public static void run(
      List<CreativeFile> files, @Nullable AppleFacts apple, FindingList findings) {
    if (files.isEmpty()) {
      return;
    }
    LibraryFacts library = apple == null ? null : apple.library();
    var checks = new CreativeChecks(CreativeSpecs.of(library == null ? null : library.data()));
    if (library != null && !library.exists()) {
      files.forEach(file -> checks.findings.add(CREATIVE_LIBRARY_MISSING, file.path(), null));
    }
    files.forEach(checks::file);
    checks.findings.report(findings);
  }

  private void file(CreativeFile file) {
    var slot = specs.of(file.slot());
    var media = file.media();
    var look = media.look();
    int count = counts.merge(new Place(file.locale(), file.slot()), 1, Integer::sum);
    if (count == slot.most() + 1) {
      findings.add(CREATIVE_TOO_MANY, file.path(), "one more file for the " + file.slot().words());
    }
    if (media.file().sizeBytes() == 0) {
      findings.add(CREATIVE_EMPTY, file.path(), null);
      return;
    }
    var kind = kind(look);
    // The reading of the drop reports damaged files and wrong extensions.
    if (look.fault() != null || kind == null || kind != media.kind()) {
      return;
    }
    var ofKind = slot.of(kind);
    if (look.widthPixels() == 0 || look.heightPixels() == 0) {
      if (kind == MediaKind.PREVIEW) {
        findings.add(CREATIVE_UNMEASURED, file.path(), null);
      }
      size(file, ofKind);
      return;
    }
    var ofPixels =
        ofKind.stream()
            .filter(spec -> spec.hasPixels(look.widthPixels(), look.heightPixels()))
            .toList();
    if (ofPixels.isEmpty()) {
      pixels(file, ofKind);
      size(file, ofKind);
      return;
    }
    var fitting =
        ofPixels.stream().filter(spec -> spec.fileExtensions().contains(extension(file))).toList();
    if (fitting.isEmpty()) {
      findings.add(
          CREATIVE_FORMAT,
          file.path(),
          extension(file) + " of " + pixels(look),
          "In this size, Apple takes " + extensions(ofPixels) + ".");
    }
    var best = fitting.isEmpty() ? ofPixels : fitting;
    size(file, best);
    switch (kind) {
      case SCREENSHOT -> alpha(file, best);
      case PREVIEW -> video(file, best);
    }
  }

  private static @Nullable MediaKind kind(MediaLook look) {
    if (look.isVideo()) {
      return MediaKind.PREVIEW;
    }
    return look.format() == Format.UNKNOWN ? null : MediaKind.SCREENSHOT;
  }

  private void pixels(CreativeFile file, List<AssetSpec> ofKind) {
    String words = file.slot().words();
    findings.add(
        CREATIVE_PIXELS,
        file.path(),
        pixels(file.media().look()) + " for the " + words,
        ofKind.isEmpty()
            ? "Apple takes no such files for the " + words + "."
            : "For the "
                + words
                + ", Apple takes "
                + ofKind.stream()
                    .map(CreativeChecks::pixels)
                    .distinct()
                    .collect(Collectors.joining(" or "))
                + ".");
  }

  private void size(CreativeFile file, List<AssetSpec> best) {
    long bytes = file.media().file().sizeBytes();
    boolean taken =
        best.isEmpty()
            || best.stream()
                .anyMatch(spec -> spec.mostBytes() == null || bytes <= spec.mostBytes());
    if (!taken) {
      findings.add(CREATIVE_TOO_LARGE, file.path(), Shown.number(bytes) + " bytes");
    }
  }

  private void alpha(CreativeFile file, List<AssetSpec> best) {
    var look = file.media().look();
    boolean allowed =
        best.stream().anyMatch(spec -> spec.details() instanceof OfImage(boolean alpha) && alpha);
    if (allowed || !Boolean.TRUE.equals(look.alpha())) {
      return;
    }
    var image = look.image();
    boolean transparent = image != null && Boolean.FALSE.equals(image.opaque());
    findings.add(transparent ? CREATIVE_ALPHA : CREATIVE_ALPHA_OPAQUE, file.path(), null);
  }

  private void video(CreativeFile file, List<AssetSpec> best) {
    var videos =
        best.stream()
            .map(AssetSpec::details)
            .filter(OfVideo.class::isInstance)
            .map(OfVideo.class::cast)
            .toList();
    var look = file.media().look();
    var facts = look.video();
    var frames = facts == null ? null : facts.frames();
    if (look.duration() == null || frames == null) {
      findings.add(CREATIVE_UNMEASURED, file.path(), null);
    }
    if (look.duration() != null) {
      duration(file, look.duration(), videos);
    }
    if (frames != null) {
      frameRate(file, frames.perSecond(), videos);
    }
    var sound = facts == null ? null : facts.sound();
    if (sound != null && sound.isEmpty() && videos.stream().allMatch(OfVideo::audioRequired)) {
      findings.add(CREATIVE_SOUND_MISSING, file.path(), "no sound");
    }
  }

  private void duration(CreativeFile file, Duration duration, List<OfVideo> videos) {
    boolean taken =
        videos.stream()
            .anyMatch(
                video ->
                    (video.shortest() == null || duration.compareTo(video.shortest()) >= 0)
                        && (video.longest() == null || duration.compareTo(video.longest()) <= 0));
    if (!taken) {
      var seconds = BigDecimal.valueOf(duration.toNanos(), 9).setScale(3, RoundingMode.HALF_UP);
      findings.add(CREATIVE_DURATION, file.path(), seconds + " seconds");
    }
  }

  private void frameRate(CreativeFile file, double rate, List<OfVideo> videos) {
    if (!hasRate(videos, rate, SAME_RATE)) {
      findings.add(
          hasRate(videos, rate, NEAR_RATE) ? CREATIVE_FRAME_RATE_NEAR : CREATIVE_FRAME_RATE,
          file.path(),
          String.format(Locale.ROOT, "%.2f frames per second", rate));
    }
  }

  private static boolean hasRate(List<OfVideo> videos, double rate, double tolerance) {
    return videos.stream()
        .flatMap(video -> video.framesPerSecond().stream())
        .anyMatch(range -> rate >= range.least() - tolerance && rate <= range.most() + tolerance);
  }

  private static String extension(CreativeFile file) {
    String name = file.media().file().fileName().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  private static String extensions(List<AssetSpec> specs) {
    return specs.stream()
        .flatMap(spec -> spec.fileExtensions().stream())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String pixels(MediaLook look) {
    return look.widthPixels() + "×" + look.heightPixels();
  }

  private static String pixels(AssetSpec spec) {
    String most = spec.widths().most() + "×" + spec.heights().most();
    return spec.widths().least() == spec.widths().most()
        ? most
        : spec.widths().least()
            + "×"
            + spec.heights().least()
            + " to "
            + most
            + " in the same proportions";
  }
}
