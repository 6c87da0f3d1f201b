package dev.slipway.appstoreconnect.reviewsubmissions;

import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.PurchaseId.PurchaseVersionId;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A submission to App Review. Several of an app and platform may be open: drafts, one in review
/// with a version and one without, rejected ones (App Store Connect Help, Overview of submitting
/// for review; public reports of 2026).
///
/// @param platform UNKNOWN for a draft that has none yet
/// @param submittedDate absent if it was never submitted
/// @param app absent in the answers of create, submit and cancel
/// @param appStoreVersionForReview the version in it, if Apple says so
/// @param items empty in the answers of create, submit and cancel
/// @param itemsComplete false if there may be more items than shown
public record ReviewSubmission(
    ReviewSubmissionId id,
    Platform platform,
    ReviewSubmissionState state,
    @Nullable Instant submittedDate,
    @Nullable AppId app,
    @Nullable AppStoreVersionId appStoreVersionForReview,
    List<ReviewSubmissionItem> items,
    boolean itemsComplete) {
  static final List<String> FIELDS =
      List.of("platform", "state", "submittedDate", "app", "items", "appStoreVersionForReview");

  public ReviewSubmission {
    items = List.copyOf(items);
  }

  /// Returns whether a draft has an item that is a version of a purchase.
  public boolean isDraftWithPurchases() {
    return state == ReviewSubmissionState.READY_FOR_REVIEW
        && items.stream()
            .filter(item -> item.state() != ReviewSubmissionItemState.REMOVED)
            .anyMatch(ReviewSubmissionItem::holdsPurchase);
  }

  /// Returns whether it has this version of a purchase.
  public boolean holds(PurchaseVersionId version) {
    return items.stream()
        .filter(item -> item.state() != ReviewSubmissionItemState.REMOVED)
        .anyMatch(item -> item.holds(version));
  }

  static ReviewSubmission read(Resource resource) {
    return new ReviewSubmission(
        new ReviewSubmissionId(resource.id()),
        resource.constant("platform", Platform.class, Platform.UNKNOWN),
        resource.constant("state", ReviewSubmissionState.class, ReviewSubmissionState.UNKNOWN),
        resource.attributes().optionalInstant("submittedDate").orElse(null),
        resource.linked("app").map(AppId::new).orElse(null),
        resource.linked("appStoreVersionForReview").map(AppStoreVersionId::new).orElse(null),
        resource.relatedAll("items", ReviewSubmissionItem::read),
        resource.isComplete("items"));
  }
}
