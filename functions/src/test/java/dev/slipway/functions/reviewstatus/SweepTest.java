package dev.slipway.functions.reviewstatus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.functions.ReleaseFunctions;
import dev.slipway.functions.api.ApiHandler;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.store.ReleaseFilter;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.releases.store.SweepHeartbeat;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  private static final String SWEEP = "{\"source\":\"slipway.schedule\",\"detail-type\":\"sweep\"}";
  private static final int PLENTY = 300_000;

  @TempDir Path directory;
  private FunctionFixture fixture;
  private ReviewStatusHandler status;
  private ReleaseStore releases;
  private ConnectionId connection;
  private String keyId;

  @BeforeEach
  void start() throws IOException {
    fixture = new FunctionFixture(directory);
    var environment = fixture.environment();
    var api =
        new ApiHandler(ReleaseFunctions.without(environment, "SLIPWAY_APPLE_URL"), fixture.clock());
    status =
        new ReviewStatusHandler(
            ReleaseFunctions.without(environment, "SLIPWAY_TENANT_CLAIM", "SLIPWAY_DROP_BUCKET"),
            fixture.clock());
    releases = new ReleaseStore(fixture.aws().state(), fixture.clock());
    var key = fixture.key(KeyRole.APP_MANAGER);
    keyId = key.keyId();
    connection =
        new ConnectionId(
            fixture
                .call(api, Request.postJson("/connections", FunctionFixture.connectBody(key)))
                .json()
                .string("id"));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Tag("proof")
  @Test
  void followsManyAppsOfAKeyWithOneCallPerHundred() {
    for (int i = 0; i < 150; i++) {
      submitted(i);
    }

    fixture.invoke(status, SWEEP, PLENTY);

    var page = releases.list("anna", ReleaseFilter.ALL, null, 200).releases();
    assertThat(page).hasSize(150).allMatch(r -> r.state() == ReleaseState.READY_FOR_DISTRIBUTION);
    assertThat(fixture.apple().calls())
        .isEqualTo(Map.of("GET /v1/reviewSubmissions", 2L, "GET /v1/apps", 2L));
    assertThat(new SweepHeartbeat(fixture.aws().state()).last())
        .contains(new SweepHeartbeat.Beat(fixture.clock().instant(), 4));
  }

  @Test
  void whatIsNotDueIsFollowedByItsKey() {
    var release = submitted(1);
    releases.update(
        release.id(),
        r -> r.withStatus(Status.due(r.state(), fixture.clock().instant().plusSeconds(3600))));

    fixture.invoke(status, SWEEP, PLENTY);

    assertThat(read(release).state()).isEqualTo(ReleaseState.READY_FOR_DISTRIBUTION);
    assertThat(releases.following().list()).isEmpty();
  }

  @Test
  void aVersionIsMissingForTwentyMinutesHoweverOftenItIsLookedAt() {
    var deleted = submitted(1);
    releases.update(
        deleted.id(),
        r ->
            r.withVersion(
                new VersionLedger(
                    true, null, versionWithId("00000000-0000-0000-0000-000000000000"))));
    fixture.invoke(status, SWEEP, PLENTY);
    var since = fixture.clock().instant();
    var first = read(deleted);
    assertThat(first.review().missingSince()).isEqualTo(since);
    assertThat(first.status().problem().type()).isEqualTo(ProblemType.APPLE_REFUSED);

    for (int minute = 1; minute < 20; minute++) {
      fixture.clock().advance(Duration.ofMinutes(1));
      fixture.invoke(status, SWEEP, PLENTY);
      assertThat(read(deleted)).as("written once").isEqualTo(first);
    }
    fixture.clock().advance(Duration.ofMinutes(1));
    fixture.invoke(status, SWEEP, PLENTY);

    assertThat(read(deleted).state()).isEqualTo(ReleaseState.NEEDS_ATTENTION);
    assertThat(releases.following().list()).isEmpty();
  }

  @Test
  void aVersionDeletedAtAppleStopsOnlyItsOwnRelease() {
    var deleted = submitted(1);
    releases.update(
        deleted.id(),
        r ->
            r.withVersion(
                new VersionLedger(
                    true, null, versionWithId("00000000-0000-0000-0000-000000000000"))));
    var other = submitted(2);

    for (int sweep = 0; sweep < 6; sweep++) {
      fixture.invoke(status, SWEEP, PLENTY);
      fixture.clock().advance(Duration.ofMinutes(10));
    }

    assertThat(read(other).state()).isEqualTo(ReleaseState.READY_FOR_DISTRIBUTION);
    assertThat(read(deleted).state()).isEqualTo(ReleaseState.NEEDS_ATTENTION);
    assertThat(read(deleted).status().problem().type()).isEqualTo(ProblemType.APPLE_REFUSED);
  }

  @Test
  void aRecordThatNobodyUnderstandsStopsNobodyElse() {
    var broken = submitted(1);
    var other = submitted(2);
    fixture.aws().state().put(StateKeys.release(broken.id()), Map.of("id", broken.id().value()));

    fixture.invoke(status, SWEEP, PLENTY);

    assertThat(read(other).state()).isEqualTo(ReleaseState.READY_FOR_DISTRIBUTION);
    assertThat(fixture.log()).contains("Release record cannot be understood");
  }

  @Test
  void aKeyThatStopsWorkingShowsOnEveryReleaseThatWaits() {
    var release = submitted(1);
    fixture.apple().revokeKey(keyId);

    fixture.invoke(status, SWEEP, PLENTY);

    assertThat(read(release).state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
    assertThat(read(release).status().problem().type()).isEqualTo(ProblemType.CREDENTIALS_REJECTED);
    assertThat(read(release).timeline().getLast().message()).contains("rejects this key");
  }

  @Test
  void theProblemGoesWithTheNextLookThatSucceeds() {
    var release = submitted(1);
    fixture.apple().faults().add(Fault.agreements().times(1));
    fixture.invoke(status, SWEEP, PLENTY);
    assertThat(read(release).status().problem().type()).isEqualTo(ProblemType.AGREEMENT_MISSING);

    fixture.clock().advance(Duration.ofMinutes(30));
    fixture.invoke(status, SWEEP, PLENTY);

    assertThat(read(release).status().problem()).isNull();
    assertThat(read(release).state()).isEqualTo(ReleaseState.READY_FOR_DISTRIBUTION);
  }

  private ReleaseRecord read(ReleaseRecord release) {
    return releases.read(release.id()).orElseThrow().value();
  }

  /// A release with App Review whose submission is over by now: the version is on the App Store.
  private ReleaseRecord submitted(int number) {
    String bundleId = "com.example.app" + number;
    var app =
        fixture.apple().createApp(NewApp.of(bundleId, "App " + number).liveVersion("1.1", "2"));
    Snapshot.AppStoreVersion live =
        fixture.apple().snapshot().appStoreVersions().stream()
            .filter(version -> version.appId().equals(app.id()))
            .findFirst()
            .orElseThrow();
    var now = fixture.clock().instant();
    var ipa = new ObjectVersion(connection + "/" + number + ".ipa", "v1", "\"e\"", 10);
    var id = ReleaseId.of("drops", ipa.key(), ipa.versionId());
    var version = versionWithId(live.id());
    var release =
        ReleaseRecord.received(
                id, connection, "anna", new Drop("drops", Drop.Kind.BARE_IPA, ipa, now), now, now)
            .withDesired(
                new Desired(ipa, bundleId, "1.1", "2", Platform.IOS, false, Desired.Terms.OPEN))
            .withApp(new ReleaseRecord.App(new AppId(app.id()), app.name()))
            .withVersion(new VersionLedger(true, null, version))
            .withReview(
                ReviewLedger.EMPTY.with(
                    new ReviewSubmissionId("S" + number), ReviewSubmissionState.WAITING_FOR_REVIEW))
            .withStatus(Status.due(ReleaseState.WAITING_FOR_REVIEW, now));
    return releases.create(release).value();
  }

  private static VersionLedger.Version versionWithId(String id) {
    return new VersionLedger.Version(
        new AppStoreVersionId(id),
        AppVersionState.WAITING_FOR_REVIEW,
        "1.1",
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
