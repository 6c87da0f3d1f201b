package dev.slipway.drops.manifest;

import java.util.List;

/// What came of reading a `release.json`.
public sealed interface ManifestReading {
  /// It is sound.
  record Sound(ReleaseManifest manifest) implements ManifestReading {}

  /// It has faults; all of them are here.
  record Faulty(List<ManifestFault> faults) implements ManifestReading {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
