package dev.slipway.drops.media.folders;

import dev.slipway.drops.BoundedReads;
import dev.slipway.drops.DropFindings;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.locales.LocaleFolders;
import dev.slipway.drops.media.DisplayTypes;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaHeader;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaMemory;
import dev.slipway.drops.media.PixelBudget;
import dev.slipway.drops.media.folders.MediaFolders.Candidate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Reads the headers of screenshots and previews, finds their display types, leaves out the files
/// of other platforms, and uses the files of `default/` for the locales that lack them.
public final class MediaReading {
  private final DropFindings findings;
  private final @Nullable AppPlatform platform;

  private MediaReading(DropFindings findings, @Nullable AppPlatform platform) {
    this.findings = findings;
    this.platform = platform;
  }

  /// The set of one display type in one locale.
  private record Place(String locale, MediaKind kind, String displayType) {}

  /// Reads every screenshot and preview as far as needed, and adds their problems to `findings`.
  ///
  /// @param namedLocales the locales of the drop's texts
  /// @param platform the platform of the app; null when it is not known, so that no file is left
  ///   out
  public static List<MediaFile> read(
      DropObjects files,
      List<ObjectVersion> listed,
      MediaMemory memory,
      Set<String> namedLocales,
      @Nullable AppPlatform platform,
      DropFindings findings)
      throws IOException {
    List<Candidate> candidates = MediaFolders.find(listed, findings);
    var budget = PixelBudget.ofDrop();
    List<Callable<MediaLook>> looks =
        candidates.stream()
            .<Callable<MediaLook>>map(
                candidate -> () -> MediaHeader.look(files, candidate.file(), memory, budget))
            .toList();
    List<MediaLook> looked = BoundedReads.all(looks);
    return new MediaReading(findings, platform).chosen(candidates, looked, namedLocales);
  }

  private List<MediaFile> chosen(
      List<Candidate> candidates, List<MediaLook> looked, Set<String> namedLocales) {
    var faults = new MediaFaults();
    var own = new ArrayList<MediaFile>();
    var fallback = new ArrayList<MediaFile>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      MediaFile file = mediaFile(candidate, looked.get(i));
      String type = file.displayType();
      if (type != null && isOfOtherPlatform(file.kind(), type)) {
        faults.leftOut(file.file().key(), DisplayTypes.platform(type));
      } else {
        faults.look(file, isForIMessage(candidate));
        (file.locale().equals(LocaleFolders.DEFAULT) ? fallback : own).add(file);
      }
    }
    faults.report(findings);
    return withFallback(own, fallback, namedLocales);
  }

  /// Returns whether a display belongs to another platform than the app. Of a display that Slipway
  /// does not know, only Apple can say.
  private boolean isOfOtherPlatform(MediaKind kind, String type) {
    return platform != null
        && DisplayTypes.isKnown(kind, type)
        && DisplayTypes.platform(type) != platform;
  }

  private MediaFile mediaFile(Candidate candidate, MediaLook look) {
    return new MediaFile(
        candidate.file(), candidate.locale(), candidate.kind(), displayType(candidate, look), look);
  }

  private @Nullable String displayType(Candidate candidate, MediaLook look) {
    var display = candidate.display();
    return switch (candidate.kind()) {
      case SCREENSHOT ->
          display == null
              ? DisplayTypes.ofScreenshot(
                      candidate.file().key(),
                      look.widthPixels(),
                      look.heightPixels(),
                      candidate.iMessage(),
                      platform)
                  .orElse(null)
              // A file without a size is no picture.
              : look.widthPixels() > 0
                  ? display.displayType(MediaKind.SCREENSHOT, candidate.iMessage())
                  : null;
      // spec:PreviewType has no type for iMessage.
      case PREVIEW -> isForIMessage(candidate) ? null : previewType(candidate, look);
    };
  }

  private @Nullable String previewType(Candidate candidate, MediaLook look) {
    var display = candidate.display();
    return display == null
        ? DisplayTypes.ofPreview(
                candidate.file().key(), look.widthPixels(), look.heightPixels(), platform)
            .orElse(null)
        : display.displayType(MediaKind.PREVIEW, false);
  }

  private static boolean isForIMessage(Candidate candidate) {
    var display = candidate.display();
    return candidate.iMessage() || (display != null && display.iMessage());
  }

  private List<MediaFile> withFallback(
      List<MediaFile> own, List<MediaFile> fallback, Set<String> namedLocales) {
    SortedSet<String> locales = new TreeSet<>(namedLocales);
    Set<Place> taken = new HashSet<>();
    for (MediaFile file : own) {
      locales.add(file.locale());
      if (file.displayType() != null) {
        taken.add(new Place(file.locale(), file.kind(), file.displayType()));
      }
    }
    if (!fallback.isEmpty() && locales.isEmpty()) {
      String path = fallback.getFirst().file().key();
      findings.add(
          ReadingCheck.LOCALE_UNKNOWN,
          path.substring(0, path.lastIndexOf('/')),
          "default/ without any locale that uses it");
    }
    var media = new ArrayList<MediaFile>(own);
    for (String locale : locales) {
      for (MediaFile file : fallback) {
        String type = file.displayType();
        if (type != null && !taken.contains(new Place(locale, file.kind(), type))) {
          media.add(new MediaFile(file.file(), locale, file.kind(), type, file.look()));
        }
      }
    }
    // The sort is stable, so the order within a locale stays.
    media.sort(Comparator.comparing(MediaFile::locale).thenComparing(MediaFile::kind));
    return media;
  }
}
