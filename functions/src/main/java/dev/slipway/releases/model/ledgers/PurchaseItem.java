package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.resource.PurchaseId.PurchaseVersionId;
import dev.slipway.appstoreconnect.resource.PurchaseId.VersionKind;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItem;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import org.jspecify.annotations.Nullable;

/// A version of a product that goes to App Review with the release's version.
///
/// @param versionId Apple's ID of the product's version
/// @param name the Product ID; of a subscription group its reference name
/// @param itemId its item in the submission; null while it is not in, or while Apple does not show
///   its item
/// @param itemState null while it is not in the submission
public record PurchaseItem(
    VersionKind kind,
    String versionId,
    String name,
    @Nullable ReviewSubmissionItemId itemId,
    @Nullable ReviewSubmissionItemState itemState) {

  /// Returns Apple's ID of the product's version with its kind.
  public PurchaseVersionId version() {
    return new PurchaseVersionId(kind, versionId);
  }

  /// Returns whether it has to be added to the submission.
  public boolean isMissing() {
    return itemState == null;
  }

  /// Returns what Apple shows of it.
  public PurchaseItem in(ReviewSubmissionItem item) {
    return new PurchaseItem(kind, versionId, name, item.id(), item.state());
  }

  /// Returns the item of a submission that has it and does not show it.
  public PurchaseItem hidden() {
    return new PurchaseItem(
        kind, versionId, name, null, ReviewSubmissionItemState.READY_FOR_REVIEW);
  }

  /// Returns the item after it was taken out of the submission.
  public PurchaseItem out() {
    return new PurchaseItem(kind, versionId, name, null, null);
  }

  /// Returns the words for people, such as `subscription com.example.pro`.
  public String inWords() {
    return switch (kind) {
          case SUBSCRIPTION_GROUP -> "subscription group ";
          case SUBSCRIPTION -> "subscription ";
          case IN_APP_PURCHASE -> "in-app purchase ";
        }
        + name;
  }
}
