package dev.slipway.releases.steps;

import static dev.slipway.problems.ProblemType.EXPORT_COMPLIANCE_UNANSWERED;

import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.ledgers.EncryptionLedger;
import dev.slipway.releases.steps.Step.AttachEncryptionDeclaration;
import dev.slipway.releases.steps.Step.Attention;
import dev.slipway.releases.steps.Step.ObserveEncryptionDeclarations;
import dev.slipway.releases.steps.Step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Plans which encryption declaration a build with non-exempt encryption gets: Apple wants one for
/// TestFlight and for App Review (Apple, app-encryption-declarations).
final class EncryptionPlan {
  /// Apple's decision takes days.
  private static final Duration DECISION_LOOK = Duration.ofHours(1);

  private EncryptionPlan() {}

  /// Returns the next step; empty when the build needs no declaration, or has the best one.
  static Optional<Step> next(ReleaseRecord release, Desired desired, BuildId build, Instant now) {
    if (!Boolean.TRUE.equals(release.build().usesNonExemptEncryption())) {
      return Optional.empty();
    }
    var ledger = release.build().encryption();
    if (ledger == null) {
      return Optional.of(new ObserveEncryptionDeclarations(build));
    }
    var attached = ledger.usable();
    var best = ledger.best();
    if (best != null && isBetter(best, attached)) {
      return Optional.of(new AttachEncryptionDeclaration(build, best.id()));
    }
    if (attached == null) {
      return lacking(release, desired, ledger, build);
    }
    return ledger.waitsForApple()
        ? Optional.of(waiting(release, ledger, build, now))
        : Optional.empty();
  }

  /// What a person has attached is kept, unless Apple has not decided on it and has approved
  /// another one.
  private static boolean isBetter(
      EncryptionLedger.Declaration best, EncryptionLedger.@Nullable Declaration attached) {
    return attached == null
        || (best.isApproved() && !attached.isApproved() && !best.id().equals(attached.id()));
  }

  /// Asks a person, unless the build goes neither to testers nor to App Review.
  private static Optional<Step> lacking(
      ReleaseRecord release, Desired desired, EncryptionLedger ledger, BuildId build) {
    var ordered = release.orders().submitAt();
    if (ordered != null && ordered.isAfter(ledger.lookedAt())) {
      // A person may have added a declaration before giving the order to submit.
      return Optional.of(new ObserveEncryptionDeclarations(build));
    }
    return ordered != null || desired.terms().submit() || goesToTesters(desired)
        ? Optional.of(new Attention(missing()))
        : Optional.empty();
  }

  private static boolean goesToTesters(Desired desired) {
    var testFlight = desired.terms().testFlight();
    return testFlight != null && (testFlight.only() || !testFlight.groups().isEmpty());
  }

  private static Step waiting(
      ReleaseRecord release, EncryptionLedger ledger, BuildId build, Instant now) {
    var due = ledger.lookedAt().plus(DECISION_LOOK);
    return now.isBefore(due)
        ? new Wait(
            release.state(),
            due,
            "Apple accepts the build when it has approved the app's encryption declaration. Slipway"
                + " looks once an hour.")
        : new ObserveEncryptionDeclarations(build);
  }

  private static Problem missing() {
    return Problem.of(
        EXPORT_COMPLIANCE_UNANSWERED,
        "The build uses non-exempt encryption, and the app has no encryption declaration that fits"
            + " it and that Apple has not rejected. Add one in App Store Connect (Apps, the app,"
            + " App Information, App Encryption Documentation). Then upload again; what is already"
            + " at Apple is kept.");
  }
}
