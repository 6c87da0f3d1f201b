package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclaration;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Invalid;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.ledgers.EncryptionLedger;
import dev.slipway.releases.model.ledgers.EncryptionLedger.Declaration;
import dev.slipway.releases.steps.DeclarationChoice;
import dev.slipway.releases.steps.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The steps on a build's encryption: answer the question, and give a build with non-exempt
/// encryption its encryption declaration.
public final class EncryptionSteps {
  private static final Duration READ_BACK_PAUSE = Duration.ofMinutes(1);
  private static final Duration DECISION_PAUSE = Duration.ofHours(1);
  private static final String DECLARATIONS = "/appEncryptionDeclarations/";
  private static final String RELATIONSHIP = "/appEncryptionDeclaration";

  /// Apple's words; the code alone is also sent for values that are wrong.
  private static final String ALREADY_SET = "already set";

  private final AppStoreConnectClient apple;

  public EncryptionSteps(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Answers the question on encryption for a build.
  public StepResult declare(ReleaseRecord release, Step.DeclareEncryption step, Instant now) {
    var build = declared(step);
    // Apple may process the build again for a short time afterwards.
    return StepResult.progressed(
        release.withBuild(
            release
                .build()
                .looked(now)
                .observed(
                    build.id(),
                    build.processingState(),
                    Objects.requireNonNullElse(
                        build.usesNonExemptEncryption(), step.usesNonExemptEncryption()))));
  }

  /// Answers the question, or reads the answer if Apple has one by now: it refuses a second one,
  /// even the same (review-live.md, A19), for example after the answer to the first call was lost.
  private Build declared(Step.DeclareEncryption step) {
    try {
      return apple
          .builds()
          .declareNonExemptEncryption(step.build(), step.usesNonExemptEncryption());
    } catch (Conflict e) {
      boolean answered =
          e.allErrors()
              .filter(error -> error.hasCode("ENTITY_ERROR.ATTRIBUTE.INVALID"))
              .anyMatch(error -> error.detail().contains(ALREADY_SET));
      if (!answered) {
        throw e;
      }
      return apple.builds().get(step.build());
    }
  }

  /// Reads the declaration of the build, and those of the app unless the build has an approved one.
  public StepResult observe(ReleaseRecord release, BuildId build, Instant now) {
    var attached = apple.builds().encryptionDeclaration(build).orElse(null);
    return attached != null && attached.state() == AppEncryptionDeclarationState.APPROVED
        ? found(release, new EncryptionLedger(Declaration.of(attached), null, 0, now, null))
        : found(release, ledger(release, attached, now));
  }

  /// Reads the app's declarations for a build that does not exist yet.
  public StepResult foresee(ReleaseRecord release, Instant now) {
    return found(release, ledger(release, null, now));
  }

  private EncryptionLedger ledger(
      ReleaseRecord release, @Nullable AppEncryptionDeclaration attached, Instant now) {
    var desired = RequiredFacts.desired(release);
    var choice =
        DeclarationChoice.of(
            apple.appEncryptionDeclarations().listFor(RequiredFacts.app(release)),
            desired.platform(),
            desired.exportComplianceCode());
    return new EncryptionLedger(
        attached == null ? null : Declaration.of(attached),
        choice.best().map(Declaration::of).orElse(null),
        choice.fitting().size(),
        now,
        refusedBefore(release, attached));
  }

  /// Returns when Apple refused the build because of this declaration, on which it has not decided
  /// since.
  private static @Nullable Instant refusedBefore(
      ReleaseRecord release, @Nullable AppEncryptionDeclaration attached) {
    var before = release.build().encryption();
    return before == null
            || before.attached() == null
            || attached == null
            || !before.attached().id().equals(attached.id())
            || !attached.state().isUndecided()
        ? null
        : before.refusedAt();
  }

  /// Attaches the declaration, and reads it back. A build may have it by now, for example after the
  /// answer to the first call was lost.
  public StepResult attach(
      ReleaseRecord release, Step.AttachEncryptionDeclaration step, Instant now) {
    try {
      apple.builds().attach(step.build(), step.declaration());
    } catch (Conflict | Invalid e) {
      return refused(release, step, e, now);
    }
    var attached = apple.builds().encryptionDeclaration(step.build());
    return attached
        .filter(found -> found.id().equals(step.declaration()))
        .map(
            found ->
                found(
                    release, RequiredFacts.encryption(release).withAttached(Declaration.of(found))))
        .orElseGet(
            () ->
                new StepResult(
                    release,
                    new Outcome.Failed(
                        Problem.of(
                            ProblemType.APPLE_REFUSED,
                            "Apple accepted the encryption declaration of the build and does not"
                                + " show it. Slipway attaches it again automatically. If the error"
                                + " persists, look at the build in App Store Connect under"
                                + " TestFlight."),
                        READ_BACK_PAUSE)));
  }

  /// Keeps the declaration that the build has in place of the one that Apple refuses; without one,
  /// waits for Apple's decision on it.
  private StepResult refused(
      ReleaseRecord release,
      Step.AttachEncryptionDeclaration step,
      AppStoreConnectException e,
      Instant now) {
    var ledger = RequiredFacts.encryption(release);
    var attached = apple.builds().encryptionDeclaration(step.build()).map(Declaration::of);
    if (attached.isPresent() && attached.get().isUsable()) {
      return found(release, ledger.withAttached(attached.get()).kept());
    }
    var best = ledger.best();
    if (best == null || best.isApproved()) {
      throw e;
    }
    return new StepResult(
        release.withBuild(release.build().withDeclaration(null)),
        new Outcome.Waiting(null, now.plus(DECISION_PAUSE), undecided(best), null));
  }

  /// Returns the wait for Apple's decision on the attached declaration, if that is why Apple
  /// refuses the version; empty otherwise. Whether a declaration is enough before Apple's decision
  /// is not known (first-release-live.md, A11).
  static Optional<StepResult> ofSubmission(
      ReleaseRecord release, AppStoreConnectException e, Instant now) {
    boolean alone =
        e.errors().stream().anyMatch(error -> !error.associatedErrors().isEmpty())
            && e.errors().stream()
                .flatMap(EncryptionSteps::associated)
                .allMatch(EncryptionSteps::concernsDeclaration);
    return alone ? waiting(release.withReview(release.review().outdated()), now) : Optional.empty();
  }

  private static Stream<Map.Entry<String, ApiError>> associated(ApiError error) {
    return error.associatedErrors().entrySet().stream()
        .flatMap(of -> of.getValue().stream().map(reason -> Map.entry(of.getKey(), reason)));
  }

  private static boolean concernsDeclaration(Map.Entry<String, ApiError> reason) {
    String pointer = reason.getValue().sourcePointer();
    return reason.getKey().contains(DECLARATIONS)
        || (pointer != null && pointer.endsWith(RELATIONSHIP));
  }

  /// Returns the wait for Apple's decision on the attached declaration; empty when the build has
  /// none, or Apple has decided on it.
  public static Optional<StepResult> waiting(ReleaseRecord release, Instant now) {
    var ledger = release.build().encryption();
    var attached = ledger == null ? null : ledger.usable();
    return ledger == null || attached == null || attached.isApproved()
        ? Optional.empty()
        : Optional.of(
            new StepResult(
                release.withBuild(release.build().withDeclaration(ledger.refused(now))),
                new Outcome.Waiting(null, now.plus(DECISION_PAUSE), undecided(attached), null)));
  }

  private static String undecided(Declaration declaration) {
    return "Apple does not accept the build before it has approved the app's encryption"
        + " declaration, which is "
        + declaration.state()
        + ". Slipway looks once an hour.";
  }

  private static StepResult found(ReleaseRecord release, EncryptionLedger ledger) {
    return StepResult.progressed(release.withBuild(release.build().withDeclaration(ledger)));
  }
}
