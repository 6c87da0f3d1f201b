package dev.slipway.releases.model.ledgers;

import dev.slipway.drops.ipa.WrittenIdentity;
import dev.slipway.problems.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The findings of preflight.
///
/// @param at when all checks had run; null while only those had run that need no facts from Apple
/// @param findings errors and warnings
/// @param written the app's names and numbers as a drop with faults writes them; null when the drop
///   could be read, or nothing of its app could
public record PreflightLedger(
    @Nullable Instant at, List<Finding> findings, @Nullable WrittenIdentity written) {
  public static final PreflightLedger EMPTY = new PreflightLedger(null, List.of());

  /// Creates the ledger of a drop that could be read.
  public PreflightLedger(@Nullable Instant at, List<Finding> findings) {
    this(at, findings, null);
  }

  public PreflightLedger {
    findings = List.copyOf(findings);
  }

  /// Returns the ledger of a release that has to be checked again before it begins.
  public PreflightLedger outdated() {
    return new PreflightLedger(null, findings);
  }

  /// Returns the ledger with what was found later.
  public PreflightLedger with(List<Finding> others) {
    return new PreflightLedger(at, others, written);
  }

  /// Returns the findings that prevent the release from starting.
  public List<Finding> errors() {
    return findings.stream().filter(f -> f.severity() == Finding.Severity.ERROR).toList();
  }
}
