package dev.slipway.releases.slots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadSlotsTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final InMemoryStateStore state = new InMemoryStateStore();
  private Instant now = START;
  private final ReleaseStore releases = new ReleaseStore(state, () -> now);
  private final UploadSlots slots = new UploadSlots(state, releases, 8, () -> now);

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "2, 1, 1",
    "4, 1, 3",
    "8, 1, 6",
    "8, 2, 4",
    "8, 3, 3",
    "8, 100, 1",
    "1, 5, 1",
    "90, 1, 67"
  })
  void aTenantHasThreeQuartersOrItsEqualShare(int count, int waitingTenants, int share) {
    assertThat(UploadSlots.share(count, waitingTenants)).isEqualTo(share);
  }

  @Test
  void aBusyTenantLeavesSlotsToOthers() {
    var busy = entered("busy", 10);

    assertThat(busy).hasSize(6);
    assertThat(enter(release("other", 0))).isPresent();
    assertThat(enter(release("third", 0))).isPresent();
    assertThat(enter(release("fourth", 0))).as("all eight are taken").isEmpty();
  }

  @Test
  void whatIsFreeGoesToTheTenantThatHoldsTheFewest() {
    var busy = entered("busy", 20);
    var other = new ArrayList<Held>();
    var waiting = new ArrayList<ReleaseRecord>();
    for (int i = 0; i < 5; i++) {
      var release = release("other", i);
      enter(release).ifPresentOrElse(other::add, () -> waiting.add(release));
    }
    assertThat(other).hasSize(2);

    slots.giveBack(busy.get(0));
    assertThat(woken()).containsExactly(waiting.get(0).id());
    assertThat(enter(release("busy", 30))).as("it holds more than its equal share").isEmpty();
    assertThat(enter(waiting.get(0))).isPresent();
    slots.giveBack(busy.get(1));

    assertThat(woken()).containsExactly(waiting.get(1).id());
    assertThat(enter(waiting.get(1))).isPresent();
    assertThat(enter(waiting.get(2))).as("both have four").isEmpty();
  }

  @Test
  void aWorkerThatDiedBlocksItsSlotUntilItsInvocationWouldHaveEnded() {
    var one = new UploadSlots(state, releases, 1, () -> now);
    var dead = release("busy", 0);
    var next = release("other", 0);
    assertThat(one.enter(dead, "dead", QUARTER)).isPresent();
    assertThat(one.enter(next, "next", QUARTER)).isEmpty();

    now = now.plus(QUARTER);

    assertThat(one.enter(next, "next", QUARTER)).isPresent();
    assertThat(state.list(StateKeys.allWaiting(StateKeys.SLOTS_PREFIX), null, 10).keys()).isEmpty();
  }

  @Test
  void aReleaseTakesOverTheSlotOfItsOwnDeadWorker() {
    var one = new UploadSlots(state, releases, 1, () -> now);
    var release = release("busy", 0);
    var lost = one.enter(release, "dead", QUARTER).orElseThrow();

    var taken = one.enter(release, "successor", QUARTER);

    assertThat(taken).isPresent();
    one.giveBack(lost);
    assertThat(one.enter(release("other", 0), "other", QUARTER))
        .as("the late end of the first worker does not end the lease of the second")
        .isEmpty();
  }

  @Test
  void aReleaseThatIsOverIsNotWaitedFor() {
    var one = new UploadSlots(state, releases, 1, () -> now);
    var held = one.enter(release("busy", 0), "worker", QUARTER).orElseThrow();
    var canceled = release("other", 0);
    var third = release("third", 1);
    assertThat(one.enter(canceled, "a", QUARTER)).isEmpty();
    assertThat(one.enter(third, "b", QUARTER)).isEmpty();
    releases.update(canceled.id(), it -> it.withStatus(Status.ended(ReleaseState.CANCELED, null)));

    one.giveBack(held);

    assertThat(woken()).containsExactly(third.id());
    assertThat(state.list(StateKeys.allWaiting(StateKeys.SLOTS_PREFIX), null, 10).keys())
        .singleElement()
        .satisfies(marker -> assertThat(marker).contains(third.id().value()));
  }

  @Test
  void manyAtOnceNeverTakeMoreThanTheirShare() throws Exception {
    for (int round = 0; round < 20; round++) {
      int first = round * 100;
      var work = new ArrayList<Callable<Optional<Held>>>();
      for (int i = 0; i < 40; i++) {
        var release = release(i % 8 == 0 ? "other" + i : "busy", first + i);
        work.add(() -> enter(release));
      }
      var held = new ArrayList<Held>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var done : threads.invokeAll(work)) {
          done.get().ifPresent(held::add);
        }
      }

      assertThat(held).hasSizeLessThanOrEqualTo(8).isNotEmpty();
      assertThat(held.stream().filter(slot -> slot.lease().value().tenant().equals("busy")))
          .hasSizeLessThanOrEqualTo(6);
      held.forEach(slots::giveBack);
      state
          .list(StateKeys.allWaiting(StateKeys.SLOTS_PREFIX), null, 1000)
          .keys()
          .forEach(state::delete);
    }
  }

  @Test
  void turnsOfOneTenantAreNoneOfAnothers() {
    var turns = new IntakeTurns(state, releases, () -> now);
    var held = new ArrayList<Held>();
    for (int i = 0; i < IntakeTurns.AT_ONCE; i++) {
      held.add(turns.enter(release("busy", i), "worker" + i, QUARTER).orElseThrow());
    }
    var waiting = release("busy", 20);
    assertThat(turns.enter(waiting, "late", QUARTER)).isEmpty();

    assertThat(turns.enter(release("other", 0), "other", QUARTER)).isPresent();
    turns.giveBack(waiting, held.getFirst());

    assertThat(state.read(StateKeys.wakeIntake(waiting.id()))).isPresent();
  }

  private List<Held> entered(String tenant, int count) {
    var held = new ArrayList<Held>();
    for (int i = 0; i < count; i++) {
      enter(release(tenant, i)).ifPresent(held::add);
    }
    return held;
  }

  private Optional<Held> enter(ReleaseRecord release) {
    return slots.enter(release, "worker of " + release.id(), QUARTER);
  }

  /// The releases that were woken; their wake objects are taken.
  private List<ReleaseId> woken() {
    var woken = new ArrayList<ReleaseId>();
    for (String key : state.list(StateKeys.WAKE_RELEASE_PREFIX, null, 100).keys()) {
      ReleaseId.parse(StateKeys.idOfMarker(key)).ifPresent(woken::add);
      state.delete(key);
    }
    return woken;
  }

  private ReleaseRecord release(String tenant, int number) {
    var object = new ObjectVersion(tenant + "/App" + number + ".ipa", "v1", "\"e\"", 1);
    var release =
        ReleaseRecord.received(
            ReleaseId.of("drops", object.key(), "v1"),
            ConnectionId.of(tenant, "issuer"),
            tenant,
            new Drop("drops", Drop.Kind.BARE_IPA, object, START.plusSeconds(number)),
            START,
            START);
    releases.create(release);
    return release;
  }
}
