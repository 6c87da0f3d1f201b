package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItem;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.steps.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The steps that take a release out of review.
public final class Withdrawals {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final AppStoreConnectClient apple;
  private final Submissions submissions;

  public Withdrawals(AppStoreConnectClient apple) {
    this.apple = apple;
    this.submissions = new Submissions(apple);
  }

  public StepResult cancel(ReleaseRecord release, Step.CancelSubmission step, Instant now) {
    try {
      var submission = apple.reviewSubmissions().cancel(step.submission());
      return StepResult.progressed(
          release
              .withReview(release.review().with(submission.id(), submission.state()))
              .withStatus(release.status().dueAt(now.plus(PAUSE))));
    } catch (Conflict e) {
      return notCanceled(release, step, now);
    }
  }

  /// Asks for the submission's state when Apple refuses to cancel it: a draft is emptied instead,
  /// and one that is canceled already is waited for.
  private StepResult notCanceled(ReleaseRecord release, Step.CancelSubmission step, Instant now) {
    var submission = submissions.get(step.submission());
    return switch (submission.state()) {
      case READY_FOR_REVIEW, CANCELING, COMPLETE -> observed(release, submission, now);
      // Rejected, and not to be canceled: nothing of it is with App Review.
      case UNRESOLVED_ISSUES -> StepResult.progressed(release.withReview(ReviewLedger.EMPTY));
      case WAITING_FOR_REVIEW, IN_REVIEW, COMPLETING, UNKNOWN -> {
        var kept = release.withOrders(release.orders().notCanceled());
        yield StepResult.progressed(
            kept.moved(
                kept.status().dueAt(now),
                now,
                "Too late: Apple no longer allows this submission to be withdrawn."));
      }
    };
  }

  /// Records the state of the submission, and the item that is still in it.
  StepResult observe(ReleaseRecord release, ReviewSubmissionId submission, Instant now) {
    return observed(release, submissions.get(submission), now);
  }

  private static StepResult observed(
      ReleaseRecord release, ReviewSubmission submission, Instant now) {
    var ledger =
        new ReviewLedger(
                true,
                submission.id(),
                submission.state(),
                null,
                null,
                release.review().submittedAt())
            .withPurchases(SubmissionPurchases.asShown(release.review().products(), submission));
    return StepResult.progressed(
        release
            .withReview(
                own(release, submission)
                    .map(item -> ledger.withItem(item.id(), item.state()))
                    .orElse(ledger))
            .withStatus(release.status().dueAt(now.plus(PAUSE))));
  }

  private static Optional<ReviewSubmissionItem> own(
      ReleaseRecord release, ReviewSubmission submission) {
    var version = release.version().version();
    var known = release.review().itemId();
    return submission.items().stream()
        .filter(item -> item.state() != ReviewSubmissionItemState.REMOVED)
        .filter(
            item ->
                (version != null && version.id().equals(item.appStoreVersion()))
                    || item.id().equals(known))
        .findFirst();
  }
}
