package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was found and done for the review submission.
///
/// @param looked whether Apple was asked for an open submission
/// @param itemId this version's item, or a rejected one that goes along and is resolved first; null
///   while the version is not in the submission, or while Apple does not show its item
/// @param itemState null while the version is not in the submission
/// @param submittedAt when Apple accepted the submission
/// @param missingSince since when Apple does not show the version of a submitted release; null
///   while it does
/// @param purchases the products that go to App Review with the version, in the order in which they
///   are added; null without any, or before a look
public record ReviewLedger(
    boolean looked,
    @Nullable ReviewSubmissionId submissionId,
    @Nullable ReviewSubmissionState state,
    @Nullable ReviewSubmissionItemId itemId,
    @Nullable ReviewSubmissionItemState itemState,
    @Nullable Instant submittedAt,
    @Nullable Instant missingSince,
    @Nullable List<PurchaseItem> purchases) {
  public static final ReviewLedger EMPTY = new ReviewLedger(false, null, null, null, null, null);

  /// Creates the ledger of a submission whose version Apple shows, without products.
  public ReviewLedger(
      boolean looked,
      @Nullable ReviewSubmissionId submissionId,
      @Nullable ReviewSubmissionState state,
      @Nullable ReviewSubmissionItemId itemId,
      @Nullable ReviewSubmissionItemState itemState,
      @Nullable Instant submittedAt) {
    this(looked, submissionId, state, itemId, itemState, submittedAt, null, null);
  }

  public ReviewLedger {
    purchases = purchases == null || purchases.isEmpty() ? null : List.copyOf(purchases);
  }

  /// Returns the products that go to App Review with the version; empty without any.
  public List<PurchaseItem> products() {
    return purchases == null ? List.of() : purchases;
  }

  public ReviewLedger nothingOpen() {
    return new ReviewLedger(true, null, null, null, null, null);
  }

  public ReviewLedger with(ReviewSubmissionId id, ReviewSubmissionState state) {
    return new ReviewLedger(true, id, state, itemId, itemState, submittedAt, null, purchases);
  }

  public ReviewLedger withItem(ReviewSubmissionItemId id, ReviewSubmissionItemState state) {
    return new ReviewLedger(
        looked, submissionId, this.state, id, state, submittedAt, null, purchases);
  }

  /// Returns the ledger with the products that go along.
  public ReviewLedger withPurchases(List<PurchaseItem> purchases) {
    return new ReviewLedger(
        looked, submissionId, state, itemId, itemState, submittedAt, missingSince, purchases);
  }

  /// Returns the ledger with what is known now of one of the products.
  public ReviewLedger withPurchase(PurchaseItem purchase) {
    return withPurchases(
        products().stream()
            .map(known -> known.versionId().equals(purchase.versionId()) ? purchase : known)
            .toList());
  }

  /// Returns the ledger with the need to look again before anything else is done.
  public ReviewLedger outdated() {
    return new ReviewLedger(
        false, submissionId, state, itemId, itemState, submittedAt, null, purchases);
  }

  /// Returns the ledger of a submission that has this version in an item that Apple does not show.
  public ReviewLedger withHiddenItem() {
    return new ReviewLedger(
        looked,
        submissionId,
        state,
        null,
        ReviewSubmissionItemState.READY_FOR_REVIEW,
        submittedAt,
        null,
        purchases);
  }

  /// Returns the ledger after this item was removed from its submission, whichever that is.
  public ReviewLedger withoutItem(ReviewSubmissionItemId id) {
    var others =
        products().stream().map(known -> id.equals(known.itemId()) ? known.out() : known).toList();
    return id.equals(itemId)
        ? new ReviewLedger(looked, submissionId, state, null, null, submittedAt, null, others)
        : withPurchases(others);
  }

  public ReviewLedger submitted(ReviewSubmissionState state, Instant at) {
    return new ReviewLedger(true, submissionId, state, itemId, itemState, at, null, purchases);
  }

  /// Returns the ledger with the time since when Apple does not show the version.
  ///
  /// @param since null when Apple shows it
  public ReviewLedger missing(@Nullable Instant since) {
    return new ReviewLedger(
        looked, submissionId, state, itemId, itemState, submittedAt, since, purchases);
  }
}
