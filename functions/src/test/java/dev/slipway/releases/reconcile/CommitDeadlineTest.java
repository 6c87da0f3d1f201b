package dev.slipway.releases.reconcile;

import static dev.slipway.releases.reconcile.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadFileId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.releases.actions.AppleAccounts.Account;
import dev.slipway.releases.lane.LaneClaims;
import dev.slipway.releases.lane.LaneStore;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.BuildLedger.UploadPart;
import dev.slipway.releases.steps.NextStep;
import dev.slipway.releases.steps.Step;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Apple has taken 42 s to answer a commit. So a commit may take longer than other writes, and
/// begins only where lease and invocation last that long.
class CommitDeadlineTest {
  private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(5));
  private static final Step COMMIT = new Step.CommitBuildUploadFile();

  private final InMemoryStateStore state = new InMemoryStateStore();
  private final ReleaseStore releases = new ReleaseStore(state, () -> NOW);
  private final LaneStore lanes = new LaneStore(state);
  private final ReleaseRecord release =
      Records.examined(Terms.OPEN)
          .withBuild(
              BuildLedger.EMPTY
                  .reserved(new BuildUploadId("U1"))
                  .fileReserved(
                      new BuildUploadFileId("F1"),
                      List.of(
                          new UploadPart(
                              new UploadOperation(
                                  1,
                                  "PUT",
                                  URI.create("https://x.apple.com/"),
                                  0,
                                  20,
                                  List.of(),
                                  null,
                                  null),
                              true))));

  @Test
  void aCommitMayTakeTwoMinutes() {
    assertThat(WriteKind.COMMIT_BUILD_UPLOAD_FILE.deadline()).isEqualTo(Duration.ofSeconds(120));
    assertThat(WriteKind.RESERVE_BUILD_UPLOAD.deadline()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void anInvocationThatIsTooShortLeavesTheCommitToTheNext() {
    assertThat(NextStep.of(release, NOW)).isEqualTo(COMMIT);
    assertThat(accountsOpenedIn(Duration.ofSeconds(140))).isZero();

    var left = releases.read(release.id()).orElseThrow().value();
    assertThat(left.intent()).isNull();
    assertThat(left.status().nextCheckAt()).isEqualTo(NOW);
    assertThat(lanes.read(left).lease()).as("the next one finds the lane free").isNull();
    assertThat(state.list("wake/", null, 10).keys())
        .containsExactly(StateKeys.wakeRelease(release.id()));
  }

  @Test
  void anInvocationThatIsLongEnoughCommits() {
    assertThat(accountsOpenedIn(Duration.ofSeconds(141))).isOne();
  }

  private int accountsOpenedIn(Duration remaining) {
    var opened = new AtomicInteger();
    releases.create(release);
    new Reconciler(
            releases,
            lanes,
            (_, _) -> {
              opened.incrementAndGet();
              return Account.Exhausted.of(UNTIL);
            },
            new Reach.AppleAlone(),
            () -> NOW)
        .reconcile(release.id(), new Invocation("pass", () -> remaining));
    return opened.get();
  }

  @Test
  void theLeaseIsRenewedBeforeACommitThatNeedsMoreThanIsLeft() {
    var claims = new LaneClaims(lanes, releases, () -> NOW);
    var queue = new LaneQueue(claims, releases, () -> NOW);
    var preparation = new StepPreparation(claims, queue);
    var invocation = new Invocation("pass", () -> Duration.ofMinutes(15));
    var earlier = NOW.minusSeconds(60);
    new LaneClaims(lanes, releases, () -> earlier).claim(release, "pass");
    var session = new Session(releases, () -> NOW, releases.create(release));
    session.leasedUntil(earlier.plus(LaneClaims.LEASE));

    preparation.prepare(session, invocation, new Step.ReserveBuildUploadFile(), NOW);
    assertThat(leaseEnds()).as("120 s cover other writes").isEqualTo(NOW.plusSeconds(120));

    assertThat(preparation.prepare(session, invocation, COMMIT, NOW))
        .isEqualTo(StepPreparation.Readiness.READY);
    assertThat(leaseEnds()).isEqualTo(NOW.plus(LaneClaims.LEASE));
    assertThat(session.leaseCovers(WriteKind.COMMIT_BUILD_UPLOAD_FILE)).isTrue();
  }

  private Instant leaseEnds() {
    var lease = lanes.read(release).lease();
    return lease == null ? Instant.MIN : lease.expiresAt();
  }
}
