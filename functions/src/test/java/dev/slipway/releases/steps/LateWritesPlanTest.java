package dev.slipway.releases.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.Intent;
import dev.slipway.releases.model.LateWrites;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.AbandonedUpload;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a release does about writes of a stopped worker that may still take effect.
class LateWritesPlanTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(11));
  private static final ObjectVersion IPA = new ObjectVersion("c/App.ipa", "v1", "\"e1\"", 20);

  @Test
  void beforeTheSubmissionItWaitsAndThenLooksOnceMore() {
    var release = LateWrites.ofOwn(ready().withIntent(open("ReserveBuildUpload")), NOW);
    var late = late(release);
    assertThat(late)
        .isEqualTo(
            new LateWrites(
                NOW.minusSeconds(400),
                UNTIL,
                List.of(new AbandonedUpload(null, "1.1", "2", NOW.minusSeconds(400)))));
    release = release.withIntent(null);

    assertThat(NextStep.of(release, NOW))
        .isInstanceOfSatisfying(Step.Wait.class, wait -> assertThat(wait.until()).isEqualTo(UNTIL));
    assertThat(NextStep.of(release, UNTIL)).isEqualTo(new Step.LookOnceMore(late));
    assertThat(NextStep.of(release.withLateWrites(null), UNTIL))
        .isEqualTo(new Step.ObserveSubmission());
  }

  @Test
  void anIntentIsCountedOnce() {
    var once = LateWrites.ofOwn(ready().withIntent(open("ApplyContent")), NOW);

    assertThat(LateWrites.ofOwn(once, NOW.plusSeconds(60))).isEqualTo(once);
    assertThat(late(LateWrites.ofGivenUp(once, NOW.plusSeconds(60))).until())
        .isEqualTo(UNTIL.plusSeconds(60));
  }

  /// The worker that gave one write of the content up may die in a later one.
  @Test
  void aWriteThatWasGivenUpDoesNotHideTheEndOfItsWorker() {
    var release = ready().withIntent(open("ApplyContent"));
    var later = NOW.plus(Duration.ofMinutes(14));

    var givenUp = LateWrites.ofGivenUp(release, NOW);

    assertThat(late(givenUp).until()).isEqualTo(UNTIL);
    assertThat(late(LateWrites.ofOwn(givenUp, later)).until())
        .isEqualTo(later.plus(Duration.ofMinutes(11)));
  }

  /// Each is looked for at Apple, and a day of lost answers has many.
  @Test
  void reservationsOfTheSameNumbersAreLookedForOnce() {
    var release = ready();
    for (int i = 0; i < 5; i++) {
      var at = NOW.plusSeconds(60L * i);
      release =
          LateWrites.ofOwn(release.withIntent(new Intent(WriteKind.RESERVE_BUILD_UPLOAD, at)), at)
              .withIntent(null);
    }

    assertThat(late(release).uploads()).containsExactly(new AbandonedUpload(null, "1.1", "2", NOW));
    assertThat(late(release).until()).isEqualTo(UNTIL.plusSeconds(240));
  }

  @Test
  void whatAppleAnsweredIsNotOnItsWay() {
    var answered = ready().withIntent(open("ReserveBuildUpload").withAnswer());

    assertThat(LateWrites.ofOwn(answered, NOW)).isEqualTo(answered);
    assertThat(LateWrites.ofPredecessor(ready(), answered, NOW).lateWrites()).isNull();
  }

  /// Apple refuses these the second time, or they change nothing.
  @ParameterizedTest
  @ValueSource(strings = {"CreateVersion", "UpdateVersion", "AddSubmissionItem", "Submit"})
  void whatDoesNotDoubleIsNotWaitedFor(String write) {
    var release = ready().withIntent(open(write));

    assertThat(LateWrites.ofOwn(release, NOW)).isEqualTo(release);
  }

  /// But it may undo what a newer drop wants.
  @ParameterizedTest
  @ValueSource(strings = {"CreateVersion", "UpdateVersion", "ApplyContent", "AddSubmissionItem"})
  void aPredecessorsOpenWriteIsWaitedFor(String write) {
    var taken = LateWrites.ofPredecessor(ready(), ready().withIntent(open(write)), NOW);

    assertThat(late(taken).until()).isEqualTo(UNTIL);
    assertThat(late(taken).uploads()).isEmpty();
  }

  @Test
  void aCanceledReleaseRemovesWhatIsReservedLate() {
    var canceled =
        LateWrites.ofOwn(ready().withIntent(open("ReserveBuildUpload")), NOW)
            .withIntent(null)
            .withOrders(
                Orders.NONE.canceled(new Orders.Cancel(NOW, "No.", false, null, Actor.DROP)));

    assertThat(NextStep.of(canceled, NOW)).isInstanceOf(Step.Wait.class);
    assertThat(NextStep.of(canceled, UNTIL)).isInstanceOf(Step.LookOnceMore.class);
    assertThat(NextStep.of(canceled.withLateWrites(null), UNTIL)).isInstanceOf(Step.End.class);
  }

  private static LateWrites late(ReleaseRecord release) {
    return Objects.requireNonNull(release.lateWrites());
  }

  private static Intent open(String write) {
    return new Intent(WriteKind.of(write).orElseThrow(), NOW.minusSeconds(400));
  }

  /// All there, and nothing submitted.
  private static ReleaseRecord ready() {
    return ReleaseRecord.received(
            new ReleaseId("a".repeat(26)),
            ConnectionId.of("tenant", "issuer"),
            "tenant",
            new Drop("drops", Drop.Kind.BARE_IPA, IPA, NOW),
            NOW,
            NOW)
        .withDesired(new Desired(IPA, "com.example", "1.1", "2", Platform.IOS, false, Terms.OPEN))
        .withApp(new ReleaseRecord.App(new AppId("1"), "Example"))
        .withPreflight(new PreflightLedger(NOW, List.of()))
        .withBuild(
            BuildLedger.EMPTY
                .reserved(new BuildUploadId("U1"))
                .committed(NOW.minusSeconds(600))
                .looked(NOW)
                .observed(new BuildId("B1"), BuildProcessingState.VALID, false))
        .withVersion(
            new VersionLedger(
                true,
                null,
                new VersionLedger.Version(
                    new AppStoreVersionId("V1"),
                    AppVersionState.PREPARE_FOR_SUBMISSION,
                    "1.1",
                    ReleaseType.AFTER_APPROVAL,
                    null,
                    null,
                    new BuildId("B1"),
                    null,
                    null)))
        .withContent(ContentLedger.EMPTY.in(ContentLedger.State.DONE));
  }
}
