package dev.slipway.releases.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.quotas.Quota;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.quotas.TenantQuotas;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A drop without room waits, keeps its place and goes on.
class AdmissionTest {
  private final InMemoryStateStore state = new InMemoryStateStore();
  private Instant now = Instant.parse("2026-11-30T10:00:00Z");
  private final ReleaseStore releases = new ReleaseStore(state, () -> now);
  private final QuotaCounts quotas =
      new QuotaCounts(state, new TenantQuotas(20, 1000, 5, 50, 2, 1, 500), () -> now);
  private final Admission admission = new Admission(quotas, releases, state, () -> now);

  @Test
  void aDropOverTheQuotaIsQueuedAndSaysWhy() {
    assertThat(admits(drop(1))).isTrue();
    assertThat(admits(drop(2))).isTrue();

    assertThat(admits(drop(3))).isFalse();

    var waiting = record(3);
    assertThat(waiting.state()).isEqualTo(ReleaseState.QUEUED);
    assertThat(waiting.status().waitingFor())
        .isEqualTo(
            "Your organisation may have 2 releases under way and has 2. Each that ends makes room,"
                + " and Slipway goes on automatically.");
    assertThat(waiting.status().nextCheckAt()).isEqualTo(now.plus(Duration.ofMinutes(5)));
    assertThat(releases.due(now.plus(Duration.ofMinutes(5)), 10))
        .as("the sweep finds it")
        .anyMatch(found -> found.value().id().equals(waiting.id()));
    assertThat(admits(drop(1))).as("one that is in stays in").isTrue();
  }

  @Test
  void waitingReleasesGoOnInTheOrderOfTheirDrops() {
    for (int i = 1; i <= 5; i++) {
      admits(drop(i));
    }
    end(1);

    assertThat(admits(drop(5))).as("two older ones wait").isFalse();
    assertThat(state.read(StateKeys.wakeIntake(record(3).id())))
        .as("the first is woken")
        .isPresent();
    assertThat(admits(drop(4))).isFalse();
    assertThat(admits(drop(3))).isTrue();

    var entered = record(3);
    assertThat(entered.state()).isEqualTo(ReleaseState.RECEIVED);
    assertThat(entered.status().waitingFor()).isNull();
    assertThat(entered.timeline().getLast().message()).isEqualTo("There is room now.");
    assertThat(state.read(StateKeys.wakeIntake(record(4).id())))
        .as("the next is woken")
        .isPresent();
    assertThat(admits(drop(4))).isFalse();
    end(2);
    end(3);
    assertThat(admits(drop(4))).isTrue();
    assertThat(admits(drop(5))).isTrue();
    assertThat(state.list(StateKeys.tenantQueue("anna"), null, 10).keys()).isEmpty();
  }

  @Test
  void aYoungDropTakesNoRoomThatAnOlderOneWaitsFor() {
    for (int i = 1; i <= 3; i++) {
      admits(drop(i));
    }
    end(1);

    assertThat(admits(drop(9))).isFalse();
    assertThat(admits(drop(3))).isTrue();
    assertThat(admits(drop(9))).isFalse();
  }

  @Test
  void aCanceledReleaseLeavesTheLine() {
    for (int i = 1; i <= 4; i++) {
      admits(drop(i));
    }
    releases.update(
        record(3).id(),
        it ->
            it.withOrders(
                it.orders().canceled(new Orders.Cancel(now, "Canceled.", false, null, null))));
    assertThat(admits(record(3))).as("the loop ends it").isTrue();
    end(3);
    end(1);

    assertThat(admits(drop(4))).isTrue();
  }

  /// A worker died between the order to end and the marker in the line.
  @Test
  void aPlaceInTheLineThatBelongsToNothingIsGivenUp() {
    for (int i = 1; i <= 4; i++) {
      admits(drop(i));
    }
    state.delete(StateKeys.release(record(3).id()));
    end(1);

    assertThat(admits(drop(4))).isFalse();
    assertThat(admits(drop(4))).isTrue();
  }

  /// A worker died after it took the place, and before the record said so.
  @Test
  void aReleaseThatHasItsPlaceGoesOn() {
    for (int i = 1; i <= 3; i++) {
      admits(drop(i));
    }
    end(1);
    quotas.put("anna", Quota.RELEASES_UNDER_WAY, record(3).id().value());

    assertThat(admits(record(3))).isTrue();
    assertThat(record(3).state()).isEqualTo(ReleaseState.RECEIVED);
    assertThat(state.list(StateKeys.tenantQueue("anna"), null, 10).keys()).isEmpty();
  }

  @Test
  void dropsOverTheBytesOfTheDayWaitForMidnight() {
    admits(drop(1));
    quotas.used("anna", Quota.DROPPED_BYTES_A_DAY, 1_000_000_000);

    assertThat(admits(drop(2))).isFalse();

    var midnight = Instant.parse("2026-12-01T00:00:00Z");
    assertThat(record(2).status().nextCheckAt()).isEqualTo(midnight);
    assertThat(admits(drop(1))).as("one that is in goes on").isTrue();
    now = midnight;
    assertThat(admits(record(2))).isTrue();
  }

  @Test
  void requestedPlansAndOtherTenantsAreNotCounted() {
    for (int i = 1; i <= 3; i++) {
      admits(drop(i));
    }

    assertThat(admits(drop(7).withPlan(PlanLedger.WANTED))).isTrue();
    assertThat(admits(drop(8).withTenant("bob"))).isTrue();
  }

  private boolean admits(ReleaseRecord release) {
    return admission.admits(releases.create(release).value());
  }

  private void end(int number) {
    releases.update(
        record(number).id(),
        it -> it.moved(Status.ended(ReleaseState.CANCELED, null), now, "Over."));
  }

  private ReleaseRecord record(int number) {
    return releases.read(drop(number).id()).orElseThrow().value();
  }

  private ReleaseRecord drop(int number) {
    String key = "c/App" + number + ".ipa";
    var at = Instant.parse("2026-11-30T09:00:00Z").plusSeconds(number);
    return ReleaseRecord.received(
        ReleaseId.of("drops", key, "v"),
        ConnectionId.of("anna", "team"),
        "anna",
        new Drop("drops", Drop.Kind.BARE_IPA, new ObjectVersion(key, "v", "e", 1), at),
        now,
        now.plus(Duration.ofMinutes(6)));
  }
}
