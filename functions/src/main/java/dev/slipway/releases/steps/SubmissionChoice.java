package dev.slipway.releases.steps;

import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.PurchaseId.PurchaseVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItem;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The submission that a release uses. Several may be open for an app and platform: Apple takes
/// drafts beside everything, and one submission with a version and one without in review at a time
/// (App Store Connect Help, Overview of submitting for review; public reports of 2026). All of them
/// are looked at, in any order.
public sealed interface SubmissionChoice {

  /// None that is open can be used: create one.
  record Create() implements SubmissionChoice {}

  /// Use this one: it holds our version, or our version goes into it.
  ///
  /// @param item our version's item, or a rejected one that has to be resolved first; null when our
  ///   version is not in yet
  record Adopt(ReviewSubmission submission, @Nullable ReviewSubmissionItem item)
      implements SubmissionChoice {}

  /// A submission with our version and with items that Slipway did not add: submitting it would
  /// send these too, or needs them to be resolved.
  record Foreign(ReviewSubmission submission, List<String> kinds) implements SubmissionChoice {}

  /// Another version is with App Review.
  record Busy(ReviewSubmission submission) implements SubmissionChoice {}

  /// Returns the submission that has our version, or takes it; null for one that is still to be
  /// created, or as long as another version is in review.
  default @Nullable ReviewSubmission submission() {
    return switch (this) {
      case Adopt(ReviewSubmission submission, var _) -> submission;
      case Foreign(ReviewSubmission submission, var _) -> submission;
      case Create _, Busy _ -> null;
    };
  }

  /// Chooses for a version without products.
  static SubmissionChoice of(List<ReviewSubmission> open, AppStoreVersionId version, boolean join) {
    return of(open, version, join, List.of());
  }

  /// Chooses among the open submissions of the app on the platform.
  ///
  /// @param version null for one that is still to be created
  /// @param join whether to submit items that others added to a draft together with this version
  /// @param wanted the versions of products that go along: an item with one is ours, even if a
  ///   person added it, and a draft with nothing else is used first
  static SubmissionChoice of(
      List<ReviewSubmission> open,
      @Nullable AppStoreVersionId version,
      boolean join,
      List<PurchaseVersionId> wanted) {
    if (version != null) {
      for (ReviewSubmission submission : open) {
        var item = itemOf(submission, version);
        if (item != null || version.equals(submission.appStoreVersionForReview())) {
          return ours(submission, item, join, wanted);
        }
      }
    }
    var busy = open.stream().filter(SubmissionChoice::reviewsAVersion).findFirst();
    if (busy.isPresent()) {
      return new Busy(busy.get());
    }
    return draft(open, submission -> holdsOnly(submission, wanted))
        .or(() -> join ? joined(open, wanted) : Optional.empty())
        .or(() -> draft(open, SubmissionChoice::isEmpty))
        .<SubmissionChoice>map(draft -> new Adopt(draft, null))
        .orElseGet(Create::new);
  }

  /// Chooses for products without a version. Apple reviews one submission without a version at a
  /// time beside one with a version (review-live.md, A12).
  ///
  /// @param wanted the versions of the products
  static SubmissionChoice ofPurchases(List<ReviewSubmission> open, List<PurchaseVersionId> wanted) {
    var without = open.stream().filter(submission -> !holdsAVersion(submission)).toList();
    for (ReviewSubmission submission : without) {
      if (items(submission).anyMatch(item -> wanted.stream().anyMatch(item::holds))) {
        return ours(submission, null, false, wanted);
      }
    }
    var busy = without.stream().filter(SubmissionChoice::isInReview).findFirst();
    if (busy.isPresent()) {
      return new Busy(busy.get());
    }
    return draft(without, SubmissionChoice::isEmpty)
        .<SubmissionChoice>map(draft -> new Adopt(draft, null))
        .orElseGet(Create::new);
  }

