package dev.slipway.drops.manifest;

import dev.slipway.problems.Finding;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The result of reading a `release.json`.
public sealed interface ManifestReading {
  /// Returns everything that is wrong with the document itself; empty when it is valid.
  List<Finding> findings();

  /// Returns what the document says. A field with a fault counts as omitted, as does everything in
  /// a document that cannot be read.
  ReleaseManifest manifest();

  /// Returns whether all faults are in fields that do not say what the release is, and from whose
  /// absence nothing follows: then everything else can be examined beside them.
  boolean saysWhatItIs();

  /// The document is valid.
  record Sound(ReleaseManifest manifest) implements ManifestReading {
    @Override
    public boolean saysWhatItIs() {
      return true;
    }

    @Override
    public List<Finding> findings() {
      return List.of();
    }
  }

  /// Something is wrong with it; all findings are here.
  ///
  /// @param readable the fields without a fault; null when the document is not JSON
  record Faulty(List<Finding> findings, @Nullable ReleaseManifest readable)
      implements ManifestReading {
    private static final Set<String> BESIDE =
        Set.of(
            "price",
            "availability",
            "purchases",
            "usesNonExemptEncryption",
            "releaseType",
            "earliestReleaseDate",
            "phasedRelease",
            "removeMissingLocales",
            "previewFrameTimeCode",
            "onConflict",
            "onForeignItems",
            "media");

    public Faulty {
      findings = List.copyOf(findings);
    }

    @Override
    public boolean saysWhatItIs() {
      return readable != null
          && !lacksVersion(readable)
          && findings.stream().allMatch(found -> isBeside(found.file()));
    }

    /// Returns whether the release has neither an `.ipa` nor a version: then it changes something
    /// else, such as purchases, whose fault says that nothing is left of the release.
    private static boolean lacksVersion(ReleaseManifest readable) {
      return readable.withoutIpa() != null && readable.version() == null;
    }

    private static boolean isBeside(@Nullable String path) {
      return path != null
          && path.startsWith("$.")
          && BESIDE.contains(path.substring(2).split("[.\\[]", 2)[0]);
    }

    @Override
    public ReleaseManifest manifest() {
      return readable == null ? ReleaseManifest.empty() : readable;
    }
  }
}
