package dev.slipway.releases.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.quotas.Quota;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.quotas.TenantQuotas;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a crash or an earlier version left of the count of releases under way is corrected.
class UnderWayTest {
  private static final Quota STOCK = Quota.RELEASES_UNDER_WAY;

  private final InMemoryStateStore state = new InMemoryStateStore();
  private Instant now = Instant.parse("2026-11-30T10:00:00Z");
  private final ReleaseStore releases = new ReleaseStore(state, () -> now);
  private final QuotaCounts quotas = new QuotaCounts(state, TenantQuotas.PRESET, () -> now);
  private final UnderWay underWay = new UnderWay(state, releases, quotas, () -> now);

  @Test
  void theEndOfAReleaseDeletesItsMarker() {
    var release = admitted(1);

    end(release);

    assertThat(quotas.ids("anna", STOCK)).isEmpty();
  }

  @Test
  void aReleaseWithoutItsMarkerGetsOne() {
    var lost = admitted(1);
    var kept = admitted(2);
    state.delete(STOCK.marker("anna", lost.id().value()));

    underWay.correct("anna");

    assertThat(quotas.ids("anna", STOCK))
        .containsExactlyInAnyOrder(lost.id().value(), kept.id().value());
  }

  /// As after a rollback: the version before ends releases, and knows no markers.
  @Test
  void theMarkerOfAReleaseThatIsOverIsDeleted() {
    var over = admitted(1);
    end(over);
    quotas.put("anna", STOCK, over.id().value());
    var open = admitted(2);

    underWay.correct("anna");

    assertThat(quotas.ids("anna", STOCK)).containsExactly(open.id().value());
  }

  @Test
  void aMarkerWithoutARecordIsDeletedWhenItIsOld() {
    quotas.put("anna", STOCK, release(1).id().value());
    underWay.correct("anna");
    assertThat(quotas.ids("anna", STOCK)).as("its record may be about to come").hasSize(1);
    now = now.plus(Duration.ofHours(1)).plusSeconds(1);

    underWay.correct("anna");

    assertThat(quotas.ids("anna", STOCK)).isEmpty();
  }

  @Test
  void whatIsNotLetInGetsNoMarker() {
    releases.create(release(1).withDesired(null));
    releases.create(release(2).withPlan(PlanLedger.WANTED));
    releases.create(release(3).withTenant("bob"));

    underWay.correct("anna");

    assertThat(quotas.ids("anna", STOCK)).isEmpty();
    assertThat(quotas.ids("bob", STOCK)).isEmpty();
  }

  @Test
  void theEndOfAWaitingReleaseDeletesItsPlaceInTheLine() {
    var waiting =
        releases
            .create(release(1).withDesired(null).withStatus(Status.due(ReleaseState.QUEUED, now)))
            .value();
    state.put(StateKeys.tenantQueued("anna", waiting.drop().receivedAt(), waiting.id()), Map.of());

    end(waiting);

    assertThat(state.list(StateKeys.tenantQueue("anna"), null, 10).keys()).isEmpty();
  }

  private ReleaseRecord admitted(int number) {
    quotas.put("anna", STOCK, release(number).id().value());
    return releases.create(release(number)).value();
  }

  private void end(ReleaseRecord release) {
    releases.update(
        release.id(), it -> it.moved(Status.ended(ReleaseState.CANCELED, null), now, "Over."));
  }

  private ReleaseRecord release(int number) {
    String key = "c/App" + number + ".ipa";
    var object = new ObjectVersion(key, "v", "e", 1);
    return ReleaseRecord.received(
            ReleaseId.of("drops", key, "v"),
            ConnectionId.of("anna", "team"),
            "anna",
            new Drop("drops", Drop.Kind.BARE_IPA, object, now),
            now,
            now.plus(Duration.ofMinutes(6)))
        .withDesired(
            new Desired(object, "com.example", "1.1", "2", Platform.IOS, false, Terms.OPEN));
  }
}
