package dev.slipway.releases.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.actors.Actor;
import dev.slipway.announcements.RecordingAnnouncer;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.metrics.Metrics;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.InMemoryStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReleaseOutboxTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InMemoryStateStore state = new InMemoryStateStore();
  private final RecordingAnnouncer bus = new RecordingAnnouncer();
  private final ReleaseStore releases = new ReleaseStore(state, now::get, bus, Metrics.none());
  private ReleaseId id;

  @BeforeEach
  void receive() {
    var trigger = new ObjectVersion("c/App.ipa", "v1", "\"e1\"", 20);
    var release =
        ReleaseRecord.received(
            ReleaseId.of("drops", trigger.key(), trigger.versionId()),
            ConnectionId.of("anna", "issuer"),
            "anna",
            new Drop("drops", Drop.Kind.BARE_IPA, trigger, START),
            START,
            START);
    id = release.id();
    releases.create(release);
  }

  private Versioned<ReleaseRecord> stored() {
    return releases.read(id).orElseThrow();
  }

  private ReleaseRecord moved(ReleaseRecord release, ReleaseState to) {
    var status = to.isOpen() ? Status.due(to, now.get().plusSeconds(3600)) : Status.ended(to, null);
    return release.moved(status, now.get(), "Now " + to + ".");
  }

  private Versioned<ReleaseRecord> move(Versioned<ReleaseRecord> before, ReleaseState to) {
    return releases.replace(before, moved(before.value(), to)).orElseThrow();
  }

  @Test
  void publishesAfterTheWriteAndInOrder() {
    var uploading = move(stored(), ReleaseState.UPLOADING);
    move(uploading, ReleaseState.PROCESSING);

    assertThat(bus.numbers()).containsExactly(1L, 2L, 3L);
    assertThat(bus.heard().getLast().detail())
        .containsEntry("from", "UPLOADING")
        .containsEntry("to", "PROCESSING")
        .containsEntry("releaseId", id.value());
  }

  @Test
  void takesOffWhatWasPublishedWithTheNextWrite() {
    var uploading = move(stored(), ReleaseState.UPLOADING);
    assertThat(stored().value().outbox().pending()).hasSize(2);

    var later = uploading.value().withStatus(uploading.value().status().dueAt(START));
    releases.replace(uploading, later).orElseThrow();

    assertThat(stored().value().outbox().isEmpty()).isTrue();
    assertThat(bus.numbers()).containsExactly(1L, 2L);
  }

  @Test
  void saysNothingOfAWriteThatFailed() {
    var before = stored();
    move(before, ReleaseState.UPLOADING);

    assertThat(releases.replace(before, moved(before.value(), ReleaseState.CANCELED))).isEmpty();
    assertThat(bus.numbers()).containsExactly(1L, 2L);
  }

  @Test
  void saysNothingWhereNoStateChanges() {
    var before = stored();
    releases.replace(
        before, before.value().moved(Status.due(ReleaseState.RECEIVED, START), START, "Waits."));
    assertThat(bus.requests()).isZero();
  }

  @Test
  void publishesWhatADeadWorkerLeftInAFinishedRelease() {
    bus.dieOnce();
    assertThatThrownBy(() -> move(stored(), ReleaseState.CANCELED))
        .isInstanceOf(RecordingAnnouncer.Death.class);
    assertThat(bus.heard()).isEmpty();

    now.set(START.plus(Duration.ofMinutes(6)));
    assertThat(releases.due(now.get(), 10)).hasSize(1);
    releases.publishOutbox(releases.due(now.get(), 10).getFirst());

    assertThat(bus.numbers()).containsExactly(1L, 2L);
    assertThat(stored().value().outbox().isEmpty()).isTrue();
    assertThat(releases.due(now.get().plus(Duration.ofDays(1)), 10)).isEmpty();
  }

  @Test
  void triesHalfHourlyWhileTheBusIsDown() {
    bus.down(true);
    move(stored(), ReleaseState.CANCELED);
    int tries = 0;
    for (int minute = 5; minute <= 24 * 60; minute += 5) {
      now.set(START.plus(Duration.ofMinutes(minute)));
      int before = bus.requests();
      releases.due(now.get(), 10).forEach(releases::publishOutbox);
      tries += bus.requests() - before;
    }
    assertThat(tries).isBetween(40, 60);

    bus.down(false);
    now.set(now.get().plus(Duration.ofMinutes(35)));
    releases.due(now.get(), 10).forEach(releases::publishOutbox);
    assertThat(bus.numbers()).containsExactly(1L, 2L);
    assertThat(releases.due(now.get().plus(Duration.ofDays(1)), 10)).isEmpty();
  }

  @Test
  void doesNotTryForEver() {
    bus.down(true);
    move(stored(), ReleaseState.CANCELED);
    for (int hour = 1; hour <= 8 * 24; hour++) {
      now.set(START.plus(Duration.ofHours(hour)));
      releases.due(now.get(), 10).forEach(releases::publishOutbox);
    }
    assertThat(stored().value().outbox().isEmpty()).isTrue();
    assertThat(releases.due(now.get().plus(Duration.ofDays(1)), 10)).isEmpty();
  }

  @Test
  void aChangeOfAnotherReleaseIsTakenOffAtOnce() {
    releases.update(id, release -> moved(release, ReleaseState.SUPERSEDED));

    assertThat(bus.numbers()).containsExactly(1L, 2L);
    assertThat(stored().value().outbox().isEmpty()).isTrue();
  }

  @Test
  void anOrderRepeatsNothing() {
    move(stored(), ReleaseState.UPLOADING);
    releases.update(
        id, release -> release.withOrders(release.orders().submitted(now.get(), Actor.DROP)));
    assertThat(bus.numbers()).containsExactly(1L, 2L);
  }

  @Test
  void keepsNothingWhereNobodyListens() {
    var silent = new ReleaseStore(state, now::get);
    var before = stored();
    silent.replace(before, moved(before.value(), ReleaseState.CANCELED)).orElseThrow();

    assertThat(stored().value().outbox().isEmpty()).isTrue();
    assertThat(stored().value().outbox().changes()).isEqualTo(2);
    assertThat(releases.due(START.plus(Duration.ofDays(1)), 10)).isEmpty();
  }
}
