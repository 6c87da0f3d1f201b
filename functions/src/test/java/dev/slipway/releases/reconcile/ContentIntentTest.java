package dev.slipway.releases.reconcile;

import static dev.slipway.releases.reconcile.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.appstoreconnect.upload.PartUpload.PartTransport;
import dev.slipway.appstoreconnect.upload.UploadOptions;
import dev.slipway.drops.DropObjects;
import dev.slipway.releases.actions.AppleAccounts.Account;
import dev.slipway.releases.lane.LaneStore;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.slots.UploadSlots;
import dev.slipway.releases.steps.NextStep;
import dev.slipway.releases.steps.Step;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What an intent of the content says: a worker died over it. A worker that lives takes it back.
class ContentIntentTest {
  private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(5));

  private final InMemoryStateStore state = new InMemoryStateStore();
  private final ReleaseStore releases = new ReleaseStore(state, () -> NOW);

  @Test
  void contentThatWasNotBegunLeavesNothingToLookFor() {
    var release = readyForContent();
    assertThat(NextStep.of(release, NOW)).isEqualTo(new Step.ApplyContent());
    releases.create(release);
    var reconciler =
        new Reconciler(
            releases,
            new LaneStore(state),
            (_, _) -> Account.Exhausted.of(UNTIL),
            untouched(),
            () -> NOW);

    for (int pass = 0; pass < 2; pass++) {
      reconciler.reconcile(
          release.id(), new Invocation("pass" + pass, () -> Duration.ofMinutes(15)));
    }

    var stands = releases.read(release.id()).orElseThrow().value();
    assertThat(stands.status().nextCheckAt()).isEqualTo(UNTIL);
    assertThat(stands.intent()).isNull();
    assertThat(stands.lateWrites()).as("nobody was interrupted").isNull();
  }

  /// Whatever asks for the drop, or for what is known of it, fails the test.
  private Reach untouched() {
    var nothing = untouched(StateStore.class);
    return Reach.DropsAndApple.of(
        untouched(DropObjects.class),
        nothing,
        new PartUpload(
            untouched(PartTransport.class),
            UploadOptions.defaults(),
            () -> NOW,
            untouched(Sleeper.class),
            new Random(1)),
        PartHosts.appleAndLoopback(),
        new UploadSlots(state, releases, 1, () -> NOW),
        () -> NOW);
  }

  private static <T> T untouched(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            ContentIntentTest.class.getClassLoader(),
            new Class<?>[] {port},
            (_, method, _) -> {
              throw new AssertionError(method.getName());
            }));
  }

  private static ReleaseRecord readyForContent() {
    return Records.examined(Terms.OPEN)
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
                    null)));
  }
}
