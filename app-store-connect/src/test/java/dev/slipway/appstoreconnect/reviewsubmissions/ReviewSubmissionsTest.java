package dev.slipway.appstoreconnect.reviewsubmissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.SimulatedApple;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionChanges;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.LocalizationChanges;
import dev.slipway.appstoreconnect.appstoreversions.NewAppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.AppleFault;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.ForbiddenReason;
import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReviewSubmissionsTest {
  private final SimulatedApple apple = new SimulatedApple();
  private final AppStoreConnectClient client = apple.client();
  private final ReviewSubmissionsClient submissions = client.reviewSubmissions();

  @AfterEach
  void stop() {
    apple.close();
  }

  @Test
  void submitsAVersionAndFollowsItThroughReview() {
    var version = readyVersion();
    var submission = submissions.create(apple.app(), Platform.IOS);
    assertThat(submission.state()).isEqualTo(ReviewSubmissionState.READY_FOR_REVIEW);
    assertThat(submission.submittedDate()).isNull();

    submissions.addItem(submission.id(), version);
    var submitted = submissions.submit(submission.id());

    assertThat(submitted.state()).isEqualTo(ReviewSubmissionState.WAITING_FOR_REVIEW);
    assertThat(submitted.submittedDate()).isNotNull();
    assertThat(state(version)).isEqualTo(AppVersionState.WAITING_FOR_REVIEW);

    apple.simulator().reviews().approve(apple.app().value());
    apple.simulator().clock().advance(Duration.ofMinutes(10));
    assertThat(state(version)).isEqualTo(AppVersionState.PENDING_DEVELOPER_RELEASE);
    assertThat(submissions.open(List.of(apple.app()))).isEmpty();

    assertThat(apple.simulator().contractViolations()).isEmpty();
  }

  @Test
  void followsAVersionThatIsReleasedByItselfUntilItReplacesTheOldOne() {
    var version = readyVersion();
    client
        .appStoreVersions()
        .update(
            version,
            AppStoreVersionChanges.none().withReleaseType(Change.set(ReleaseType.AFTER_APPROVAL)));
    var phased = client.phasedReleases().create(version);
    var submission = submissions.create(apple.app(), Platform.IOS);
    submissions.addItem(submission.id(), version);
    submissions.submit(submission.id());

    apple.simulator().reviews().approve(apple.app().value());
    apple.simulator().clock().advance(Duration.ofMinutes(10));

    var current = client.appStoreVersions().listFor(apple.app(), Platform.IOS);
    assertThat(current).hasSize(1);
    assertThat(current.getFirst().appVersionState())
        .isEqualTo(AppVersionState.READY_FOR_DISTRIBUTION);
    assertThat(current.getFirst().phasedRelease())
        .satisfies(
            running -> {
              assertThat(running.phasedReleaseState()).isEqualTo(PhasedReleaseState.ACTIVE);
              assertThat(running.startDate()).isNotNull();
              assertThat(running.currentDayNumber()).isEqualTo(1);
              assertThat(running.totalPauseDays()).isZero();
            });
    assertThat(client.apps().withVersions(List.of(apple.app())).getFirst().versions())
        .extracting(one -> one.appVersionState())
        .containsExactlyInAnyOrder(
            AppVersionState.READY_FOR_DISTRIBUTION, AppVersionState.REPLACED_WITH_NEW_VERSION);

    for (var wanted :
        List.of(
            PhasedReleaseState.PAUSED, PhasedReleaseState.ACTIVE, PhasedReleaseState.COMPLETE)) {
      assertThat(client.phasedReleases().update(phased.id(), wanted).phasedReleaseState())
          .isEqualTo(wanted);
    }
  }

  @Test
  void readsTheOpenSubmissionsOfManyAppsInOneCall() {
    var version = readyVersion();
    var submission = submissions.create(apple.app(), Platform.IOS);
    var item = submissions.addItem(submission.id(), version);
    var ids = new ArrayList<AppId>(List.of(apple.app()));
    for (int i = 0; i < 99; i++) {
      ids.add(
          new AppId(apple.simulator().createApp(NewApp.of("com.example.n" + i, "N " + i)).id()));
    }
    int before = apple.reports().size();

    var open = submissions.open(ids);

    assertThat(apple.reports()).hasSize(before + 1);
    assertThat(open).hasSize(1);
    var found = open.getFirst();
    assertThat(found.id()).isEqualTo(submission.id());
    assertThat(found.app()).isEqualTo(apple.app());
    assertThat(found.appStoreVersionForReview()).isEqualTo(version);
    assertThat(found.items()).extracting(ReviewSubmissionItem::id).containsExactly(item.id());
    assertThat(found.itemsComplete()).isTrue();
    assertThat(submissions.get(submission.id())).isEqualTo(found);
    assertThat(submissions.items(submission.id()).getFirst().appStoreVersion()).isEqualTo(version);
  }

  @Test
  void listsWhatIsMissingAsAssociatedErrors() {
    var version =
        client
            .appStoreVersions()
            .create(NewAppStoreVersion.of(apple.app(), Platform.IOS, "1.1.0"))
            .id();
    var submission = submissions.create(apple.app(), Platform.IOS);

    var refusal =
        catchThrowableOfType(Conflict.class, () -> submissions.addItem(submission.id(), version));

    assertThat(refusal.allErrors().count()).isGreaterThan(refusal.errors().size());
    assertThat(refusal.errors().getFirst().associatedErrors()).isNotEmpty();
  }

  @Test
  void removesAnItemAndCancels() {
    var version = readyVersion();
    var submission = submissions.create(apple.app(), Platform.IOS);
    var item = submissions.addItem(submission.id(), version);
    assertThat(state(version)).isEqualTo(AppVersionState.READY_FOR_REVIEW);

    submissions.removeItem(item.id());
    assertThat(state(version)).isEqualTo(AppVersionState.PREPARE_FOR_SUBMISSION);
    assertThat(submissions.items(submission.id())).isEmpty();

    submissions.addItem(submission.id(), version);
    submissions.submit(submission.id());
    assertThat(submissions.cancel(submission.id()).state())
        .isIn(ReviewSubmissionState.CANCELING, ReviewSubmissionState.COMPLETE);
    apple.simulator().clock().advance(Duration.ofMinutes(10));
    assertThat(submissions.get(submission.id()).state()).isEqualTo(ReviewSubmissionState.COMPLETE);
    assertThat(state(version)).isEqualTo(AppVersionState.DEVELOPER_REJECTED);
  }

  @Test
  void triesAgainInTheSameSubmissionAfterARejection() {
    var version = readyVersion();
    var submission = submissions.create(apple.app(), Platform.IOS);
    submissions.addItem(submission.id(), version);
    submissions.submit(submission.id());
    apple.simulator().reviews().metadataReject(version.value());
    assertThat(state(version)).isEqualTo(AppVersionState.METADATA_REJECTED);
    var rejected = submissions.get(submission.id());
    assertThat(rejected.state()).isEqualTo(ReviewSubmissionState.UNRESOLVED_ISSUES);
    var item = rejected.items().getFirst();
    assertThat(item.state()).isEqualTo(ReviewSubmissionItemState.REJECTED);

    assertThat(submissions.resolveItem(item.id()).state())
        .isEqualTo(ReviewSubmissionItemState.READY_FOR_REVIEW);

    assertThat(submissions.submit(submission.id()).state())
        .isEqualTo(ReviewSubmissionState.WAITING_FOR_REVIEW);
  }

  @Test
  void findsASubmissionThatTookEffectAlthoughTheAnswerWas503() {
    var version = readyVersion();
    var submission = submissions.create(apple.app(), Platform.IOS);
    submissions.addItem(submission.id(), version);
    apple
        .simulator()
        .faults()
        .add(Fault.status(503).on("PATCH", "/v1/reviewSubmissions/{id}").afterEffect());

    var failure = catchThrowableOfType(AppleFault.class, () -> submissions.submit(submission.id()));

    assertThat(failure.outcomeUnknown()).isTrue();
    assertThat(submissions.get(submission.id()).state())
        .isEqualTo(ReviewSubmissionState.WAITING_FOR_REVIEW);
  }

  @Test
  void needsMoreThanADeveloper() {
    var refusal =
        catchThrowableOfType(
            Forbidden.class,
            () -> apple.client(KeyRole.DEVELOPER).reviewSubmissions().open(List.of(apple.app())));

    assertThat(refusal.reason()).isEqualTo(ForbiddenReason.ROLE);
  }

  private AppVersionState state(AppStoreVersionId version) {
    return client.appStoreVersions().get(version).appVersionState();
  }

  private AppStoreVersionId readyVersion() {
    var build = apple.build(client, "1.1.0", "2");
    var version =
        client
            .appStoreVersions()
            .create(
                NewAppStoreVersion.of(apple.app(), Platform.IOS, "1.1.0")
                    .withReleaseType(ReleaseType.MANUAL)
                    .withCopyright("2026 Example"));
    client
        .appStoreVersions()
        .update(version.id(), AppStoreVersionChanges.none().withBuild(Change.set(build.id())));
    for (var text : client.appStoreVersionLocalizations().listFor(version.id())) {
      client
          .appStoreVersionLocalizations()
          .update(
              text.id(),
              LocalizationChanges.none().withWhatsNew(Change.set("Faster and smaller.")));
    }
    return version.id();
  }
}
