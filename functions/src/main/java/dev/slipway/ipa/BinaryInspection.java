package dev.slipway.ipa;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Looks at the parts of an archive beside its Info.plist, as far as the budget reaches.
final class BinaryInspection {
  private BinaryInspection() {}

  static BinaryFacts nothing() {
    return new BinaryFacts(
        new ArchiveFacts(
            0, List.of(), List.of(), List.of(), List.of(), false, false, false, false, false, 0,
            List.of()),
        new InfoPlistFacts(
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Set.of(),
            Set.of(),
            false,
            Set.of(),
            Set.of(),
            false),
        new Inspection.NotLookedAt<>(),
        new Inspection.NotLookedAt<>(),
        List.of());
  }
}
