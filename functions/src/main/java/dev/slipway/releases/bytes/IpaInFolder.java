package dev.slipway.releases.bytes;

import dev.slipway.drops.DropNames;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.OtherBuild;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.manifest.ManifestReading;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.texts.PlainText;
import dev.slipway.problems.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Finds the `.ipa` of a folder, and says what is wrong when no `.ipa` is there, or more than one.
final class IpaInFolder {
  private IpaInFolder() {}

  /// Returns whether this is the `.ipa` that `release.json` names, with composed or decomposed
  /// letters, as macOS writes them; if it names none, any `.ipa` at the top of the folder.
  static boolean isIpa(ObjectVersion file, ReleaseManifest manifest) {
    String path = file.key();
    return manifest.ipa() == null
        ? DropNames.isIpaName(path)
        : PlainText.isSameName(manifest.ipa(), path);
  }

  static String wanted(String prefix, ReleaseManifest manifest) {
    return prefix + (manifest.ipa() == null ? "<name>.ipa" : manifest.ipa());
  }

  static String isMissing(String wanted) {
    return wanted + " is missing in the drop bucket.";
  }

  /// Returns the `.ipa` to release; adds a finding when the folder has none or several, and for one
  /// beside a `release.json` that names what stands for it.
  static Optional<ObjectVersion> find(
      DropFolder folder, ManifestReading read, List<Finding> findings) {
    var manifest = read.manifest();
    if (manifest.withoutIpa() != null) {
      beside(folder, findings);
      return Optional.empty();
    }
    var found = folder.files().stream().filter(file -> isIpa(file, manifest)).toList();
    var exact = found.stream().filter(file -> file.key().equals(manifest.ipa())).findFirst();
    if (exact.isPresent()) {
      found = List.of(exact.get());
    }
    if (found.size() == 1) {
      var only = found.getFirst();
      return Optional.of(only.withKey(folder.prefix() + only.key()));
    }
    if (found.isEmpty()) {
      findings.addAll(withoutIpa(folder, manifest));
    } else if (!(read instanceof ManifestReading.Faulty(var _, var readable) && readable == null)) {
      findings.add(
          ReadingCheck.RELEASE_JSON_FAULT.because(
              "$.ipa",
              found.stream().map(ObjectVersion::key).collect(Collectors.joining(", ")),
              "The folder contains several .ipa files.",
              "Name the one to release as \"ipa\" in release.json, or remove the others."));
    }
    return Optional.empty();
  }

  /// Reports an `.ipa` in a folder whose `release.json` names what stands for it.
  private static void beside(DropFolder folder, List<Finding> findings) {
    String found =
        folder.files().stream()
            .map(ObjectVersion::key)
            .filter(DropNames::isIpaName)
            .collect(Collectors.joining(", "));
    if (!found.isEmpty()) {
      findings.add(
          ReadingCheck.RELEASE_JSON_FAULT.because(
              "$.bundleId",
              found,
              "The folder has an .ipa, and release.json is written for a folder without one.",
              "Remove the .ipa from the folder, or \"bundleId\", \"platform\" and \"build\" from"
                  + " release.json."));
    }
  }

  /// Says what the folder has instead of an `.ipa`, or that the named one is missing.
  private static List<Finding> withoutIpa(DropFolder folder, ReleaseManifest manifest) {
    var findings = new ArrayList<Finding>();
    otherBuilds(folder.files())
        .forEach((name, build) -> findings.add(build.check().finding(name, null, "")));
    if (findings.isEmpty() || manifest.ipa() != null) {
      String wanted = wanted(folder.prefix(), manifest);
      String others =
          folder.files().stream()
              .map(ObjectVersion::key)
              .filter(DropNames::isIpaName)
              .collect(Collectors.joining(", "));
      findings.add(
          ReadingCheck.IPA_MISSING.because(
              wanted, others.isEmpty() ? null : others, isMissing(wanted)));
    }
    return findings;
  }

  /// Returns the files, and folders that were uploaded file by file, that were probably meant as
  /// the build. Any other archive may be something else here.
  private static Map<String, OtherBuild> otherBuilds(List<ObjectVersion> files) {
    var found = new TreeMap<String, OtherBuild>();
    for (ObjectVersion file : files) {
      String name = file.key();
      OtherBuild.at(name)
          .filter(build -> build != OtherBuild.ARCHIVE)
          .ifPresent(build -> found.put(name.split("/", 2)[0], build));
    }
    return found;
  }
}
