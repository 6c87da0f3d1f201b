package dev.slipway.releases.actions;

import static dev.slipway.problems.ProblemType.SUBMISSION_FOREIGN;
import static dev.slipway.problems.ProblemType.SUBMISSION_REFUSED;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItem;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.problems.Problem;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Desired.OnForeignItems;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.refusals.RefusalTranslation;
import dev.slipway.releases.steps.NextStep;
import dev.slipway.releases.steps.Step;
import dev.slipway.releases.steps.SubmissionChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The steps on the review submission and on what follows the review.
public final class ReviewSteps {
  private static final Duration BUSY_PAUSE = Duration.ofMinutes(15);
  private static final Duration SETTLING_PAUSE = Duration.ofMinutes(1);
  private static final Duration SETTLING_LIMIT = Duration.ofMinutes(30);

  private final AppStoreConnectClient apple;

  public ReviewSteps(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  public StepResult observeSubmission(ReleaseRecord release, Instant now) {
    var known = release.review().submissionId();
    if (release.orders().cancel() != null && known != null) {
      var submission = apple.reviewSubmissions().get(known);
      return StepResult.progressed(
          release
              .withReview(release.review().with(known, submission.state()))
              .withStatus(release.status().dueAt(now.plus(SETTLING_PAUSE))));
    }
    var version = RequiredFacts.version(release);
    var platform = RequiredFacts.desired(release).platform();
    var open =
        apple.reviewSubmissions().open(List.of(RequiredFacts.app(release))).stream()
            .filter(submission -> submission.platform() == platform)
            .map(this::withNamedItems)
            .toList();
    return switch (SubmissionChoice.of(open, version.id(), joins(release))) {
      case SubmissionChoice.Create() ->
          StepResult.progressed(release.withReview(ReviewLedger.EMPTY.nothingOpen()));
      case SubmissionChoice.Adopt(ReviewSubmission submission, ReviewSubmissionItem own) -> {
        var ledger = ReviewLedger.EMPTY.with(submission.id(), submission.state());
        if (own != null) {
          ledger = ledger.withItem(own.id(), own.state());
        }
        yield submission.state() == ReviewSubmissionState.CANCELING
            ? busy(release, submission, now)
            : StepResult.progressed(release.withReview(ledger));
      }
      case SubmissionChoice.Foreign(ReviewSubmission submission, List<String> kinds) ->
          StepResult.attention(release, foreign(kinds));
      case SubmissionChoice.Busy(ReviewSubmission submission) -> busy(release, submission, now);
    };
  }

  private static boolean joins(ReleaseRecord release) {
    return RequiredFacts.desired(release).terms().onForeignItems() == OnForeignItems.JOIN;
  }

  /// Names the kinds of a submission's items: only the list of its items says them for certain.
  public ReviewSubmission withNamedItems(ReviewSubmission submission) {
    boolean named =
        submission.items().stream()
            .allMatch(item -> item.appStoreVersion() != null || item.otherKind() != null);
    return named
        ? submission
        : new ReviewSubmission(
            submission.id(),
            submission.platform(),
            submission.state(),
            submission.submittedDate(),
            submission.app(),
            submission.appStoreVersionForReview(),
            apple.reviewSubmissions().items(submission.id()),
            true);
  }

  public StepResult createSubmission(ReleaseRecord release, Instant now) {
    try {
      var submission =
          apple
              .reviewSubmissions()
              .create(RequiredFacts.app(release), RequiredFacts.desired(release).platform());
      return StepResult.progressed(
          release.withReview(release.review().with(submission.id(), submission.state())));
    } catch (Conflict e) {
      return lookAgain(release, e, now, "creating the review submission");
    }
  }

  public StepResult addItem(ReleaseRecord release, Step.AddSubmissionItem step, Instant now) {
    try {
      var item = apple.reviewSubmissions().addItem(step.submission(), step.version());
      return StepResult.progressed(
          release.withReview(release.review().withItem(item.id(), item.state())));
    } catch (Conflict e) {
      return notTaken(release, e, now);
    }
  }

  public StepResult resolveItem(ReleaseRecord release, Step.ResolveSubmissionItem step) {
    var item = apple.reviewSubmissions().resolveItem(step.item());
    return StepResult.progressed(
        release.withReview(release.review().withItem(item.id(), item.state())));
  }

  public StepResult submit(ReleaseRecord release, Step.Submit step, Instant now) {
    try {
      var submission = apple.reviewSubmissions().submit(step.submission());
      return StepResult.progressed(
          release
              .withReview(release.review().submitted(submission.state(), now))
              .moved(
                  Status.due(ReleaseState.WAITING_FOR_REVIEW, NextStep.nextFollow(now)),
                  now,
                  "Submitted. Waiting for App Review."));
    } catch (Conflict e) {
      return notTaken(release, e, now);
    }
  }

  public StepResult observeReview(ReleaseRecord release, Instant now) {
    return StepResult.progressed(new Follow(apple).observe(List.of(release), now).getFirst());
  }

  public StepResult requestRelease(ReleaseRecord release, Step.RequestRelease step, Instant now) {
    try {
      apple.appStoreVersions().requestRelease(step.version());
    } catch (Conflict e) {
      // Released already, or no longer waiting: its present state says which.
      return observeReview(release.withOrders(withoutRelease(release)), now);
    }
    return StepResult.progressed(
        release
            .withOrders(withoutRelease(release))
            .moved(
                Status.due(ReleaseState.PROCESSING_FOR_DISTRIBUTION, NextStep.nextFollow(now)),
                now,
                "Released. Apple is putting it on the App Store."));
  }

  public StepResult cancel(ReleaseRecord release, Step.CancelSubmission step, Instant now) {
    try {
      var submission = apple.reviewSubmissions().cancel(step.submission());
      return StepResult.progressed(
          release
              .withReview(release.review().with(submission.id(), submission.state()))
              .withStatus(release.status().dueAt(now.plus(SETTLING_PAUSE))));
    } catch (Conflict e) {
      // Apple no longer allows it, so the release continues as before.
      var kept = release.withOrders(release.orders().notCanceled());
      return StepResult.progressed(
          kept.moved(
              kept.status().dueAt(now),
              now,
              "Too late: Apple no longer allows this submission to be withdrawn."));
    }
  }

  private static Orders withoutRelease(ReleaseRecord release) {
    return release.orders().notReleased();
  }

  private static StepResult busy(ReleaseRecord release, ReviewSubmission submission, Instant now) {
    boolean withdrawing = submission.state() == ReviewSubmissionState.CANCELING;
    return new StepResult(
        release,
        new Outcome.Waiting(
            ReleaseState.PREPARING,
            now.plus(withdrawing ? SETTLING_PAUSE : BUSY_PAUSE),
            withdrawing
                ? "An earlier submission of this app is being withdrawn."
                : "Another submission of this app is with App Review ("
                    + submission.state()
                    + "). Apple accepts one at a time, so this release waits for it.",
            null));
  }

  /// Decides what a refusal of the last steps means. There are three: the item is in another
  /// submission (look again), the version lacks something (Apple lists it), or "not ready yet"
  /// without a reason, which passes after a while (fastlane#20065, #21510).
  private static StepResult notTaken(ReleaseRecord release, Conflict e, Instant now) {
    boolean listed = e.errors().stream().anyMatch(error -> !error.associatedErrors().isEmpty());
    boolean elsewhere = e.hasCode("ENTITY_ERROR.RELATIONSHIP.INVALID");
    if (listed && !elsewhere) {
      var app = release.app();
      return StepResult.attention(
          release.withReview(ReviewLedger.EMPTY),
          AppleErrorPolicy.problem(
                  SUBMISSION_REFUSED,
                  "Apple does not accept the version for review yet. Fix each item below, then"
                      + " upload again; what is already at Apple is kept.",
                  e)
              .withFaults(
                  new RefusalTranslation(
                          release.content(), app == null ? null : app.primaryLocale())
                      .faults(e.errors())));
    }
    return lookAgain(release, e, now, "submitting for review");
  }

  private static StepResult lookAgain(
      ReleaseRecord release, Conflict e, Instant now, String attempt) {
    var since = release.status().failingSince();
    if (since != null && now.isAfter(since.plus(SETTLING_LIMIT))) {
      return StepResult.attention(
          release.withReview(ReviewLedger.EMPTY), AppleErrorPolicy.refused(e, attempt));
    }
    return new StepResult(
        release.withReview(ReviewLedger.EMPTY),
        new Outcome.Failed(
            AppleErrorPolicy.problem(
                SUBMISSION_REFUSED,
                "Apple is not ready to accept the version. Slipway retries automatically.",
                e),
            SETTLING_PAUSE));
  }

  private static Problem foreign(List<String> kinds) {
    return Problem.of(
        SUBMISSION_FOREIGN,
        "A draft submission of this app contains items that are not from this release ("
            + String.join(", ", kinds)
            + "); submitting would send them too. Submit or empty the draft in App Store Connect,"
            + " or set \"onForeignItems\": \"JOIN\" in release.json to send all together. Then"
            + " upload again.");
  }
}
