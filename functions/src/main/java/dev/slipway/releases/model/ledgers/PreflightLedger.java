package dev.slipway.releases.model.ledgers;

import dev.slipway.problems.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The findings of preflight.
///
/// @param at when all checks had run; null while only those had run that need no facts from Apple
/// @param findings errors and warnings
public record PreflightLedger(@Nullable Instant at, List<Finding> findings) {
  public static final PreflightLedger EMPTY = new PreflightLedger(null, List.of());

  public PreflightLedger {
    findings = List.copyOf(findings);
  }

  /// Returns the findings that prevent the release from starting.
  public List<Finding> errors() {
    return findings.stream().filter(f -> f.severity() == Finding.Severity.ERROR).toList();
  }
}
