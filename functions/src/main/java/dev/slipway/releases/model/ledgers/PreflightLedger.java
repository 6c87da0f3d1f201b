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
/// @param pictures how many screenshots and previews the drop has; null until it was read, and in
///   records of earlier versions
/// @param icon which icon of the drop bucket shows the app; null without one, and in records of
///   earlier versions
public record PreflightLedger(
    @Nullable Instant at,
    List<Finding> findings,
    @Nullable WrittenIdentity written,
    @Nullable Integer pictures,
    @Nullable String icon) {
  public static final PreflightLedger EMPTY = new PreflightLedger(null, List.of());

  /// Creates the ledger of a drop that could be read.
  public PreflightLedger(@Nullable Instant at, List<Finding> findings) {
    this(at, findings, null);
  }

  /// Creates the ledger of a drop whose pictures are not counted.
  public PreflightLedger(
      @Nullable Instant at, List<Finding> findings, @Nullable WrittenIdentity written) {
    this(at, findings, written, null, null);
  }

  public PreflightLedger {
    findings = List.copyOf(findings);
  }

  /// Returns the ledger of a release that has to be checked again before it begins.
  public PreflightLedger outdated() {
    return new PreflightLedger(null, findings, null, pictures, icon);
  }

  /// Returns the ledger of a drop with so many screenshots and previews.
  public PreflightLedger ofPictures(int count) {
    return new PreflightLedger(at, findings, written, count, icon);
  }

  /// Returns the ledger of an app with this icon.
  public PreflightLedger ofIcon(@Nullable String found) {
    return new PreflightLedger(at, findings, written, pictures, found);
  }

  /// Returns the ledger with what was found later.
  public PreflightLedger with(List<Finding> others) {
    return new PreflightLedger(at, others, written, pictures, icon);
  }

  /// Returns the findings that prevent the release from starting.
  public List<Finding> errors() {
    return findings.stream().filter(f -> f.severity() == Finding.Severity.ERROR).toList();
  }
}
