package dev.slipway.releases.actions;

import static dev.slipway.releases.reconcile.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.apps.App;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.pricing.PricingFacts;
import dev.slipway.releases.reconcile.Records;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentObservationsTest {
  private static final AppStoreVersion LIVE =
      version("1.0", AppVersionState.READY_FOR_DISTRIBUTION);
  private static final AppStoreVersion DRAFT =
      version("1.1", AppVersionState.PREPARE_FOR_SUBMISSION);
  private static final ReleaseRecord RELEASE = Records.examined(Terms.OPEN);

  @Test
  void keepsThatThereIsNothing() {
    var kept = RecentObservations.remember(RELEASE, facts(List.of(LIVE), List.of()));

    assertThat(kept.version().looked()).isTrue();
    assertThat(kept.version().version()).isNull();
    assertThat(kept.version().previous()).isNotNull();
    assertThat(kept.version().previous().versionString()).isEqualTo("1.0");
    assertThat(kept.review()).isEqualTo(ReviewLedger.EMPTY.nothingOpen());
  }

  @Test
  void anAppWithoutAnyVersionHasNoPrevious() {
    assertThat(RecentObservations.remember(RELEASE, facts(List.of(), List.of())).version())
        .isEqualTo(new VersionLedger(true, null, null));
  }

  @Test
  void whatIsThereIsReadWhenItsTurnComes() {
    var kept =
        RecentObservations.remember(RELEASE, facts(List.of(LIVE, DRAFT), List.of(submission())));

    assertThat(kept.version()).isEqualTo(VersionLedger.EMPTY);
    assertThat(kept.review()).isEqualTo(ReviewLedger.EMPTY);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1799, true", "1800, false", "86400, false"})
  void isFreshForHalfAnHour(long ageSeconds, boolean fresh) {
    var kept = RecentObservations.remember(RELEASE, facts(List.of(LIVE), List.of()));

    var later = RecentObservations.fresh(kept, NOW.plusSeconds(ageSeconds));

    assertThat(later.version().looked()).isEqualTo(fresh);
    assertThat(later.review().looked()).isEqualTo(fresh);
  }

  @Test
  void whatTheReleaseHasByNowIsKept() {
    var kept = RecentObservations.remember(RELEASE, facts(List.of(LIVE), List.of()));
    var made =
        kept.withVersion(new VersionLedger(true, null, null, new ReviewSubmissionItemId("held")))
            .withReview(
                kept.review()
                    .with(new ReviewSubmissionId("R1"), ReviewSubmissionState.READY_FOR_REVIEW));

    assertThat(RecentObservations.fresh(made, NOW.plus(Duration.ofDays(1)))).isEqualTo(made);
  }

  @Test
  void aReleaseThatIsOverStaysAsItIs() {
    var over =
        RecentObservations.remember(RELEASE, facts(List.of(LIVE), List.of()))
            .withStatus(Status.ended(ReleaseState.CANCELED, null));

    assertThat(RecentObservations.fresh(over, NOW.plus(Duration.ofDays(1)))).isEqualTo(over);
  }

  private static AppleFacts facts(List<AppStoreVersion> versions, List<ReviewSubmission> open) {
    var app = new App(new AppId("1"), "com.example", "Example", null, null);
    return new AppleFacts(
        app,
        versions,
        List.of(),
        open,
        List.of(),
        List.of(),
        null,
        null,
        Set.of(),
        null,
        Set.of(),
        PricingFacts.NONE,
        null,
        null,
        null,
        null);
  }

  private static ReviewSubmission submission() {
    return new ReviewSubmission(
        new ReviewSubmissionId("R1"),
        Platform.IOS,
        ReviewSubmissionState.READY_FOR_REVIEW,
        null,
        null,
        null,
        List.of(),
        true);
  }

  private static AppStoreVersion version(String string, AppVersionState state) {
    return new AppStoreVersion(
        new AppStoreVersionId("V-" + string),
        Platform.IOS,
        string,
        state,
        ReleaseType.AFTER_APPROVAL,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        true);
  }
}
