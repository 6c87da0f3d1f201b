package dev.slipway.releases.steps;

import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItem;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The open submission that a release uses. Apple allows one per app and platform.
public sealed interface SubmissionChoice {

  /// No submission is open: create one.
  record Create() implements SubmissionChoice {}

  /// Use this one: it holds our version or is empty.
  ///
  /// @param item our version's item; null when it is not in yet
  record Adopt(ReviewSubmission submission, @Nullable ReviewSubmissionItem item)
      implements SubmissionChoice {}

  /// A draft with items that Slipway did not add and that would be submitted too.
  record Foreign(ReviewSubmission submission, List<String> kinds) implements SubmissionChoice {}

  /// A submission that is with App Review or being withdrawn.
  record Busy(ReviewSubmission submission) implements SubmissionChoice {}

  /// Chooses among the open submissions of the app on the platform.
  ///
  /// @param join whether to submit items that others added to a draft together with this version
  static SubmissionChoice of(List<ReviewSubmission> open, AppStoreVersionId version, boolean join) {
    if (open.isEmpty()) {
      return new Create();
    }
    for (ReviewSubmission submission : open) {
      var item = itemOf(submission, version);
      boolean ours = item != null || version.equals(submission.appStoreVersionForReview());
      if (ours) {
        return chosen(submission, item, join);
      }
    }
    var submission = open.getFirst();
    return submission.state() == ReviewSubmissionState.READY_FOR_REVIEW
        ? chosen(submission, null, join)
        : new Busy(submission);
  }

  private static SubmissionChoice chosen(
      ReviewSubmission submission, @Nullable ReviewSubmissionItem ours, boolean join) {
    var foreign =
        submission.items().stream()
            .filter(item -> ours == null || !ours.id().equals(item.id()))
            .filter(item -> item.state() != ReviewSubmissionItemState.REMOVED)
            .map(item -> Objects.requireNonNullElse(item.otherKind(), "appStoreVersion"))
            .toList();
    boolean draft = submission.state() == ReviewSubmissionState.READY_FOR_REVIEW;
    return draft && !join && (!foreign.isEmpty() || !submission.itemsComplete())
        ? new Foreign(submission, foreign)
        : new Adopt(submission, ours);
  }

  private static @Nullable ReviewSubmissionItem itemOf(
      ReviewSubmission submission, AppStoreVersionId version) {
    return submission.items().stream()
        .filter(item -> item.state() != ReviewSubmissionItemState.REMOVED)
        .filter(item -> version.equals(item.appStoreVersion()))
        .findFirst()
        .orElse(null);
  }
}
