package dev.slipway.releases.model.ledgers;

import dev.slipway.problems.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What preflight found.
///
/// @param at when all checks had run; null while only those had that need nothing of Apple
/// @param findings errors and warnings
public record PreflightLedger(@Nullable Instant at, List<Finding> findings) {
  public static final PreflightLedger EMPTY = new PreflightLedger(null, List.of());

  public PreflightLedger {
    findings = List.copyOf(findings);
  }

  /// Those that keep the release from starting.
  public List<Finding> errors() {
    return findings.stream().filter(f -> f.severity() == Finding.Severity.ERROR).toList();
  }
}
