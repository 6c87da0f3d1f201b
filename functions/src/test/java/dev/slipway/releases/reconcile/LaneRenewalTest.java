package dev.slipway.releases.reconcile;

import static dev.slipway.releases.reconcile.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.releases.lane.LaneClaims;
import dev.slipway.releases.lane.LaneClaims.Claim;
import dev.slipway.releases.lane.LaneStore;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.InMemoryStateStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who may go on with what was planned under a lease.
class LaneRenewalTest {
  private final InMemoryStateStore state = new InMemoryStateStore();
  private final LaneClaims lanes =
      new LaneClaims(new LaneStore(state), new ReleaseStore(state, () -> NOW), () -> NOW);

  @Test
  void theOwnerRenews() {
    var release = Records.examined(Terms.OPEN);
    assertThat(lanes.claim(release, "first")).isInstanceOf(Claim.Held.class);

    assertThat(lanes.renew(release, "first")).contains(NOW.plus(LaneClaims.LEASE));
  }

  /// Another worker was there meanwhile: what the first one was about to do, it did.
  @Test
  void aLeaseThatWasGivenBackIsNotRenewed() {
    var release = Records.examined(Terms.OPEN);
    lanes.claim(release, "second");
    lanes.endLease(release, "second");

    assertThat(lanes.renew(release, "first")).isEmpty();
    assertThat(lanes.claim(release, "first")).isInstanceOf(Claim.Held.class);
  }

  @Test
  void anothersLeaseIsNotRenewed() {
    var release = Records.examined(Terms.OPEN);
    lanes.claim(release, "second");

    assertThat(lanes.renew(release, "first")).isEmpty();
  }

  /// Else a write would be planned again and again, each time with a lease that is too short.
  @ParameterizedTest
  @EnumSource(WriteKind.class)
  void aFreshLeaseCoversEveryWrite(WriteKind kind) {
    assertThat(kind.deadline().plus(LaneClaims.SKEW_ALLOWANCE)).isLessThan(LaneClaims.LEASE);
  }

  /// One client makes all calls.
  @ParameterizedTest
  @EnumSource(WriteKind.class)
  void aCallEndsWithinTheDeadlineOfEveryWrite(WriteKind kind) {
    assertThat(WriteKind.shortestDeadline()).isLessThanOrEqualTo(kind.deadline());
  }
}
