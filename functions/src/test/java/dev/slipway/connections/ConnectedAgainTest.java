package dev.slipway.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.connections.KeySecrets.AppleKey;
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

/// A disconnect and a new connect of the same team at the same time.
class ConnectedAgainTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z"));
  private static final AppleKey KEY = ConnectionTest.key("AAAAAAAAAA");
  private static final ConnectionId ID = KEY.connectionOf("anna");

  private final InMemoryStateStore state = new InMemoryStateStore();
  private final NoSecrets secrets = new NoSecrets();

  private static final class NoSecrets implements KeySecrets.Intake {
    @Override
    public void putCurrent(ConnectionId id, String tenant, AppleKey key) {}

    @Override
    public boolean putPending(ConnectionId id, AppleKey key) {
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
