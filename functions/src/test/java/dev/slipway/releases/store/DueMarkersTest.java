package dev.slipway.releases.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.InMemoryStateStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which due releases a sweep takes when there are more than it can take.
class DueMarkersTest {
  private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");
  private static final int LIMIT = 20;

  private final ReleaseStore releases = new ReleaseStore(new InMemoryStateStore(), () -> TEN);

  @Test
  void oneTenantWithManyDueReleasesLeavesRoomForOthers() {
    received("anna", 70, TEN.minusSeconds(600));
    received("bob", 3, TEN.minusSeconds(60));

    var due = due();

    assertThat(due).hasSize(LIMIT);
    assertThat(due).filteredOn(release -> release.tenant().equals("bob")).hasSize(3);
  }

  @Test
  void tenantsWithManyDueReleasesShareTheLimit() {
    received("anna", 70, TEN.minusSeconds(600));
    for (String tenant : List.of("bob", "carl", "dora")) {
      received(tenant, 5, TEN.minusSeconds(60));
    }

    var due = due();

    assertThat(due).hasSize(LIMIT);
    assertThat(due).filteredOn(release -> release.tenant().equals("anna")).hasSize(LIMIT / 4);
  }

  @Test
  void oneTenantAloneTakesTheWholeLimit() {
    received("anna", 70, TEN.minusSeconds(600));

    assertThat(due()).hasSize(LIMIT);
  }

  /// However many one tenant has, a sweep reads a bounded number of records.
  @Test
  void doesNotReadPastEverything() {
    received("anna", 6 * LIMIT + 100, TEN.minusSeconds(600));
    received("bob", 1, TEN.minusSeconds(60));

    assertThat(due()).hasSize(LIMIT).allMatch(release -> release.tenant().equals("anna"));
  }

  private List<ReleaseRecord> due() {
    return releases.due(TEN, LIMIT).stream().map(Versioned::value).toList();
  }

  private void received(String tenant, int count, Instant due) {
    for (int i = 0; i < count; i++) {
      var drop = new ObjectVersion("c/App-" + i + ".ipa", "v1", "\"e\"", 1);
      releases.create(
          ReleaseRecord.received(
              ReleaseId.of("drops", drop.key(), tenant),
              ConnectionId.of(tenant, "issuer"),
              tenant,
              new Drop("drops", Drop.Kind.BARE_IPA, drop, TEN),
              TEN,
              due));
    }
  }
}
