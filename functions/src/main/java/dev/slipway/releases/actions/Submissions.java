package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItem;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import java.util.List;
import java.util.Optional;

/// Reads review submissions with the kinds of their items.
public final class Submissions {
  private final AppStoreConnectClient apple;

  public Submissions(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Returns one submission.
  ReviewSubmission get(ReviewSubmissionId id) {
    return withNamedItems(apple.reviewSubmissions().get(id));
  }

  /// Names the kinds of a submission's items: only the list of its items says them for certain.
  /// With a submission come at most 50 of them.
  public ReviewSubmission withNamedItems(ReviewSubmission submission) {
    boolean named =
        submission.items().stream()
            .allMatch(item -> item.appStoreVersion() != null || item.otherKind() != null);
    return named && submission.itemsComplete()
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

  /// Returns the item of a version in the open submissions that are in this state.
  Optional<ReviewSubmissionItem> itemOf(
      AppStoreVersion version, List<ReviewSubmission> open, ReviewSubmissionState state) {
    return open.stream()
        .filter(submission -> submission.state() == state)
        .flatMap(submission -> apple.reviewSubmissions().items(submission.id()).stream())
        .filter(found -> version.id().equals(found.appStoreVersion()))
        .findFirst();
  }
}
