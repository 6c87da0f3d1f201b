package dev.slipway.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.verdict.Capabilities;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.quotas.TenantQuotas;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A connect of a team at the same time as another change of its connection.
class ConnectedAgainTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final AppleKey KEY = ConnectionTest.key("AAAAAAAAAA");
  private static final ConnectionId ID = KEY.connectionOf("anna");

  private final InMemoryStateStore state = new InMemoryStateStore();
  private final NoSecrets secrets = new NoSecrets();

  private static final class NoSecrets implements KeySecrets.Intake {
    private Runnable meanwhile = () -> {};

    @Override
    public void putCurrent(ConnectionId id, String tenant, AppleKey key) {}

    @Override
    public boolean putPending(ConnectionId id, AppleKey key) {
      meanwhile.run();
      return true;
    }

    @Override
    public void scheduleDeletion(ConnectionId id) {}
  }

  @BeforeEach
  void connected() {
    connect(state);
    assertThat(listed()).isTrue();
  }

  /// The disconnect stops before or after it takes the connection off the list.
  @ParameterizedTest
  @ValueSource(strings = {"before", "after"})
  void aConnectDuringADisconnectIsListed(String when) {
    disconnect(interrupted("delete", when.equals("before"), () -> connect(state)));

    assertThat(listed()).isTrue();
  }

  @Test
  void aConnectAroundADisconnectIsListed() {
    connect(interrupted("put", false, () -> disconnect(state)));

    assertThat(listed()).isTrue();
  }

  /// The holder of a connect link may hand a key in for a failed attempt, and for nothing else.
  @Test
  void aKeyThatAppleAcceptsMeanwhileIsNotReplacedAsAFailedOne() {
    var connections = new ConnectionStore(state, CLOCK);
    var accepted = Verdict.of(ConnectionState.CONNECTED, null, Capabilities.managing(), NOW);
    secrets.meanwhile =
        () -> connections.update(ID, found -> found.checked(accepted, Actor.SCHEDULE, NOW));
    var connect =
        new Connect(
            connections, secrets, new QuotaCounts(state, TenantQuotas.PRESET, CLOCK), CLOCK);

    var outcome =
        connect.connectIf(
            Connection::isUnverified, "anna", ConnectionTest.key("BBBBBBBBBB"), Actor.DROP);

    assertThat(outcome).isEmpty();
    assertThat(connections.read(ID).orElseThrow().pendingKey()).isNull();
  }

  /// Nothing else is done while the tenant's marker is written or deleted for the first time.
  private StateStore interrupted(String method, boolean before, Runnable meanwhile) {
    var left = new AtomicReference<>(meanwhile);
    return (StateStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {StateStore.class},
            (_, called, arguments) -> {
              boolean here =
                  called.getName().equals(method)
                      && arguments[0].equals(StateKeys.tenantConnection("anna", ID));
              var work = here ? left.getAndSet(() -> {}) : null;
              if (work != null && before) {
                work.run();
              }
              var answer = called.invoke(state, arguments);
              if (work != null && !before) {
                work.run();
              }
              return answer;
            });
  }

  private void connect(StateStore store) {
    new Connect(
            new ConnectionStore(store, CLOCK),
            secrets,
            new QuotaCounts(store, TenantQuotas.PRESET, CLOCK),
            CLOCK)
        .connect("anna", KEY, Actor.DROP);
  }

  private void disconnect(StateStore store) {
    new Disconnect(new ConnectionStore(store, CLOCK), secrets, (_, _, _, _) -> {}, CLOCK)
        .disconnect("anna", ID, Actor.DROP);
  }

  private boolean listed() {
    return new ConnectionStore(state, CLOCK)
        .list("anna", null, 10).connections().stream().anyMatch(found -> found.id().equals(ID));
  }
}
