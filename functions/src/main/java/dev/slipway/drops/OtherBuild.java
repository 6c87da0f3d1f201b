package dev.slipway.drops;

import dev.slipway.problems.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a file that is not an `.ipa`, but was probably meant as the build, is by its name alone.
/// Extensions are read in any case.
public enum OtherBuild {
  /// `.pkg`, `.dmg`
  MAC_APP(ReadingCheck.MAC_APP),
  /// `.apk`, `.aab` and what stores and tools make of them
  ANDROID_APP(ReadingCheck.ANDROID_APP),
  /// `.ipa.zip` and other archives around an `.ipa`
  PACKED_IPA(ReadingCheck.IPA_PACKED),
  /// `.xcarchive` and `.app`, also in an archive
  NOT_EXPORTED(ReadingCheck.IPA_NOT_EXPORTED),
  /// Any other archive.
  ARCHIVE(ReadingCheck.ARCHIVE_NOT_IPA);

  private static final List<String> MAC = List.of(".pkg", ".mpkg", ".dmg");
  private static final List<String> ANDROID = List.of(".aab", ".apk", ".apks", ".apkm", ".xapk");
  private static final List<String> UNEXPORTED = List.of(".xcarchive", ".app");
  private static final List<String> ARCHIVES =
      List.of(".zip", ".tar.gz", ".tgz", ".tar", ".tar.xz", ".tar.bz2", ".7z", ".rar");

  /// Archives of debug symbols accompany a build, and nobody expects a release of them.
  private static final List<String> SYMBOLS = List.of("dsym", "symbols", "bcsymbolmap");

  private final ReadingCheck check;

  OtherBuild(ReadingCheck check) {
    this.check = check;
  }

  /// Returns the check that fails for such a file.
  public ReadingCheck check() {
    return check;
  }

  /// Returns what is wrong with such a drop and what to upload instead, for people.
  public String message() {
    Rule rule = check.rule();
    return rule.title() + ". " + rule.remedy();
  }

  /// Returns what a file is; empty for an `.ipa`, a hidden file and every other one.
  public static Optional<OtherBuild> of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.startsWith(".")) {
      return Optional.empty();
    }
    String packed = withoutArchive(name);
    boolean archive = packed.length() < name.length();
    if (endsWith(packed, MAC)) {
      return Optional.of(MAC_APP);
    }
    if (endsWith(packed, ANDROID)) {
      return Optional.of(ANDROID_APP);
    }
    if (endsWith(packed, UNEXPORTED)) {
      return Optional.of(NOT_EXPORTED);
    }
    if (packed.endsWith(".ipa") && archive) {
      return Optional.of(PACKED_IPA);
    }
    boolean symbols = SYMBOLS.stream().anyMatch(name::contains);
    return archive && !symbols ? Optional.of(ARCHIVE) : Optional.empty();
  }

  /// Returns what the folder with this name, uploaded file by file, is: an `.xcarchive` and an
  /// `.app` are folders on a Mac. Their Info.plist is directly inside.
  static Optional<OtherBuild> ofFolder(String folderName) {
    return endsWith(folderName.toLowerCase(Locale.ROOT), UNEXPORTED) && !folderName.startsWith(".")
        ? Optional.of(NOT_EXPORTED)
        : Optional.empty();
  }

  /// Returns what a file in a drop's folder is: one at the top, or the Info.plist of a folder that
  /// was uploaded file by file.
  public static Optional<OtherBuild> at(String path) {
    String[] segments = path.split("/", 3);
    return switch (segments.length) {
      case 1 -> of(path);
      case 2 -> ofFolder(segments[0]).filter(_ -> segments[1].equals(DropKey.INFO_PLIST));
      default -> Optional.empty();
    };
  }

  private static String withoutArchive(String name) {
    for (String archive : ARCHIVES) {
      if (name.endsWith(archive) && name.length() > archive.length()) {
        return name.substring(0, name.length() - archive.length());
      }
    }
    return name.endsWith(".ipa.gz") ? name.substring(0, name.length() - ".gz".length()) : name;
  }

  private static boolean endsWith(String name, List<String> extensions) {
    return extensions.stream().anyMatch(name::endsWith);
  }
}
