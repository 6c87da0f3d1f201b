package dev.slipway.functions.reviewstatus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.budgets.Purpose;
import dev.slipway.connections.ConnectionId;
import dev.slipway.metrics.Metrics;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.actions.AppleAccounts;
import dev.slipway.releases.lane.LaneStore;
import dev.slipway.releases.reconcile.Invocation;
import dev.slipway.releases.reconcile.Reach;
import dev.slipway.releases.reconcile.Reconciler;
import dev.slipway.releases.steps.FollowedRelease;
import dev.slipway.releases.store.FollowingKeys;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.releases.store.SweepHeartbeat;
import dev.slipway.state.InMemoryStateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Keys of many connections, whose releases have no records: what the sweep does with their
/// accounts.
class SweepOfManyKeysTest {
  private static final InstantSource CLOCK = () -> Instant.parse("2026-11-23T10:00:00Z");
  private static final int AT_ONCE = 16;
  private static final int CONNECTIONS = 80;

  private final InMemoryStateStore state = new InMemoryStateStore();
  private final ReleaseStore releases = new ReleaseStore(state, CLOCK);

  @Test
  void asksForSixteenConnectionsAtOnce() {
    var accounts = new Meeting();
    keys();

    sweep(accounts, Duration.ofMinutes(5));

    assertThat(accounts.opened).hasSizeGreaterThan(CONNECTIONS - 5);
    assertThat(accounts.most).hasValue(AT_ONCE);
  }

  @Test
  void leavesToTheNextSweepWhatItHasNoTimeFor() {
    var accounts = new Meeting();
    keys();

    sweep(accounts, Duration.ofSeconds(59));

    assertThat(accounts.opened).isEmpty();
    assertThat(releases.following().list()).hasSize(CONNECTIONS);
  }

  private void keys() {
    for (int i = 0; i < CONNECTIONS; i++) {
      var followed =
          new FollowedRelease(
              ConnectionId.of("anna", "issuer " + i),
              new AppId(String.valueOf(i)),
              Platform.IOS,
              ReleaseId.of("drops", i + ".ipa", "v1"),
              null,
              null,
              ReviewSubmissionState.IN_REVIEW,
              AppVersionState.UNKNOWN);
      state.put(FollowingKeys.key(followed), Map.of("at", CLOCK.instant().toString()));
    }
  }

  private void sweep(AppleAccounts accounts, Duration remaining) {
    var reconciler =
        new Reconciler(releases, new LaneStore(state), accounts, new Reach.AppleAlone(), CLOCK);
    new Sweep(releases, accounts, reconciler, new SweepHeartbeat(state), CLOCK, Metrics.none())
        .run(new Invocation("sweep", () -> remaining));
  }

  /// Accounts of disconnected connections; the first ones wait for each other.
  private static final class Meeting implements AppleAccounts {
    private final CountDownLatch met = new CountDownLatch(AT_ONCE);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Set<ConnectionId> opened = ConcurrentHashMap.newKeySet();

    @Override
    public Account open(ConnectionId id, Purpose purpose) {
      opened.add(id);
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      met.countDown();
      try {
        assertThat(met.await(1, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      } finally {
        inside.decrementAndGet();
      }
      return new Account.Gone();
    }
  }
}
