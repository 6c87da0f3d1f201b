package dev.slipway.drops.media.folders;

import dev.slipway.drops.DropFindings;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.locales.LocaleFolders;
import dev.slipway.drops.media.MediaKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the screenshots and previews of a drop's folder: in `screenshots/` with its folders for
/// Apple TV and iMessage, as in fastlane (deliver/lib/deliver/loader.rb), and in `app_previews/`.
/// They are directly in the folder of their locale, or in folders of displays there.
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
  /// @param iMessage whether the folder of the locale is in `iMessage/`
  /// @param display what its folder names; null in the folder of the locale itself
  record Candidate(
      ObjectVersion file,
      String locale,
      MediaKind kind,
      boolean iMessage,
      @Nullable DisplayFolder display) {}

  /// A folder with the folders of locales.
  ///
  /// @param path with its slash
  /// @param displays the folders of displays in those of the locales
  private record Home(String path, List<DisplayFiles> displays) {
    boolean previewsOnly() {
      return path.startsWith(PREVIEWS);
    }

    boolean iMessage() {
      return path.toLowerCase(Locale.ROOT).endsWith("/imessage/");
    }
  }

  /// The files of one kind of one display in one locale.
  private record Shown(String locale, MediaKind kind, String displayType) {}

  /// Returns the files in the order in which the App Store shows them, locale by locale.
  static List<Candidate> find(List<ObjectVersion> files, DropFindings findings) {
    var folders = new MediaFolders(findings);
    for (String folder : foldersOf(files)) {
      var home = new Home(folder, DisplayFiles.in(folder, files));
      var locales = LocaleFolders.of(folder, files, findings);
      locales.files().forEach((locale, inside) -> folders.locale(home, locale, inside));
      folders.locale(home, LocaleFolders.DEFAULT, locales.fallback());
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

  /// @param direct the files directly in the folder of the locale
  private void locale(Home home, String locale, List<ObjectVersion> direct) {
    int before = found.size();
    take(home, locale, direct, null);
    var flat =
        found.subList(before, found.size()).stream()
            .map(candidate -> candidate.file().key())
            .toList();
    var taken = new HashMap<Shown, String>();
    var named = new ArrayList<String>();
    for (DisplayFiles of : home.displays) {
      if (of.locale().equals(locale)) {
        int first = found.size();
        take(home, locale, of.files(), of.display());
        var inside = List.copyOf(found.subList(first, found.size()));
        once(of.path(), inside, taken);
        if (!inside.isEmpty()) {
          named.add(of.display().name() + "/");
        }
      }
    }
    if (!flat.isEmpty() && !named.isEmpty()) {
      findings.addCommon(
          ReadingCheck.MEDIA_FOLDERS_MIXED, flat, "beside " + String.join(", ", named));
    }
  }

  /// Reports a second folder with files of the same kind for the same display, such as `IPHONE_67`
  /// and `APP_IPHONE_67`.
  private void once(String path, List<Candidate> inside, Map<Shown, String> taken) {
    for (Candidate candidate : inside) {
      var display = candidate.display;
      if (display != null) {
        var shown =
            new Shown(
                candidate.locale,
                candidate.kind,
                display.displayType(candidate.kind, candidate.iMessage));
        String other = taken.putIfAbsent(shown, path);
        if (other != null && !other.equals(path)) {
          findings.add(ReadingCheck.NAMES_AMBIGUOUS, path, "the same display as " + other);
          return;
        }
      }
    }
  }

  private void take(
      Home home, String locale, List<ObjectVersion> files, @Nullable DisplayFolder display) {
    boolean framed = files.stream().anyMatch(MediaFolders::isFramedImage);
    for (ObjectVersion file : files) {
      if (VIDEOS.contains(extension(file))) {
        found.add(new Candidate(file, locale, MediaKind.PREVIEW, home.iMessage(), display));
      } else if (IMAGES.contains(extension(file))
          && !home.previewsOnly()
          && (!framed || isTakenBesideFramed(file))) {
        found.add(new Candidate(file, locale, MediaKind.SCREENSHOT, home.iMessage(), display));
      }
    }
  }

  /// Returns what a file is by its name; empty when it is neither an image nor a video.
  static Optional<MediaKind> kind(ObjectVersion file) {
    if (VIDEOS.contains(extension(file))) {
      return Optional.of(MediaKind.PREVIEW);
    }
    return IMAGES.contains(extension(file)) ? Optional.of(MediaKind.SCREENSHOT) : Optional.empty();
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
