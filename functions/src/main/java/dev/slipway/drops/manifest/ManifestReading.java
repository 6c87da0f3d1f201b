package dev.slipway.drops.manifest;

import dev.slipway.problems.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of reading a `release.json`.
public sealed interface ManifestReading {
  /// Returns everything that is wrong with the document itself; empty when it is valid.
  List<Finding> findings();

  /// Returns what the document says. A field with a fault counts as omitted, as does everything in
  /// a document that cannot be read.
  ReleaseManifest manifest();

  /// The document is valid.
  record Sound(ReleaseManifest manifest) implements ManifestReading {
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
    public Faulty {
      findings = List.copyOf(findings);
    }

    @Override
    public ReleaseManifest manifest() {
      return readable == null ? ReleaseManifest.empty() : readable;
    }
  }
}
