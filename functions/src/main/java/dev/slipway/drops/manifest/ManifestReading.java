package dev.slipway.drops.manifest;

import dev.slipway.problems.Finding;
import java.util.List;

/// The result of reading a `release.json`.
public sealed interface ManifestReading {
  /// The document is valid.
  record Sound(ReleaseManifest manifest) implements ManifestReading {}

  /// Something is wrong with it; all findings are here.
  record Faulty(List<Finding> findings) implements ManifestReading {
    public Faulty {
      findings = List.copyOf(findings);
    }
  }
}
