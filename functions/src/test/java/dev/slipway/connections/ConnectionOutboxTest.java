package dev.slipway.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.actors.Actor;
import dev.slipway.announcements.RecordingAnnouncer;
import dev.slipway.connections.verdict.Capabilities;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.metrics.Metrics;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionOutboxTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final ConnectionId ID = ConnectionId.of("anna", "issuer");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final RecordingAnnouncer bus = new RecordingAnnouncer();
  private final InMemoryStateStore state = new InMemoryStateStore();
  private final ConnectionStore connections =
      new ConnectionStore(state, now::get, bus, Metrics.none());

  @BeforeEach
  void connect() {
    connections.create(
        Connection.checking(ID, "anna", ConnectionTest.key("AAAAAAAAAA"), Actor.DROP, START));
  }

  private void checked(ConnectionState found) {
    connections.update(
        ID,
        stands ->
            stands.checked(
                Verdict.of(found, null, Capabilities.UNKNOWN, now.get()),
                Actor.SCHEDULE,
                now.get()));
  }

  private Connection stored() {
    return connections.read(ID).orElseThrow();
  }

  @Test
  void publishesVerdictsThatDiffer() {
    checked(ConnectionState.CONNECTED);
    checked(ConnectionState.CONNECTED);
    checked(ConnectionState.NOT_CONNECTED);

    assertThat(bus.numbers()).containsExactly(1L, 2L, 3L);
    assertThat(bus.heard().getLast().detail())
        .containsEntry("from", "CONNECTED")
        .containsEntry("to", "NOT_CONNECTED")
        .containsEntry("connectionId", ID.value());
    assertThat(stored().outbox().isEmpty()).isTrue();
  }

  @Test
  void publishesWhatADeadFunctionLeft() {
    bus.dieOnce();
    assertThatThrownBy(
            () ->
                connections.update(
                    ID, stands -> stands.disconnected("Disconnected.", Actor.DROP, now.get())))
        .isInstanceOf(RecordingAnnouncer.Death.class);

    now.set(START.plus(Duration.ofMinutes(7)));
    assertThat(connections.due(now.get(), 10, _ -> {})).isEmpty();

    assertThat(bus.numbers()).containsExactly(1L, 2L);
    assertThat(stored().outbox().isEmpty()).isTrue();
  }

  @Test
  void aRecordThatCannotBeUnderstoodKeepsNobodyElseWaiting() {
    var broken = ConnectionId.of("bert", "issuer");
    state.put(StateKeys.connection(broken), Map.of("tenant", "bert"));
    connections.checkAt(broken, START);
    bus.dieOnce();
    assertThatThrownBy(
            () ->
                connections.update(
                    ID, stands -> stands.disconnected("Disconnected.", Actor.DROP, now.get())))
        .isInstanceOf(RecordingAnnouncer.Death.class);

    now.set(START.plus(Duration.ofMinutes(7)));
    assertThat(connections.due(now.get(), 10, _ -> {})).isEmpty();

    assertThat(bus.numbers()).containsExactly(1L, 2L);
    assertThat(state.list(StateKeys.CHECKS_PREFIX, null, 10).keys())
        .noneMatch(key -> key.endsWith(broken.value()));
  }

  @Test
  void publishesAfterADayWithoutABus() {
    bus.down(true);
    connections.update(ID, stands -> stands.disconnected("Disconnected.", Actor.DROP, now.get()));
    for (int minute = 5; minute <= 24 * 60; minute += 5) {
      now.set(START.plus(Duration.ofMinutes(minute)));
      assertThat(connections.due(now.get(), 10, _ -> {})).isEmpty();
    }
    assertThat(bus.requests()).isBetween(40, 60);

    bus.down(false);
    now.set(now.get().plus(Duration.ofMinutes(35)));
    assertThat(connections.due(now.get(), 10, _ -> {})).isEmpty();
    assertThat(bus.numbers()).containsExactly(1L, 2L);
  }
}
