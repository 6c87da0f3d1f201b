package dev.slipway.releases.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.releases.model.ReleaseState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewVerdictTest {
  @ParameterizedTest
  @CsvSource({
    "WAITING_FOR_REVIEW, WAITING_FOR_REVIEW",
    "WAITING_FOR_EXPORT_COMPLIANCE, WAITING_FOR_REVIEW",
    "IN_REVIEW, IN_REVIEW",
    "ACCEPTED, IN_REVIEW",
    "PENDING_DEVELOPER_RELEASE, PENDING_DEVELOPER_RELEASE",
    "PENDING_APPLE_RELEASE, PENDING_APPLE_RELEASE",
    "PROCESSING_FOR_DISTRIBUTION, PROCESSING_FOR_DISTRIBUTION",
    "READY_FOR_DISTRIBUTION, READY_FOR_DISTRIBUTION",
    "REPLACED_WITH_NEW_VERSION, READY_FOR_DISTRIBUTION",
    "REJECTED, REJECTED",
    "METADATA_REJECTED, REJECTED",
    "INVALID_BINARY, NEEDS_ATTENTION",
    "DEVELOPER_REJECTED, CANCELED",
    "PREPARE_FOR_SUBMISSION, CANCELED",
    "READY_FOR_REVIEW, CANCELED",
  })
  void theVersionTells(AppVersionState version, ReleaseState state) {
    var verdict = ReviewVerdict.of(version).orElseThrow();

    assertThat(verdict.state()).isEqualTo(state);
    boolean needsPerson = state == ReleaseState.REJECTED || state == ReleaseState.NEEDS_ATTENTION;
    assertThat(verdict.problem() != null).isEqualTo(needsPerson);
  }

  @ParameterizedTest
  @CsvSource({
    "WAITING_FOR_REVIEW, WAITING_FOR_REVIEW",
    "IN_REVIEW, IN_REVIEW",
    "COMPLETING, IN_REVIEW",
    "UNRESOLVED_ISSUES, REJECTED",
  })
  void anOpenSubmissionTells(ReviewSubmissionState submission, ReleaseState state) {
    assertThat(ReviewVerdict.of(submission).orElseThrow().state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({"COMPLETE", "CANCELING", "READY_FOR_REVIEW", "UNKNOWN"})
  void otherSubmissionsLeaveItToTheVersion(ReviewSubmissionState submission) {
    assertThat(ReviewVerdict.of(submission)).isEmpty();
  }
}
