package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import java.time.Instant;
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
public record ReviewLedger(
    boolean looked,
    @Nullable ReviewSubmissionId submissionId,
    @Nullable ReviewSubmissionState state,
    @Nullable ReviewSubmissionItemId itemId,
    @Nullable ReviewSubmissionItemState itemState,
    @Nullable Instant submittedAt,
    @Nullable Instant missingSince) {
  public static final ReviewLedger EMPTY = new ReviewLedger(false, null, null, null, null, null);

  /// Creates the ledger of a submission whose version Apple shows.
  public ReviewLedger(
      boolean looked,
      @Nullable ReviewSubmissionId submissionId,
      @Nullable ReviewSubmissionState state,
      @Nullable ReviewSubmissionItemId itemId,
      @Nullable ReviewSubmissionItemState itemState,
      @Nullable Instant submittedAt) {
    this(looked, submissionId, state, itemId, itemState, submittedAt, null);
  }

  public ReviewLedger nothingOpen() {
    return new ReviewLedger(true, null, null, null, null, null);
  }

  public ReviewLedger with(ReviewSubmissionId id, ReviewSubmissionState state) {
    return new ReviewLedger(true, id, state, itemId, itemState, submittedAt);
  }

  public ReviewLedger withItem(ReviewSubmissionItemId id, ReviewSubmissionItemState state) {
    return new ReviewLedger(looked, submissionId, this.state, id, state, submittedAt);
  }

  /// Returns the ledger with the need to look again before anything else is done.
  public ReviewLedger outdated() {
    return new ReviewLedger(false, submissionId, state, itemId, itemState, submittedAt);
  }

  /// Returns the ledger of a submission that has this version in an item that Apple does not show.
  public ReviewLedger withHiddenItem() {
    return new ReviewLedger(
        looked, submissionId, state, null, ReviewSubmissionItemState.READY_FOR_REVIEW, submittedAt);
  }

  /// Returns the ledger after this item was removed from its submission, whichever that is.
  public ReviewLedger withoutItem(ReviewSubmissionItemId id) {
    return id.equals(itemId)
        ? new ReviewLedger(looked, submissionId, state, null, null, submittedAt)
        : this;
  }

  public ReviewLedger submitted(ReviewSubmissionState state, Instant at) {
    return new ReviewLedger(true, submissionId, state, itemId, itemState, at);
  }

  /// Returns the ledger with the time since when Apple does not show the version.
  ///
  /// @param since null when Apple shows it
  public ReviewLedger missing(@Nullable Instant since) {
    return new ReviewLedger(looked, submissionId, state, itemId, itemState, submittedAt, since);
  }
}
