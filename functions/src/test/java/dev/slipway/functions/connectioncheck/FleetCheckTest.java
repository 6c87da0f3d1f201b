package dev.slipway.functions.connectioncheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Sample;
import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.simulator.KeyRole;
import dev.slipway.state.StateKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand connections and one day; a hundred and twenty in `make test`.
class FleetCheckTest {
  private static final int CONNECTIONS = Sample.size(1000, 120);

  @TempDir Path directory;

  @Tag("proof")
  @Test
  void checksAThousandConnectionsInSeveralRuns() throws Exception {
    try (var stage = new CheckStage(directory)) {
      stage.app();
      var ids = connect(stage);
      stage.fixture.aws().state().delete(StateKeys.wakeCheck(ids.getFirst()));

      // So little time is left that every run ends after its first handful.
      int runs = 1;
      stage.fixture.invoke(stage.check, CheckStage.CHECK_ALL, 1_000);
      for (var wakes = wakes(stage); !wakes.isEmpty(); wakes = wakes(stage)) {
        assertThat(wakes).hasSize(1);
        // The last runs have time for all that is left.
        int remaining = runs < 5 ? 1_000 : 300_000;
        stage.fixture.invoke(
            stage.check, FunctionFixture.stateObjectCreated(wakes.getFirst()), remaining);
        runs++;
      }

      assertThat(runs).isEqualTo(6);
      assertThat(ids).hasSize(CONNECTIONS);
      for (ConnectionId id : ids) {
        var connection = stage.read(id);
        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(connection.history()).hasSize(2);
      }
      assertThat(stage.fixture.apple().calls().values().stream().mapToLong(Long::longValue).sum())
          .isLessThanOrEqualTo(3L * CONNECTIONS);
    }
  }

  /// One team is connected as people do it; the others are copies of its record and its secret, of
  /// other tenants.
  private static List<ConnectionId> connect(CheckStage stage) throws Exception {
    var key = stage.fixture.key(KeyRole.APP_MANAGER);
    var first = stage.connect(key);
    var record = stage.fixture.aws().state().read(StateKeys.connection(first)).orElseThrow();
    var secrets = stage.fixture.aws().clients().secretsManager();
    String secret =
        secrets.getSecretValue(get -> get.secretId(LocalAwsFixture.SECRETS + first)).secretString();
    var ids = new ArrayList<ConnectionId>(List.of(first));
    var copies = new ArrayList<Callable<ConnectionId>>();
    for (int i = 1; i < CONNECTIONS; i++) {
      String tenant = "tenant-" + i;
      copies.add(
          () -> {
            var id = ConnectionId.of(tenant, key.issuerId());
            var copy = new LinkedHashMap<>(record.document().asMap());
            copy.put("id", id.value());
            copy.put("tenant", tenant);
            stage.fixture.aws().state().create(StateKeys.connection(id), copy);
            secrets.createSecret(
                create -> create.name(LocalAwsFixture.SECRETS + id).secretString(secret));
            return id;
          });
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var copied : threads.invokeAll(copies)) {
        ids.add(copied.get());
      }
    }
    return ids;
  }

  private static List<String> wakes(CheckStage stage) {
    return stage.stateKeys(StateKeys.WAKE_CHECK_PREFIX);
  }
}
