package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaAppReviewSubmissionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A build's submission to beta review, which external testers require.
public record BetaAppReviewSubmission(
    BetaAppReviewSubmissionId id,
    BetaReviewState betaReviewState,
    @Nullable Instant submittedDate) {
  /// The attributes to request, so that [#read] finds them.
  public static final List<String> FIELDS = List.of("betaReviewState", "submittedDate");

  /// Reads a `betaAppReviewSubmissions` resource.
  public static BetaAppReviewSubmission read(Resource resource) {
    return new BetaAppReviewSubmission(
        new BetaAppReviewSubmissionId(resource.id()),
        resource.constant("betaReviewState", BetaReviewState.class, BetaReviewState.UNKNOWN),
        resource.attributes().optionalInstant("submittedDate").orElse(null));
  }
}
