package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItem;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.steps.ReviewVerdict;
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
      case READY_FOR_REVIEW, CANCELING -> observed(release, submission, now);
      case COMPLETE ->
          isGoingOut(release)
              ? StepResult.progressed(
                  approved(release.withStatus(release.status().dueAt(now)), now))
              : observed(release, submission, now);
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

  /// Returns whether App Review approved the version before the call to cancel. A submission is
  /// also complete after it was canceled.
  private boolean isGoingOut(ReleaseRecord release) {
    var known = release.version().version();
    if (known == null) {
      return false;
    }
    var version = apple.appStoreVersions().get(known.id());
    return ReviewVerdict.isGoingOut(version.appVersionState(), known.releaseType());
  }

  /// Returns the release as Apple showed it, without an order to cancel that is too late.
  static ReleaseRecord unlessTooLate(ReleaseRecord release, Instant now) {
    return release.orders().cancel() != null && ReviewVerdict.isGoingOut(release)
        ? approved(release, now)
        : release;
  }

  private static ReleaseRecord approved(ReleaseRecord release, Instant now) {
    return release
        .withOrders(release.orders().notCanceled())
        .moved(
            release.status(),
            now,
            "Too late: App Review has approved the version, and Apple releases it automatically.",
            release.actor());
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
