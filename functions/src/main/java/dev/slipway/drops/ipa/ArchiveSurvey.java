package dev.slipway.drops.ipa;

import dev.slipway.drops.ipa.nested.NestedPaths;
import dev.slipway.drops.zip.CentralDirectory;
import dev.slipway.drops.zip.EntrySelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Collects [ArchiveFacts] from the names and sizes of the entries while the central directory is
/// read, and keeps the entries that [BinaryInspection] may read; never fails. Not thread-safe.
///
/// Which folder is the app's is known only at the end of the directory. So every `Payload/*.app`
/// counts as the app; an archive with two is not released. What is collected is bounded, because
/// anybody may have made the archive.
final class ArchiveSurvey implements EntrySelection {
  /// How many files directly in the app's folder are kept: its Info.plist and profile, and the
  /// executable, whose name is known only from the Info.plist.
  static final int MAX_APP_FILES = 6_000;

  /// How many bundles of one kind are named.
  static final int MAX_BUNDLES = 1_000;

  /// The longest name of a file on Apple's systems (sys/syslimits.h, NAME_MAX).
  private static final int MAX_NAME_LENGTH = 255;

  private final NestedPaths nested = new NestedPaths();
  private final TreeSet<String> watchApps = new TreeSet<>();
  private final TreeSet<String> appExtensions = new TreeSet<>();
  private final TreeSet<String> appClips = new TreeSet<>();
  private final TreeSet<String> frameworks = new TreeSet<>();

  /// The first names of stray entries.
  private final TreeSet<String> strays = new TreeSet<>();

  private int strayEntries;
  private long appSizeBytes;
  private int appFiles;
  private boolean swiftSupport;
  private boolean symbols;
  private boolean privacyManifest;
  private boolean codeSignature;
  private boolean assetCatalog;

  @Override
  public boolean keeps(String name, long sizeBytes) {
    swiftSupport |= name.startsWith("SwiftSupport/");
    symbols |= name.startsWith("Symbols/");
    if (stray(name)) {
      addStray(name);
    }
    int start = CentralDirectory.pathInApp(name);
    if (start < 0) {
      return false;
    }
    appSizeBytes += Math.min(sizeBytes, Long.MAX_VALUE - appSizeBytes);
    String path = name.substring(start);
    switch (path) {
      case "PrivacyInfo.xcprivacy" -> privacyManifest = true;
      case "_CodeSignature/CodeResources" -> codeSignature = true;
      case "Assets.car" -> assetCatalog = true;
      default -> {}
    }
    addBundle(watchApps, path, "Watch/", ".app");
    addBundle(appExtensions, path, "PlugIns/", ".appex");
    addBundle(appExtensions, path, "Extensions/", ".appex");
    addBundle(appClips, path, "AppClips/", ".app");
    addBundle(frameworks, path, "Frameworks/", ".framework");
    return ofApp(path) || nested.keeps(path);
  }

  /// Returns the places of the bundles within the app.
  NestedPaths nested() {
    return nested;
  }

  ArchiveFacts facts() {
    return new ArchiveFacts(
        appSizeBytes,
        shown(watchApps),
        shown(appExtensions),
        shown(appClips),
        shown(frameworks),
        swiftSupport,
        symbols,
        privacyManifest,
        codeSignature,
        assetCatalog,
        strayEntries,
        shown(strays));
  }

  private boolean ofApp(String path) {
    if (path.equals("Info.plist")
        || path.equals("Contents/Info.plist")
        || path.equals("embedded.mobileprovision")) {
      return true;
    }
    if (path.isEmpty() || path.indexOf('/') >= 0) {
      return false;
    }
    appFiles++;
    return appFiles <= MAX_APP_FILES;
  }

  /// Adds the name of the bundle, directly in this folder, that contains a path of the app.
  private static void addBundle(Set<String> names, String path, String folder, String suffix) {
    if (!path.startsWith(folder) || names.size() == MAX_BUNDLES) {
      return;
    }
    int nameEnd = path.indexOf('/', folder.length()) - suffix.length();
    if (nameEnd > folder.length()
        && nameEnd - folder.length() + suffix.length() <= MAX_NAME_LENGTH
        && path.startsWith(suffix, nameEnd)) {
      names.add(path.substring(folder.length(), nameEnd));
    }
  }

  private void addStray(String name) {
    strayEntries++;
    if (strays.add(name) && strays.size() > ArchiveFacts.MAX_STRAY_EXAMPLES) {
      strays.pollLast();
    }
  }

  /// Returns whether the Finder of macOS adds this entry when it compresses a folder.
  private static boolean stray(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return name.startsWith("__MACOSX/")
        || name.contains("/__MACOSX/")
        || last.equals(".DS_Store")
        || last.startsWith("._");
  }

  private static List<String> shown(Set<String> names) {
    var shown = new ArrayList<String>(names.size());
    names.forEach(name -> shown.add(CentralDirectory.shown(name)));
    return shown;
  }
}
