package dev.slipway.releases.preflight;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers the findings of one subject, each once: a file of `metadata/default/` that stands for
/// many locales is told once. For one examination, by one thread.
final class FindingList {
  private record Told(String check, @Nullable String file, @Nullable String found) {}

  private final List<Finding> findings = new ArrayList<>();
  private final Set<Told> told = new LinkedHashSet<>();
  private final boolean submitted;
  private final @Nullable String secret;

  /// @param submitted whether the release goes to App Review
  /// @param secret what no finding may show; null when there is none
  FindingList(boolean submitted, @Nullable String secret) {
    this.submitted = submitted;
    this.secret = secret;
  }

  void add(Check check, @Nullable String file, @Nullable String found) {
    add(check, file, found, "");
  }

  void add(Check check, @Nullable String file, @Nullable String found, String more) {
    add(check.finding(submitted, file, found, more));
  }

  void add(Finding finding) {
    var safe = withoutSecret(finding);
    if (told.add(new Told(safe.check(), safe.file(), safe.found()))) {
      findings.add(safe);
    }
  }

  private Finding withoutSecret(Finding finding) {
    if (secret == null || finding.found() == null || !finding.found().contains(secret)) {
      return finding;
    }
    return new Finding(
        finding.check(),
        finding.severity(),
        finding.type(),
        finding.file(),
        "••••••",
        finding.limit(),
        finding.remedy());
  }

  List<Finding> toList() {
    return List.copyOf(findings);
  }
}
