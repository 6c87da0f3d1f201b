package dev.slipway.drops.ignored;

import dev.slipway.drops.locales.LocaleFolders;
import dev.slipway.drops.locales.StoreLocales;
import dev.slipway.drops.media.creative.CreativeSlot;
import dev.slipway.drops.media.folders.DisplayFolder;
import java.util.List;
import java.util.Set;

/// Finds the pictures and videos that Slipway ignores. Not thread-safe.
final class IgnoredMedia {
  private static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg");
  private static final Set<String> VIDEOS = Set.of("mp4", "mov", "m4v");
  private static final Set<String> OTHER_IMAGES =
      Set.of(
          "apng", "avif", "bmp", "gif", "heic", "heif", "jfif", "jp2", "jpe", "psd", "svg", "tif",
          "tiff", "webp");
  private static final Set<String> OTHER_VIDEOS =
      Set.of("3gp", "avi", "flv", "mkv", "mpeg", "mpg", "mts", "ogv", "qt", "webm", "wmv");

  private static final String PLACES =
      "Slipway ignores pictures and videos outside of screenshots/<locale>/ and"
          + " app_previews/<locale>/.";

  private final IgnoredGroups ignored;

  IgnoredMedia(IgnoredGroups ignored) {
    this.ignored = ignored;
  }

  /// Returns whether this is a picture or video, in whatever format, that may be for the App Store.
  static boolean isMedia(String fileName) {
    String extension = MeantNames.extension(fileName);
    return (isImage(extension) || isVideo(extension)) && !HarmlessNames.isDecoration(fileName);
  }

  static boolean isLocale(String folder) {
    return folder.equalsIgnoreCase(LocaleFolders.DEFAULT)
        || StoreLocales.ALL.stream().anyMatch(folder::equalsIgnoreCase);
  }

  private static boolean isImage(String extension) {
    return IMAGES.contains(extension) || OTHER_IMAGES.contains(extension);
  }

  private static boolean isVideo(String extension) {
    return VIDEOS.contains(extension) || OTHER_VIDEOS.contains(extension);
  }

  /// Looks at a file in `screenshots/`.
  void inScreenshots(String path, List<String> segments) {
    boolean special = isSpecial(segments.get(1), "appleTV", "iMessage");
    inside(path, segments.subList(special ? 2 : 1, segments.size()), !special, false);
  }

  /// Looks at a file in `app_previews/`.
  void inPreviews(String path, List<String> segments) {
    boolean special = isSpecial(segments.get(1), "appleTV");
    inside(path, segments.subList(special ? 2 : 1, segments.size()), false, true);
  }

  /// Looks at a file in another folder.
  void elsewhere(String path, String folder) {
    if (isMedia(path.substring(path.lastIndexOf('/') + 1))) {
      ignored.add(
          "pictures in " + folder,
          path,
          PLACES,
          "Move them to the folder of their locale, such as screenshots/en-US/.");
    }
  }

  /// @param rest the path from the folder of the locale on
  /// @param creatives whether folders for slots of the product page may be here
  private void inside(String path, List<String> rest, boolean creatives, boolean previewsOnly) {
    String extension = MeantNames.extension(path);
    boolean media = isImage(extension) || isVideo(extension);
    String name = rest.getLast();
    boolean named =
        rest.size() == 3
            && (DisplayFolder.of(rest.get(1)).isPresent()
                || (creatives && CreativeSlot.of(rest.get(1)).isPresent()));
    if ((rest.size() == 2 || named)
        && isLocale(rest.getFirst())
        && !name.contains(".")
        && !HarmlessNames.isDocument(name)) {
      ignored.add(
          "no extension",
          path,
          "Slipway ignores files without an extension here.",
          "Add .png, .jpg, .mp4, .m4v or .mov to the name, as its content is.");
    }
    if (rest.size() < 2 || !media) {
      elsewhere(path, path.substring(0, path.indexOf('/')));
    } else if (!isLocale(rest.getFirst())) {
      // The reading of the folder reports an unknown locale.
      return;
    } else if (rest.size() > 2 && !named) {
      nested(path, rest.get(1));
    } else {
      format(path, extension, previewsOnly);
    }
  }

  private void nested(String path, String folder) {
    var slot = CreativeSlot.of(folder);
    if (slot.isPresent()) {
      ignored.add(
          "product page",
          path,
          "Slipway takes the files of product page headers and of search results from"
              + " screenshots/<locale>/ alone, directly in their folder, and ignores others.",
          "Move them to screenshots/<locale>/" + slot.get() + "/.");
      return;
    }
    var meant = CreativeSlot.closest(folder).or(() -> DisplayFolder.closest(folder));
    ignored.add(
        meant.map(name -> "folder " + folder).orElse("nested pictures"),
        path,
        "Slipway ignores pictures and videos in further folders below the locale, unless the"
            + " folder has Apple's name of a display.",
        "Move them up into the folder of the locale; their size in pixels says the device."
            + meant
                .map(name -> " Or rename the folder to " + name + ", if that is meant.")
                .orElse(""));
  }

  private void format(String path, String extension, boolean previewsOnly) {
    if (previewsOnly && isImage(extension)) {
      ignored.add(
          "pictures in app_previews",
          path,
          "Slipway takes only videos from app_previews/, and ignores pictures there.",
          "Move them to screenshots/<locale>/.");
    } else if (OTHER_IMAGES.contains(extension)) {
      ignored.add(
          "format " + extension,
          path,
          "The App Store takes no ."
              + extension
              + " files as screenshots, and Slipway ignores them.",
          "Export them as .png or .jpg.");
    } else if (OTHER_VIDEOS.contains(extension)) {
      ignored.add(
          "format " + extension,
          path,
          "The App Store takes no ." + extension + " files as previews, and Slipway ignores them.",
          "Export them as .mp4, .m4v or .mov.");
    }
  }

  private static boolean isSpecial(String folder, String... names) {
    return List.of(names).stream().anyMatch(folder::equalsIgnoreCase);
  }
}