  /// Returns the item of this version that was not removed; null if there is none.
  private static @Nullable ReviewSubmissionItem itemOf(
      ReviewSubmission submission, AppStoreVersionId version) {
    return items(submission)
        .filter(item -> version.equals(item.appStoreVersion()))
        .findFirst()
        .orElse(null);
  }

  private static SubmissionChoice ours(
      ReviewSubmission submission,
      @Nullable ReviewSubmissionItem ours,
      boolean join,
      List<PurchaseVersionId> wanted) {
    var others =
        items(submission)
            .filter(item -> ours == null || !ours.id().equals(item.id()))
            .filter(item -> !isWanted(item, wanted))
            .toList();
    return switch (submission.state()) {
      case READY_FOR_REVIEW ->
          !join && (!others.isEmpty() || !submission.itemsComplete())
              ? new Foreign(submission, kinds(others))
              : new Adopt(submission, ours);
      case UNRESOLVED_ISSUES -> {
        var rejected = others.stream().filter(SubmissionChoice::isRejected).toList();
        if (rejected.isEmpty() || (ours != null && isRejected(ours))) {
          yield new Adopt(submission, ours);
        }
        yield join
            ? new Adopt(submission, rejected.getFirst())
            : new Foreign(submission, kinds(rejected));
      }
      case WAITING_FOR_REVIEW, IN_REVIEW, CANCELING, COMPLETING, COMPLETE, UNKNOWN ->
          new Adopt(submission, ours);
    };
  }

  /// Returns a draft that our version can go into. A draft without a platform may become one of
  /// another platform.
  private static Optional<ReviewSubmission> draft(
      List<ReviewSubmission> open, Predicate<ReviewSubmission> fits) {
    return open.stream()
        .filter(submission -> submission.state() == ReviewSubmissionState.READY_FOR_REVIEW)
        .filter(submission -> submission.platform() != Platform.UNKNOWN)
        .filter(submission -> !holdsAVersion(submission))
        .filter(fits)
        .findFirst();
  }

  /// Returns a draft with items of others. Apple takes a product for one submission, so the draft
  /// that has one of ours comes first.
  private static Optional<ReviewSubmission> joined(
      List<ReviewSubmission> open, List<PurchaseVersionId> wanted) {
    return draft(open, submission -> items(submission).anyMatch(item -> isWanted(item, wanted)))
        .or(() -> draft(open, submission -> !isEmpty(submission)));
  }

  private static boolean isWanted(ReviewSubmissionItem item, List<PurchaseVersionId> wanted) {
    return wanted.stream().anyMatch(item::holds);
  }

  private static boolean holdsOnly(ReviewSubmission submission, List<PurchaseVersionId> wanted) {
    return submission.itemsComplete()
        && items(submission).findAny().isPresent()
        && items(submission).allMatch(item -> isWanted(item, wanted));
  }

  private static boolean isEmpty(ReviewSubmission submission) {
    return submission.itemsComplete() && items(submission).findAny().isEmpty();
  }

  private static boolean reviewsAVersion(ReviewSubmission submission) {
    return isInReview(submission) && holdsAVersion(submission);
  }

  private static boolean isInReview(ReviewSubmission submission) {
    return submission.state() == ReviewSubmissionState.WAITING_FOR_REVIEW
        || submission.state() == ReviewSubmissionState.IN_REVIEW;
  }

  private static boolean holdsAVersion(ReviewSubmission submission) {
    return submission.appStoreVersionForReview() != null
        || items(submission).anyMatch(item -> item.appStoreVersion() != null);
  }

  private static boolean isRejected(ReviewSubmissionItem item) {
    return item.state() == ReviewSubmissionItemState.REJECTED;
  }

  private static List<String> kinds(List<ReviewSubmissionItem> items) {
    return items.stream()
        .map(item -> Objects.requireNonNullElse(item.otherKind(), "appStoreVersion"))
        .toList();
  }

  private static Stream<ReviewSubmissionItem> items(ReviewSubmission submission) {
    return submission.items().stream()
        .filter(item -> item.state() != ReviewSubmissionItemState.REMOVED);
  }
}
