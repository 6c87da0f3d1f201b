package dev.slipway.releases.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.reconcile.Records;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FollowedReleaseTest {
  private static final String SUBMISSION = "7a9c-1";
  private static final String VERSION = "v-22";

  @ParameterizedTest
  @EnumSource(ReleaseState.class)
  void submittedAndRejectedReleasesAreFollowed(ReleaseState state) {
    var release = release(state, ReviewSubmissionState.WAITING_FOR_REVIEW, AppVersionState.UNKNOWN);

    assertThat(FollowedRelease.isFollowed(release))
        .isEqualTo(state.isSubmitted() || state == ReleaseState.REJECTED);
    assertThat(FollowedRelease.isFollowed(release.withStatus(release.status().dueAt(null))))
        .as("a month after a rejection nothing is due")
        .isEqualTo(state.isSubmitted());
  }

  /// What Apple shows now, for a release as it was recorded: `-` is not among the open submissions,
  /// or not asked for.
  @ParameterizedTest
  @CsvSource({
    // release, submission, version | now: submission, version | version needed, news
    "WAITING_FOR_REVIEW, WAITING_FOR_REVIEW, PREPARE_FOR_SUBMISSION, WAITING_FOR_REVIEW, -, false,"
        + " false",
    "WAITING_FOR_REVIEW, WAITING_FOR_REVIEW, PREPARE_FOR_SUBMISSION, IN_REVIEW, -, false, true",
    // Withdrawn in App Store Connect: the version is again as it was before the submission.
    "WAITING_FOR_REVIEW, WAITING_FOR_REVIEW, PREPARE_FOR_SUBMISSION, -, PREPARE_FOR_SUBMISSION,"
        + " true, true",
    // Submitted again after a rejection, and rejected again.
    "WAITING_FOR_REVIEW, WAITING_FOR_REVIEW, REJECTED, -, REJECTED, true, true",
    "WAITING_FOR_REVIEW, UNRESOLVED_ISSUES, REJECTED, UNRESOLVED_ISSUES, REJECTED, true, true",
    // A key that may not read submissions.
    "IN_REVIEW, WAITING_FOR_REVIEW, IN_REVIEW, -, IN_REVIEW, true, false",
    "IN_REVIEW, IN_REVIEW, IN_REVIEW, -, PENDING_DEVELOPER_RELEASE, true, true",
    "IN_REVIEW, IN_REVIEW, IN_REVIEW, CANCELING, IN_REVIEW, true, false",
    "IN_REVIEW, IN_REVIEW, IN_REVIEW, -, -, true, true",
    "PENDING_DEVELOPER_RELEASE, IN_REVIEW, PENDING_DEVELOPER_RELEASE, -, PENDING_DEVELOPER_RELEASE,"
        + " true, false",
    "PENDING_DEVELOPER_RELEASE, IN_REVIEW, PENDING_DEVELOPER_RELEASE, IN_REVIEW,"
        + " READY_FOR_DISTRIBUTION, true, true",
    // Released by us a moment ago; the version was last seen before.
    "PROCESSING_FOR_DISTRIBUTION, IN_REVIEW, PENDING_DEVELOPER_RELEASE, -,"
        + " PENDING_DEVELOPER_RELEASE, true, true",
    "PROCESSING_FOR_DISTRIBUTION, IN_REVIEW, PENDING_DEVELOPER_RELEASE, COMPLETING,"
        + " PROCESSING_FOR_DISTRIBUTION, true, true",
    "PROCESSING_FOR_DISTRIBUTION, COMPLETE, PROCESSING_FOR_DISTRIBUTION, -, READY_FOR_DISTRIBUTION,"
        + " true, true",
    "REJECTED, UNRESOLVED_ISSUES, REJECTED, UNRESOLVED_ISSUES, -, false, false",
    "REJECTED, UNRESOLVED_ISSUES, READY_FOR_REVIEW, UNRESOLVED_ISSUES, -, false, false",
    "REJECTED, UNRESOLVED_ISSUES, REJECTED, WAITING_FOR_REVIEW, -, false, true",
    "REJECTED, COMPLETE, REJECTED, -, REJECTED, true, false",
    "REJECTED, COMPLETE, REJECTED, -, WAITING_FOR_REVIEW, true, true",
    "IN_REVIEW, IN_REVIEW, IN_REVIEW, UNRESOLVED_ISSUES, REJECTED, true, true",
    "IN_REVIEW, IN_REVIEW, UNKNOWN, -, UNKNOWN, true, false"
  })
  void newsIsWhatTheKeyDoesNotSay(
      ReleaseState state,
      ReviewSubmissionState submission,
      AppVersionState version,
      String submissionNow,
      String versionNow,
      boolean needsVersion,
      boolean isNews) {
    var known = FollowedRelease.of(release(state, submission, version));
    var sees = submissionNow.equals("-") ? null : ReviewSubmissionState.valueOf(submissionNow);

    assertThat(known.needsVersion(sees)).isEqualTo(needsVersion);
    assertThat(
            known.differs(
                sees, versionNow.equals("-") ? null : AppVersionState.valueOf(versionNow)))
        .isEqualTo(isNews);
  }

  private static ReleaseRecord release(
      ReleaseState state, ReviewSubmissionState submission, AppVersionState version) {
    return Records.examined(Desired.Terms.OPEN)
        .withReview(ReviewLedger.EMPTY.with(new ReviewSubmissionId(SUBMISSION), submission))
        .withVersion(
            new VersionLedger(
                true,
                null,
                new VersionLedger.Version(
                    new AppStoreVersionId(VERSION),
                    version,
                    "1.1",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null)))
        .withStatus(Status.due(state, Records.NOW.plus(Duration.ofDays(1))));
  }
}
