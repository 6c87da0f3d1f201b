package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItem;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.ledgers.PurchaseItem;
import dev.slipway.releases.steps.NextStep;
import dev.slipway.releases.steps.ReviewVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Follows a release that submitted purchases without a version: there, the items of the submission
/// say what App Review decided. They are read when the submission is over, or was returned.
final class FollowedPurchases {
  private static final Duration SETTLING = Duration.ofMinutes(5);

  private final AppStoreConnectClient apple;

  FollowedPurchases(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Returns the release as Apple sees it.
  ///
  /// @param seen the state of the submission; null when it is not among the open ones
  ReleaseRecord applied(ReleaseRecord release, @Nullable ReviewSubmissionState seen, Instant now) {
    var id = release.review().submissionId();
    if (id == null) {
      return later(release, now);
    }
    if (seen != null
        && ReviewVerdict.of(seen)
            .filter(verdict -> verdict.state() != ReleaseState.REJECTED)
            .isPresent()) {
      return inReview(release.withReview(release.review().with(id, seen)), seen, now);
    }
    try {
      var submission = apple.reviewSubmissions().get(id);
      var items =
          submission.itemsComplete() ? submission.items() : apple.reviewSubmissions().items(id);
      return decided(release, submission, items, now);
    } catch (NotFound gone) {
      return release.moved(
          Status.ended(
              ReleaseState.NEEDS_ATTENTION,
              Problem.of(
                  ProblemType.APPLE_REFUSED,
                  "App Store Connect no longer shows the submission of these purchases to the key."
                      + " Look at it there, then upload the folder again.")),
          now,
          ProblemType.APPLE_REFUSED.title());
    }
  }

  private static ReleaseRecord inReview(
      ReleaseRecord release, ReviewSubmissionState seen, Instant now) {
    var verdict = ReviewVerdict.of(seen).orElseThrow();
    return release.moved(
        Status.due(verdict.state(), nextDue(release, now)), now, verdict.message());
  }

  private static ReleaseRecord decided(
      ReleaseRecord release,
      ReviewSubmission submission,
      List<ReviewSubmissionItem> items,
      Instant now) {
    var products = FollowedProducts.withStates(release.review().products(), items);
    var shown =
        release.withReview(
            release.review().with(submission.id(), submission.state()).withPurchases(products));
    return switch (submission.state()) {
      case UNRESOLVED_ISSUES -> rejected(shown, products, now);
      case COMPLETE -> over(shown, products, now);
      case WAITING_FOR_REVIEW, IN_REVIEW, COMPLETING -> inReview(shown, submission.state(), now);
      case READY_FOR_REVIEW -> canceled(shown, now);
      case CANCELING, UNKNOWN -> later(shown, now);
    };
  }

  private static ReleaseRecord over(
      ReleaseRecord release, List<PurchaseItem> products, Instant now) {
    if (!names(products, state -> state == ReviewSubmissionItemState.REJECTED).isEmpty()) {
      return rejected(release, products, now);
    }
    boolean approved =
        products.stream()
            .allMatch(
                product ->
                    product.itemState() == ReviewSubmissionItemState.APPROVED
                        || product.itemState() == ReviewSubmissionItemState.ACCEPTED);
    return approved
        ? release.moved(
            Status.ended(ReleaseState.READY_FOR_DISTRIBUTION, null),
            now,
            "App Review approved " + names(products, _ -> true) + ".")
        : canceled(release, now);
  }

  private static ReleaseRecord canceled(ReleaseRecord release, Instant now) {
    return release.moved(
        Status.ended(ReleaseState.CANCELED, null),
        now,
        "Withdrawn from review in App Store Connect.");
  }

  private static ReleaseRecord rejected(
      ReleaseRecord release, List<PurchaseItem> products, Instant now) {
    String which = names(products, state -> state == ReviewSubmissionItemState.REJECTED);
    String message = "App Review rejected " + (which.isEmpty() ? "purchases" : which) + ".";
    var problem =
        Problem.of(
            ProblemType.REVIEW_REJECTED,
            message
                + " Apple shows the reason only in App Store Connect: open the app, then App"
                + " Review. Correct the products there, then upload the folder again: Slipway"
                + " marks them as fixed and submits all of them again.");
    return release.moved(Rejections.followed(release, problem, now), now, message);
  }

  private static String names(
      List<PurchaseItem> products, Predicate<@Nullable ReviewSubmissionItemState> which) {
    return products.stream()
        .filter(product -> which.test(product.itemState()))
        .map(PurchaseItem::inWords)
        .collect(Collectors.joining(", "));
  }

  private static ReleaseRecord later(ReleaseRecord release, Instant now) {
    return release.withStatus(release.status().dueAt(now.plus(SETTLING)));
  }

  /// Returns the time of the daily look; a coming one stays, so that its marker does.
  private static Instant nextDue(ReleaseRecord release, Instant now) {
    var due = release.status().nextCheckAt();
    return due != null && due.isAfter(now) ? due : NextStep.nextFollow(now);
  }
}
