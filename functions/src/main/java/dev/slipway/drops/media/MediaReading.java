package dev.slipway.drops.media;

import dev.slipway.drops.BoundedReads;
import dev.slipway.drops.DropFindings;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.LocaleFolders;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.media.MediaFolders.Candidate;
import dev.slipway.drops.media.MediaLook.Format;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Reads the headers of screenshots and previews, finds their display types, and uses the files of
/// `default/` for the locales that lack them.
public final class MediaReading {
  private final DropFindings findings;

  private MediaReading(DropFindings findings) {
    this.findings = findings;
  }

  /// The set of one display type in one locale.
  private record Place(String locale, MediaKind kind, String displayType) {}

  /// Reads the header of every screenshot and preview, and adds their problems to `faults`.
  ///
  /// @param namedLocales the locales of the drop's texts
  public static List<MediaFile> read(
      DropObjects files,
      List<ObjectVersion> listed,
      MediaMemory memory,
      Set<String> namedLocales,
      DropFindings findings)
      throws IOException {
    List<Candidate> candidates = MediaFolders.find(listed, findings);
    List<Callable<MediaLook>> looks =
        candidates.stream()
            .<Callable<MediaLook>>map(
                candidate -> () -> MediaHeader.look(files, candidate.file(), memory))
            .toList();
    List<MediaLook> looked = BoundedReads.all(looks);
    var reading = new MediaReading(findings);
    var own = new ArrayList<MediaFile>();
    var fallback = new ArrayList<MediaFile>();
    for (int i = 0; i < candidates.size(); i++) {
      MediaFile file = reading.mediaFile(candidates.get(i), looked.get(i));
      (file.locale().equals(LocaleFolders.DEFAULT) ? fallback : own).add(file);
    }
    return reading.withFallback(own, fallback, namedLocales);
  }

  private MediaFile mediaFile(Candidate candidate, MediaLook look) {
    ObjectVersion file = candidate.file();
    String displayType = displayType(candidate, look);
    String pixels = look.widthPixels() + "×" + look.heightPixels();
    if (look.widthPixels() == 0 || look.heightPixels() == 0) {
      findings.add(ReadingCheck.MEDIA_UNREADABLE, file.key(), found(look.format()));
    } else if (!isNamedAs(file, look.format())) {
      findings.add(ReadingCheck.MEDIA_EXTENSION, file.key(), found(look.format()));
    } else if (displayType == null) {
      findings.add(ReadingCheck.MEDIA_SIZE_UNKNOWN, file.key(), pixels);
    }
    return new MediaFile(file, candidate.locale(), candidate.kind(), displayType, look);
  }

  private static @Nullable String displayType(Candidate candidate, MediaLook look) {
    String path = candidate.file().key();
    return switch (candidate.kind()) {
      case SCREENSHOT ->
          DisplayTypes.ofScreenshot(
                  path, look.widthPixels(), look.heightPixels(), candidate.iMessage())
              .orElse(null);
      // spec:PreviewType has no type for iMessage.
      case PREVIEW ->
          candidate.iMessage()
              ? null
              : DisplayTypes.ofPreview(path, look.widthPixels(), look.heightPixels()).orElse(null);
    };
  }

  private static String found(Format format) {
    return switch (format) {
      case PNG, JPEG -> "a " + format.name() + " image";
      case MPEG4 -> "an MPEG-4 video";
      case QUICKTIME -> "a QuickTime video";
      case UNKNOWN -> "neither an image nor a video";
    };
  }

  /// Returns whether the extension matches the format. Any video extension matches any video
  /// format, because tools do not use one brand per extension.
  private static boolean isNamedAs(ObjectVersion file, Format format) {
    String name = file.fileName().toLowerCase(Locale.ROOT);
    return switch (format) {
      case PNG -> name.endsWith(".png");
      case JPEG -> name.endsWith(".jpg") || name.endsWith(".jpeg");
      case MPEG4, QUICKTIME ->
          name.endsWith(".mp4") || name.endsWith(".mov") || name.endsWith(".m4v");
      case UNKNOWN -> false;
    };
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
