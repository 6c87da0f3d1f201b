package dev.slipway.drops.media.folders;

import dev.slipway.drops.DropFindings;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.locales.LocaleFolders;
import dev.slipway.drops.media.MediaKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds the screenshots and previews of a drop's folder: in `screenshots/` with its folders for
/// Apple TV and iMessage, as in fastlane (deliver/lib/deliver/loader.rb), and in `app_previews/`.
final class MediaFolders {
  /// The limit of files: 50 locales with ten screenshots of ten displays each.
  static final int MAX_FILES = 5000;

  private static final String SCREENSHOTS = "screenshots/";
  private static final String PREVIEWS = "app_previews/";
  private static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg");
  private static final Set<String> VIDEOS = Set.of("mp4", "mov", "m4v");

  private final List<Candidate> found = new ArrayList<>();
  private final DropFindings findings;

  private MediaFolders(DropFindings findings) {
    this.findings = findings;
  }

  /// A file that is an image or video by its name.
  ///
  /// @param locale Apple's, or `default`
  record Candidate(ObjectVersion file, String locale, MediaKind kind, boolean iMessage) {}

  /// Returns the files in the order in which the App Store shows them, locale by locale.
  static List<Candidate> find(List<ObjectVersion> files, DropFindings findings) {
    var folders = new MediaFolders(findings);
    for (String folder : foldersOf(files)) {
      boolean iMessage = folder.toLowerCase(Locale.ROOT).endsWith("/imessage/");
      boolean previewsOnly = folder.startsWith(PREVIEWS);
      var locales = LocaleFolders.of(folder, files, findings);
      locales
          .files()
          .forEach((locale, inside) -> folders.take(inside, locale, previewsOnly, iMessage));
      folders.take(locales.fallback(), LocaleFolders.DEFAULT, previewsOnly, iMessage);
    }
    return folders.sorted();
  }

  /// Returns the folders that contain folders of locales, in any case.
  private static List<String> foldersOf(List<ObjectVersion> files) {
    var folders = new ArrayList<>(List.of(SCREENSHOTS, PREVIEWS));
    files.stream()
        .map(ObjectVersion::key)
        .map(MediaFolders::specialFolder)
        .filter(folder -> !folder.isEmpty())
        .distinct()
        .forEach(folders::add);
    return folders;
  }

  private static String specialFolder(String path) {
    String[] segments = path.split("/", 3);
    if (segments.length < 3) {
      return "";
    }
    String top = segments[0] + "/";
    boolean television = segments[1].equalsIgnoreCase("appleTV");
    boolean special =
        switch (top) {
          case SCREENSHOTS -> television || segments[1].equalsIgnoreCase("iMessage");
          case PREVIEWS -> television;
          default -> false;
        };
    return special ? top + segments[1] + "/" : "";
  }

  private void take(
      List<ObjectVersion> files, String locale, boolean previewsOnly, boolean iMessage) {
    boolean framed = files.stream().anyMatch(MediaFolders::isFramedImage);
    for (ObjectVersion file : files) {
      if (VIDEOS.contains(extension(file))) {
        found.add(new Candidate(file, locale, MediaKind.PREVIEW, iMessage));
      } else if (IMAGES.contains(extension(file))
          && !previewsOnly
          && (!framed || isTakenBesideFramed(file))) {
        found.add(new Candidate(file, locale, MediaKind.SCREENSHOT, iMessage));
      }
    }
  }

  private static boolean isFramedImage(ObjectVersion file) {
    String name = file.fileName().toLowerCase(Locale.ROOT);
    return IMAGES.contains(extension(file)) && name.contains("_framed.");
  }

  /// Returns whether the file is used next to framed images; only iPhone and iPad have frames.
  private static boolean isTakenBesideFramed(ObjectVersion file) {
    String path = file.key().toLowerCase(Locale.ROOT);
    return path.contains("framed") || path.contains("watch");
  }

  private static String extension(ObjectVersion file) {
    String name = file.fileName().toLowerCase(Locale.ROOT);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private List<Candidate> sorted() {
    found.sort(
        Comparator.comparing(Candidate::locale)
            .thenComparing(Candidate::kind)
            .thenComparing(candidate -> candidate.file().fileName(), NaturalOrder.BY_NAME)
            .thenComparing(candidate -> candidate.file().key()));
    if (found.size() <= MAX_FILES) {
      return List.copyOf(found);
    }
    findings.add(
        ReadingCheck.TOO_MANY_FILES, SCREENSHOTS, found.size() + " files; limit " + MAX_FILES);
    return List.copyOf(found.subList(0, MAX_FILES));
  }
}
