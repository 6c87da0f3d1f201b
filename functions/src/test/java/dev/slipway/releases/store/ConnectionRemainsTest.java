package dev.slipway.releases.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.ConnectionId;
import dev.slipway.releases.ReleaseId;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionRemainsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final InMemoryStateStore state = new InMemoryStateStore();
  private final ConnectionRemains remains = new ConnectionRemains(state);

  /// They may be many: going over them must not take the time of the daily checks.
  @Test
  void timeIsAskedForAmongReleasesOfOtherConnectionsToo() {
    var other = ConnectionId.of("anna", "other issuer");
    for (int i = 0; i < 450; i++) {
      var id = ReleaseId.of("drops", i + ".ipa", "v1");
      state.put(
          StateKeys.tenantRelease("anna", NOW.minusSeconds(i), id),
          Map.of("connectionId", other.value()));
    }
    var left = new AtomicInteger(2);

    boolean done =
        remains.remove("anna", ConnectionId.of("anna", "issuer"), () -> left.getAndDecrement() > 0);

    assertThat(done).isFalse();
    assertThat(left).as("not asked after it was over").hasValue(-1);
  }

  /// Otherwise nothing of the connection would ever go.
  @Test
  void aReleaseThatCannotBeReadGoesToo() {
    var id = ConnectionId.of("anna", "issuer");
    var release = ReleaseId.of("drops", "App.ipa", "v1");
    state.put(StateKeys.release(release), Map.of("status", "of a newer version"));
    state.put(StateKeys.tenantRelease("anna", NOW, release), Map.of("connectionId", id.value()));
    state.put(StateKeys.apps(id) + "1-IOS", Map.of());

    assertThat(remains.remove("anna", id, () -> true)).isTrue();

    assertThat(state.list("", null, 10).keys()).isEmpty();
  }

  @Test
  void whatIsKnownOfTheReadinessOfAppsGoes() {
    var id = ConnectionId.of("anna", "issuer");
    var other = ConnectionId.of("anna", "other issuer");
    state.put(StateKeys.readiness(id, "6789012345", "IOS"), Map.of());
    state.put(StateKeys.readiness(other, "6789012345", "IOS"), Map.of());

    assertThat(remains.remove("anna", id, () -> true)).isTrue();

    assertThat(state.list("readiness/", null, 10).keys())
        .containsExactly(StateKeys.readiness(other, "6789012345", "IOS"));
  }
}
