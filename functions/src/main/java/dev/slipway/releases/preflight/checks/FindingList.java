package dev.slipway.releases.preflight.checks;

import dev.slipway.problems.Check;
import dev.slipway.problems.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects the findings of one subject, each once: a file in `metadata/default/` applies to many
/// locales, but is reported once. Used for one preflight, by one thread.
public final class FindingList {
  private static final String HIDDEN = "••••••";

  private record Told(String check, @Nullable String file, @Nullable String found) {}

  private final List<Finding> findings = new ArrayList<>();
  private final Set<Told> told = new LinkedHashSet<>();
  private final boolean submitted;
  private final @Nullable String secret;

  /// @param submitted whether the release goes to App Review
  /// @param secret a text that no finding may show; null for none
  public FindingList(boolean submitted, @Nullable String secret) {
    this.submitted = submitted;
    this.secret = secret;
  }

  public void add(Check check, @Nullable String file, @Nullable String found) {
    add(check, file, found, "");
  }

  public void add(Check check, @Nullable String file, @Nullable String found, String more) {
    // Checked before the text is shortened, which might leave most of the secret.
    add(check.finding(submitted, file, holdsSecret(found) ? HIDDEN : found, more));
  }

  public void add(Finding finding) {
    var safe = withoutSecret(finding);
    if (told.add(new Told(safe.check(), safe.file(), safe.found()))) {
      findings.add(safe);
    }
  }

  private boolean holdsSecret(@Nullable String text) {
    return secret != null && !secret.isEmpty() && text != null && text.contains(secret);
  }

  private Finding withoutSecret(Finding finding) {
    if (!holdsSecret(finding.found())) {
      return finding;
    }
    return new Finding(
        finding.check(),
        finding.severity(),
        finding.type(),
        finding.file(),
        HIDDEN,
        finding.limit(),
        finding.remedy());
  }

  public List<Finding> toList() {
    return List.copyOf(findings);
  }
}
