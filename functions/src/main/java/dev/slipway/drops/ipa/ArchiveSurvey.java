package dev.slipway.drops.ipa;

import dev.slipway.drops.zip.CentralDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Collects [ArchiveFacts] from the names and sizes in the central directory; never fails. Not
/// thread-safe.
final class ArchiveSurvey {
  private final CentralDirectory directory;
  private final String appPrefix;
  private final TreeSet<String> watchApps = new TreeSet<>();
  private final TreeSet<String> appExtensions = new TreeSet<>();
  private final TreeSet<String> appClips = new TreeSet<>();
  private final TreeSet<String> frameworks = new TreeSet<>();
  private final TreeSet<String> strays = new TreeSet<>();
  private long appSizeBytes;
  private boolean swiftSupport;
  private boolean symbols;

  private ArchiveSurvey(CentralDirectory directory, String appFolder) {
    this.directory = directory;
    this.appPrefix = appFolder + "/";
  }

  /// @param appFolder byte for byte as ISO 8859-1
  static ArchiveFacts of(CentralDirectory directory, String appFolder) {
    var survey = new ArchiveSurvey(directory, appFolder);
    directory.names().forEach(survey::look);
    return survey.facts();
  }

  /// Returns the names of the frameworks as the archive writes them, sorted.
  static List<String> frameworks(CentralDirectory directory, String appFolder) {
    String prefix = appFolder + "/";
    var names = new TreeSet<String>();
    for (String name : directory.names()) {
      if (name.startsWith(prefix)) {
        bundle(name.substring(prefix.length()), "Frameworks/", ".framework").ifPresent(names::add);
      }
    }
    return List.copyOf(names);
  }

  private void look(String name) {
    swiftSupport |= name.startsWith("SwiftSupport/");
    symbols |= name.startsWith("Symbols/");
    if (stray(name)) {
      strays.add(name);
    }
    if (!name.startsWith(appPrefix)) {
      return;
    }
    appSizeBytes += Math.min(directory.unpackedSizeBytes(name), Long.MAX_VALUE - appSizeBytes);
    String path = name.substring(appPrefix.length());
    bundle(path, "Watch/", ".app").ifPresent(watchApps::add);
    bundle(path, "PlugIns/", ".appex").ifPresent(appExtensions::add);
    bundle(path, "Extensions/", ".appex").ifPresent(appExtensions::add);
    bundle(path, "AppClips/", ".app").ifPresent(appClips::add);
    bundle(path, "Frameworks/", ".framework").ifPresent(frameworks::add);
  }

  private ArchiveFacts facts() {
    return new ArchiveFacts(
        appSizeBytes,
        shown(watchApps),
        shown(appExtensions),
        shown(appClips),
        shown(frameworks),
        swiftSupport,
        symbols,
        has("PrivacyInfo.xcprivacy"),
        has("_CodeSignature/CodeResources"),
        has("Assets.car"),
        strays.size(),
        strays.stream()
            .limit(ArchiveFacts.MAX_STRAY_EXAMPLES)
            .map(CentralDirectory::shown)
            .toList());
  }

  private boolean has(String path) {
    return directory.names().contains(appPrefix + path);
  }

  /// Returns the name of the bundle, directly in this folder, that contains a path of the app.
  private static Optional<String> bundle(String path, String folder, String suffix) {
    int end = path.indexOf('/', folder.length());
    if (!path.startsWith(folder) || end < 0) {
      return Optional.empty();
    }
    String bundle = path.substring(folder.length(), end);
    return bundle.endsWith(suffix) && bundle.length() > suffix.length()
        ? Optional.of(bundle.substring(0, bundle.length() - suffix.length()))
        : Optional.empty();
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
