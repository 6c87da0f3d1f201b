package dev.slipway.releases.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.quotas.TenantQuotas;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// One tenant cannot have the same object planned many times at once.
class OpenPlansTest {
  private static final String KEY = "c/App.ipa";

  private final InMemoryStateStore state = new InMemoryStateStore();
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private final ReleaseStore releases = new ReleaseStore(state, () -> now);
  private final OpenPlans plans =
      new OpenPlans(
          state,
          releases,
          new QuotaCounts(state, new TenantQuotas(20, 1000, 1000, 50, 500, 1000, 500), () -> now),
          () -> now);

  @Test
  void aRequestJoinsThePlanThatHasNotReadTheObject() {
    var first = plans.open(plan("anna", KEY, 1));
    state.delete(StateKeys.wakeIntake(first));

    assertThat(plans.open(plan("anna", KEY, 2))).isEqualTo(first);

    assertThat(releases.read(plan("anna", KEY, 2).id())).isEmpty();
    assertThat(state.read(StateKeys.wakeIntake(first))).as("its wake may be lost").isPresent();
  }

  @Test
  void otherObjectsAndOtherTenantsHavePlansOfTheirOwn() {
    assertThat(plans.open(plan("anna", KEY, 1))).isEqualTo(plan("anna", KEY, 1).id());
    assertThat(plans.open(plan("anna", "c/B.ipa", 2))).isEqualTo(plan("anna", "c/B.ipa", 2).id());
    assertThat(plans.open(plan("bob", KEY, 3))).isEqualTo(plan("bob", KEY, 3).id());
  }

  @Test
  void aPlanThatHasReadTheObjectIsSuperseded() {
    var first = plans.open(plan("anna", KEY, 1));
    releases.update(first, it -> it.withDrop(read(it.drop())));

    var second = plans.open(plan("anna", KEY, 2));

    assertThat(second).isNotEqualTo(first);
    var cancel = record(first).value().orders().cancel();
    assertThat(cancel).isNotNull();
    assertThat(cancel.successor()).isEqualTo(second);
    assertThat(state.read(StateKeys.wakeIntake(first))).isPresent();
    assertThat(state.read(StateKeys.wakeIntake(second))).isPresent();
  }

  @Test
  void aPlanThatIsOverIsLeftAsItIs() {
    var first = plans.open(plan("anna", KEY, 1));
    releases.update(first, it -> it.withStatus(Status.ended(ReleaseState.PLANNED, null)));

    assertThat(plans.open(plan("anna", KEY, 2))).isEqualTo(plan("anna", KEY, 2).id());
    assertThat(record(first).value().orders().cancel()).isNull();
  }

  /// Its caller died after it wrote the pointer.
  @Test
  void aRequestThatJoinsAPlanWithoutRecordWritesTheRecord() {
    var lost = plans.open(plan("anna", KEY, 1));
    state.delete(StateKeys.release(lost));
    state.delete(StateKeys.wakeIntake(lost));

    assertThat(plans.open(plan("anna", KEY, 2))).isEqualTo(lost);

    var written = record(lost).value();
    assertThat(written.plan().wanted()).isTrue();
    assertThat(written.drop().trigger().key()).isEqualTo(KEY);
    assertThat(state.read(StateKeys.wakeIntake(lost))).isPresent();
    assertThat(releases.read(plan("anna", KEY, 2).id())).isEmpty();
  }

  @Test
  void aPlanWhoseRecordIsGoneIsNotJoined() {
    var gone = plans.open(plan("anna", KEY, 1));
    state.delete(StateKeys.release(gone));
    now = now.plus(Duration.ofMinutes(1));

    assertThat(plans.open(plan("anna", KEY, 2))).isEqualTo(plan("anna", KEY, 2).id());
  }

  @Test
  void pointersOfLongAgoAreRemovedByLaterPlans() {
    for (int i = 0; i < 40; i++) {
      plans.open(plan("anna", "c/Old-" + i + ".ipa", i));
    }
    var kept = plans.open(plan("bob", KEY, 99));
    now = now.plus(Duration.ofDays(3));
    for (int i = 0; i < 40; i++) {
      plans.open(plan("anna", "c/New-" + i + ".ipa", i));
    }

    assertThat(state.list(StateKeys.tenantPlans("anna"), null, 1000).keys()).hasSizeBetween(40, 50);
    assertThat(state.list(StateKeys.tenantPlans("bob"), null, 1000).keys()).hasSize(1);
    assertThat(record(kept).value().state().isOpen()).isTrue();
  }

  @Test
  void manyAtOnceAreOnePlan() throws Exception {
    for (int round = 0; round < 20; round++) {
      String key = "c/App" + round + ".ipa";
      var work = new ArrayList<Callable<ReleaseId>>();
      for (int i = 0; i < 16; i++) {
        var wanted = plan("anna", key, i);
        work.add(() -> plans.open(wanted));
      }
      var opened = new HashSet<ReleaseId>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var done : threads.invokeAll(work)) {
          opened.add(done.get());
        }
      }

      assertThat(opened).hasSize(1);
      assertThat(releases.read(opened.iterator().next())).isPresent();
    }
  }

  private Versioned<ReleaseRecord> record(ReleaseId id) {
    return releases.read(id).orElseThrow();
  }

  private static Drop read(Drop drop) {
    return new Drop(
        drop.bucket(),
        drop.kind(),
        new ObjectVersion(drop.trigger().key(), "v1", "\"e\"", 1),
        drop.receivedAt());
  }

  private ReleaseRecord plan(String tenant, String key, int number) {
    return ReleaseRecord.received(
            ReleaseId.of("drops", key, tenant + " plan " + number),
            ConnectionId.of(tenant, "issuer"),
            tenant,
            new Drop("drops", Drop.Kind.BARE_IPA, new ObjectVersion(key, "", "", 0), now),
            now,
            now)
        .withPlan(PlanLedger.WANTED);
  }
}
