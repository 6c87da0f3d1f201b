package dev.slipway.releases.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.releases.model.ReleaseState;
import org.junit.jupiter.api.Test;
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

  /// What a person has to do goes by what was rejected.
  @ParameterizedTest
  @CsvSource({
    "METADATA_REJECTED, texts or pictures, a new build is not needed",
    "REJECTED, rejected the version, with the same build",
    "REJECTED, rejected the version, raise CFBundleVersion",
    "INVALID_BINARY, build invalid, raise the build number",
    "ACCEPTED, rejected another item, new build is not needed",
    "READY_FOR_REVIEW, rejected another item, new build is not needed",
    "IN_REVIEW, rejected the version, raise CFBundleVersion",
  })
  void theWordsSayWhatWasRejected(AppVersionState version, String what, String remedy) {
    var problem = ReviewVerdict.ofUnresolved(version, null, "").problem();

    assertThat(problem).isNotNull();
    assertThat(problem.detail()).contains(what, remedy);
  }

  /// Apple's way is not known: the version waits for the product, or is approved without it.
  @Test
  void aRejectedProductIsNamed() {
    String product = "subscription monthly";

    var waits = ReviewVerdict.ofUnresolved(AppVersionState.READY_FOR_REVIEW, null, product);
    var out = ReviewVerdict.ofUnresolved(AppVersionState.READY_FOR_DISTRIBUTION, null, product);
    var dated =
        ReviewVerdict.ofUnresolved(
            AppVersionState.PENDING_DEVELOPER_RELEASE, ReleaseType.SCHEDULED, "");

    assertThat(waits.state()).isEqualTo(ReleaseState.REJECTED);
    assertThat(waits.message())
        .isEqualTo("App Review rejected subscription monthly, not this version.");
    assertThat(out.state()).isEqualTo(ReleaseState.READY_FOR_DISTRIBUTION);
    assertThat(out.message())
        .isEqualTo("On the App Store. App Review rejected subscription monthly.");
    assertThat(out.problem()).isNull();
    assertThat(dated.message()).isEqualTo("Approved. Apple releases it on its date.");
  }

  @Test
  void rejectedTextsNeedNoNewBuild() {
    var problem = ReviewVerdict.of(AppVersionState.METADATA_REJECTED).orElseThrow().problem();

    assertThat(problem).isNotNull();
    assertThat(problem.detail()).doesNotContain("CFBundleVersion");
  }

  @ParameterizedTest
  @CsvSource({"COMPLETE", "CANCELING", "READY_FOR_REVIEW", "UNKNOWN"})
  void otherSubmissionsLeaveItToTheVersion(ReviewSubmissionState submission) {
    assertThat(ReviewVerdict.of(submission)).isEmpty();
  }
}
