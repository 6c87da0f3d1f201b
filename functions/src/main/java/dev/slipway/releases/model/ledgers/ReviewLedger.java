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
/// @param itemId this version's item; null while it is not in the submission
/// @param submittedAt when Apple accepted the submission
public record ReviewLedger(
    boolean looked,
    @Nullable ReviewSubmissionId submissionId,
    @Nullable ReviewSubmissionState state,
    @Nullable ReviewSubmissionItemId itemId,
    @Nullable ReviewSubmissionItemState itemState,
    @Nullable Instant submittedAt) {
  public static final ReviewLedger EMPTY = new ReviewLedger(false, null, null, null, null, null);

  public ReviewLedger nothingOpen() {
    return new ReviewLedger(true, null, null, null, null, null);
  }

  public ReviewLedger with(ReviewSubmissionId id, ReviewSubmissionState state) {
    return new ReviewLedger(true, id, state, itemId, itemState, submittedAt);
  }

  public ReviewLedger withItem(ReviewSubmissionItemId id, ReviewSubmissionItemState state) {
    return new ReviewLedger(looked, submissionId, this.state, id, state, submittedAt);
  }

  public ReviewLedger submitted(ReviewSubmissionState state, Instant at) {
    return new ReviewLedger(true, submissionId, state, itemId, itemState, at);
  }
}
