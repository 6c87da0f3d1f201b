package dev.slipway.drops.ignored;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Names that programs leave in a folder and nobody expects to be released: hidden files, backups
/// of editors, files of operating systems, bundles of Xcode, and what fastlane's own tools use
/// beside the metadata (reference 10; fastlane, frameit and snapshot).
final class HarmlessNames {
  private static final Set<String> NAMES =
      Set.of(
          "__macosx",
          "thumbs.db",
          "desktop.ini",
          "ehthumbs.db",
          "@eadir",
          "#recycle",
          "icon\r",
          "node_modules",
          "lost+found");

  /// Folders of fastlane's own tools, or of fields that App Store Connect has no longer.
  private static final Set<String> FASTLANE =
      Set.of(
          "fonts",
          "frames",
          "test_output",
          "trade_representative_contact_information",
          "app_clip_review_information",
          "app_clip_header_images");

  private static final List<String> BACKUPS =
      List.of("~", ".bak", ".orig", ".swp", ".swo", ".tmp", ".old", ".rej", ".part", ".crdownload");

  private static final List<String> BUNDLES =
      List.of(
          ".app",
          ".appiconset",
          ".bundle",
          ".dsym",
          ".framework",
          ".itmsp",
          ".lproj",
          ".xcarchive",
          ".xcassets",
          ".xcframework",
          ".xcodeproj",
          ".xcresult",
          ".xcworkspace");

  /// Documents about the folder, not about the app.
  private static final Set<String> DOCUMENTS =
      Set.of("readme", "license", "licence", "contributing", "authors", "notice");

  /// Pictures that frameit and older versions of deliver use.
  private static final List<String> PICTURES = List.of("background", "icon", "logo");

  private HarmlessNames() {}

  /// Returns whether some part of the path says that nothing in it is for the App Store.
  static boolean contains(List<String> segments) {
    return segments.stream().anyMatch(HarmlessNames::isHarmless);
  }

  private static boolean isHarmless(String segment) {
    String name = segment.toLowerCase(Locale.ROOT);
    return name.startsWith(".")
        || name.startsWith("~$")
        || (name.startsWith("#") && name.endsWith("#"))
        || NAMES.contains(name)
        || FASTLANE.contains(name)
        || BACKUPS.stream().anyMatch(name::endsWith)
        || BUNDLES.stream().anyMatch(name::endsWith);
  }

  /// Returns whether this is a document such as a README, in any format.
  static boolean isDocument(String fileName) {
    int dot = fileName.indexOf('.');
    String stem = dot < 0 ? fileName : fileName.substring(0, dot);
    return DOCUMENTS.contains(stem.toLowerCase(Locale.ROOT));
  }

  /// Returns whether a picture is a background, an icon or a logo: none of them is a screenshot.
  static boolean isDecoration(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return PICTURES.stream().anyMatch(name::contains);
  }
}
