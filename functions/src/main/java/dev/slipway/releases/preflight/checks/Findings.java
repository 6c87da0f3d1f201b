package dev.slipway.releases.preflight.checks;

import dev.slipway.problems.Finding;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.List;
import java.util.Optional;

/// Makes problems of findings.
public final class Findings {
  private Findings() {}

  /// Returns the errors as one problem for people: a single error as it is, several as the faults
  /// of a common problem. Empty when there is no error.
  public static Optional<Problem> problem(List<Finding> findings) {
    var faults = findings.stream().filter(Findings::isError).map(Findings::problem).toList();
    if (faults.size() <= 1) {
      return faults.stream().findFirst();
    }
    var types = faults.stream().map(Problem::type).distinct().toList();
    var type = types.size() == 1 ? types.getFirst() : ProblemType.PREFLIGHT_FAILED;
    return Optional.of(
        Problem.of(
                type,
                "Fix "
                    + faults.size()
                    + " problems, then upload the folder (or the .ipa) again. Nothing was sent to"
                    + " Apple.")
            .withFaults(faults));
  }

  private static boolean isError(Finding finding) {
    return finding.severity() == Finding.Severity.ERROR;
  }

  /// Returns a finding as a problem: the remedy with the value found and the expected value.
  public static Problem problem(Finding finding) {
    var detail = new StringBuilder(finding.remedy());
    if (finding.found() != null) {
      detail.append(" Found: ").append(finding.found()).append('.');
    }
    if (finding.limit() != null) {
      detail.append(" Expected: ").append(finding.limit()).append('.');
    }
    return new Problem(finding.type(), detail.toString(), finding.file(), List.of(), List.of());
  }
}
