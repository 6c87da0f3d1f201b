package dev.slipway.releases.steps;

import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.ledgers.PurchaseItem;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.steps.Step.AddPurchaseItem;
import dev.slipway.releases.steps.Step.AddSubmissionItem;
import dev.slipway.releases.steps.Step.CancelSubmission;
import dev.slipway.releases.steps.Step.CreateSubmission;
import dev.slipway.releases.steps.Step.ObserveReview;
import dev.slipway.releases.steps.Step.ObserveSubmission;
import dev.slipway.releases.steps.Step.RemoveSubmissionItem;
import dev.slipway.releases.steps.Step.ResolveSubmissionItem;
import dev.slipway.releases.steps.Step.Submit;
import dev.slipway.releases.steps.Step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Plans the steps from a complete version, or from purchases without one, to App Review, and the
/// withdrawal.
final class ReviewPlan {
  private static final Duration PREPARED_LOOK = Duration.ofDays(1);
  private static final Duration CANCELING_LOOK = Duration.ofMinutes(1);

  private ReviewPlan() {}

  static Step next(ReleaseRecord release, Desired desired, Instant now) {
    var approval = release.approval();
    boolean mayBeOrdered = approval != null && approval.required();
    if (!mayBeOrdered && !desired.terms().submit() && release.orders().submitAt() == null) {
      return new Wait(
          ReleaseState.PREPARED,
          now.plus(PREPARED_LOOK),
          "Everything is ready in App Store Connect, and release.json says not to submit it. Submit"
              + " it when you are ready.");
    }
    var review = release.review();
    boolean isSent = review.state() != null && !isUnsent(review.state());
    var held = isSent ? Optional.<Step>empty() : ApprovalPlan.beforeSubmission(release, now);
    if (held.isPresent()) {
      return held.get();
    }
    if (!review.looked()) {
      return new ObserveSubmission();
    }
    var submission = review.submissionId();
    var state = review.state();
    if (submission == null || state == null) {
      return new CreateSubmission();
    }
    return switch (state) {
      case READY_FOR_REVIEW, UNRESOLVED_ISSUES ->
          desired.submitsPurchasesAlone()
              ? purchases(submission, review).orElseGet(() -> new Submit(submission))
              : filling(release, review);
      case WAITING_FOR_REVIEW, IN_REVIEW, COMPLETING, COMPLETE -> new ObserveReview();
      case CANCELING ->
          new Wait(
              ReleaseState.PREPARING,
              now.plus(CANCELING_LOOK),
              "An earlier submission of this app is being withdrawn.");
      case UNKNOWN ->
          new Wait(
              ReleaseState.PREPARING,
              now.plus(CANCELING_LOOK),
              "The submission is in a state that this version of Slipway does not know.");
    };
  }

  private static boolean isUnsent(ReviewSubmissionState state) {
    return state == ReviewSubmissionState.READY_FOR_REVIEW
        || state == ReviewSubmissionState.UNRESOLVED_ISSUES;
  }

  private static Step filling(ReleaseRecord release, ReviewLedger review) {
    var submission = review.submissionId();
    var version = release.version().version();
    if (submission == null || version == null) {
      throw new IllegalStateException("submission and version were checked before");
    }
    var item = review.itemId();
    if (item == null && review.itemState() == null) {
      return new AddSubmissionItem(submission, version.id());
    }
    if (item != null && review.itemState() == ReviewSubmissionItemState.REJECTED) {
      return new ResolveSubmissionItem(item);
    }
    return purchases(submission, review).orElseGet(() -> new Submit(submission));
  }

  /// Returns what is to be done for a product before the submission is complete. Nothing is
  /// submitted while one is missing: a person who wants them together would lose their place in the
  /// queue (first-release-live.md, E).
  private static Optional<Step> purchases(ReviewSubmissionId submission, ReviewLedger review) {
    for (PurchaseItem purchase : review.products()) {
      if (purchase.isMissing()) {
        return Optional.of(new AddPurchaseItem(submission, purchase));
      }
      var item = purchase.itemId();
      if (item != null && purchase.itemState() == ReviewSubmissionItemState.REJECTED) {
        return Optional.of(new ResolveSubmissionItem(item));
      }
    }
    return Optional.empty();
  }

  /// Returns the step that takes a release out of review; empty when nothing is left to withdraw.
  ///
  /// Apple does not cancel a draft that was never sent, so the version is taken out of it and the
  /// empty draft stays for the next release. A submission that App Review rejected before this
  /// release submitted anything is left alone: canceling it would close the Resolution Center's
  /// thread (public reports of 2026). An approved version that reaches the App Store without
  /// another order is looked at, which ends the order to cancel.
  static Optional<Step> withdraw(ReleaseRecord release, Instant now) {
    if (ReviewVerdict.isGoingOut(release)) {
      return Optional.of(new ObserveReview());
    }
    var submission = release.review().submissionId();
    var state = release.review().state();
    if (submission == null || state == null) {
      return Optional.empty();
    }
    return switch (state) {
      case WAITING_FOR_REVIEW, IN_REVIEW -> Optional.of(new CancelSubmission(submission));
      case UNRESOLVED_ISSUES ->
          release.review().submittedAt() == null
              ? Optional.empty()
              : Optional.of(new CancelSubmission(submission));
      case READY_FOR_REVIEW -> emptying(release.review());
      case CANCELING, COMPLETING, UNKNOWN -> {
        var due = release.status().nextCheckAt();
        yield Optional.of(
            due != null && due.isAfter(now)
                ? new Wait(release.state(), due, "Apple is withdrawing the submission.")
                : new ObserveSubmission());
      }
      case COMPLETE -> Optional.empty();
    };
  }

  private static Optional<Step> emptying(ReviewLedger review) {
    var item = review.itemId();
    if (item != null) {
      return Optional.of(new RemoveSubmissionItem(item));
    }
    if (review.itemState() != null) {
      return Optional.of(new ObserveSubmission());
    }
    return review.products().stream()
        .map(PurchaseItem::itemId)
        .filter(Objects::nonNull)
        .findFirst()
        .map(RemoveSubmissionItem::new);
  }

  /// Returns what a submitted release waits for, in words.
  static String waitingFor(ReleaseState state) {
    return switch (state) {
      case WAITING_FOR_REVIEW -> "Waiting for App Review.";
      case IN_REVIEW -> "In review.";
      case PENDING_DEVELOPER_RELEASE -> "Approved. Release it when you are ready.";
      case PENDING_APPLE_RELEASE -> "Approved. Apple releases it on its date.";
      case PROCESSING_FOR_DISTRIBUTION -> "Approved. Apple is putting it on the App Store.";
      case READY_FOR_DISTRIBUTION -> "On the App Store.";
      case RECEIVED,
          QUEUED,
          UPLOADING,
          PROCESSING,
          PREPARING,
          PREPARED,
          WAITING_FOR_BETA_REVIEW,
          IN_BETA_TESTING,
          PLANNED,
          REJECTED,
          NEEDS_ATTENTION,
          SUPERSEDED,
          CANCELED ->
          "Nothing.";
    };
  }
}
