package dev.slipway.releases.preflight;

import dev.slipway.connections.verdict.Capabilities.Evidence;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.preflight.checks.AccountCheck;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.facts.PreflightSubject;

/// Runs [AccountCheck].
final class AccountChecks {
  private AccountChecks() {}

  static void run(PreflightSubject subject, Verdict verdict, FindingList findings) {
    var problem = verdict.problem();
    ProblemType type = problem == null ? null : problem.type();
    if (type == ProblemType.CREDENTIALS_REJECTED) {
      // A key that Apple rejects has no rights to check.
      findings.add(AccountCheck.KEY_REJECTED, null, null);
      return;
    }
    if (type == ProblemType.AGREEMENT_MISSING) {
      findings.add(AccountCheck.AGREEMENT_UNSIGNED, null, null);
      return;
    }
    if (type == ProblemType.MEMBERSHIP_LAPSED) {
      findings.add(AccountCheck.MEMBERSHIP_EXPIRED, null, null);
      return;
    }
    var capabilities = verdict.capabilities();
    boolean uploads = !subject.manifest().isBesideVersions();
    if (uploads && capabilities.uploadBuilds().evidence() == Evidence.NO) {
      findings.add(
          AccountCheck.ROLE_CANNOT_UPLOAD, null, null, capabilities.uploadBuilds().ground());
    } else if ((subject.preparesVersion() || !uploads)
        && capabilities.editVersions().evidence() == Evidence.NO) {
      findings.add(AccountCheck.ROLE_CANNOT_EDIT, null, null, capabilities.editVersions().ground());
    } else if ((subject.goesToReview() || subject.manifest().submitsPurchasesAlone())
        && capabilities.submitForReview().evidence() == Evidence.NO) {
      findings.add(
          AccountCheck.ROLE_CANNOT_SUBMIT, null, null, capabilities.submitForReview().ground());
    }
  }
}
