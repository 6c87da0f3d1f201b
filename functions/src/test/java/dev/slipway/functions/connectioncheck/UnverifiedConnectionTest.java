package dev.slipway.functions.connectioncheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.KeySecrets.Stage;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.json.Json;
import dev.slipway.localaws.faults.FaultRule;
import dev.slipway.quotas.Quota;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.quotas.TenantQuotas;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/// A connection whose key Apple never accepted goes after 7 days.
class UnverifiedConnectionTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path directory;
  private CheckStage stage;

  @BeforeEach
  void start() throws IOException {
    stage = new CheckStage(directory);
    stage.app();
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  private SimulatedKey revoked() {
    var key = stage.fixture.key(KeyRole.ADMIN);
    stage.fixture.apple().revokeKey(key.keyId());
    return key;
  }

  private ConnectionId rejected() {
    var id = stage.connect(revoked());
    stage.wake(id);
    assertThat(stage.state(id)).isEqualTo("NOT_CONNECTED");
    return id;
  }

  private void days(int count) {
    for (int day = 0; day < count; day++) {
      stage.fixture.clock().advance(DAY);
      stage.daily();
    }
  }

  @Test
  void goesAfterSevenDays() {
    var id = rejected();
    days(6);
    assertThat(stage.state(id)).isEqualTo("NOT_CONNECTED");

    days(1);

    assertThat(stage.state(id)).isEqualTo("DISCONNECTED");
    assertThat(stage.lastLine(id).message())
        .startsWith("Disconnected: Apple accepted no key of this connection within 7 days.");
    assertThat(stage.stored(id, Stage.CURRENT)).isEmpty();
    var secret = secret(id);
    assertThat(secret.deletedDate()).as("it can be restored for 30 days").isNotNull();
    assertThat(stage.fixture.aws().aws().requests().count("DeleteSecret")).isOne();
    assertThat(stage.stateKeys("removals/")).singleElement().asString().endsWith(id.value());
    assertThat(stage.stateKeys(StateKeys.tenantConnections("anna"))).isEmpty();
    assertThat(stage.fixture.call(stage.api, Request.get("/connections")).text())
        .contains("\"connections\":[]");
    assertThat(stage.fixture.log()).contains("Unverified connection removed");
    days(1);
    assertThat(stage.fixture.aws().aws().requests().count("DeleteSecret")).isOne();
  }

  /// Nobody repeats a disconnect that was not requested.
  @Test
  void losesItsSecretWithTheRemainsIfItCouldNotBeDeletedAtOnce() {
    var id = rejected();
    var failure = dev.slipway.localaws.faults.Fault.internalError();
    stage
        .fixture
        .aws()
        .aws()
        .faults()
        .add(FaultRule.secrets("DeleteSecret", failure).times(Integer.MAX_VALUE));
    days(7);
    assertThat(stage.state(id)).isEqualTo("DISCONNECTED");
    assertThat(secret(id).deletedDate()).isNull();
    stage.fixture.aws().aws().faults().clear();

    days(32);

    assertThat(secret(id).deletedDate()).isNotNull();
  }

  @Test
  void canBeConnectedAgainAndThenHasItsTimeAgain() {
    var key = revoked();
    var id = stage.connect(key);
    days(8);
    assertThat(stage.state(id)).isEqualTo("DISCONNECTED");

    assertThat(stage.connect(key)).isEqualTo(id);
    days(6);
    assertThat(stage.state(id)).isEqualTo("NOT_CONNECTED");
    days(1);
    assertThat(stage.state(id)).isEqualTo("DISCONNECTED");
  }

  /// The quota of unverified connections counts it until Apple accepts a key.
  @Test
  void countsUntilAppleAcceptsItsKey() {
    var accepted = stage.connect(stage.fixture.key(KeyRole.ADMIN));
    assertThat(counted()).containsExactly(accepted.value());
    stage.wake(accepted);
    assertThat(counted()).isEmpty();
    assertThat(stage.stateKeys("quotas/anna/unverified/")).isEmpty();
  }

  /// What a crash, or an earlier version, left of the count.
  @Test
  void theDailyRoundCorrectsTheCount() {
    var rejected = rejected();
    String marker = Quota.UNVERIFIED_CONNECTIONS.marker("anna", rejected.value());
    stage.fixture.aws().state().delete(marker);
    days(1);
    assertThat(counted()).containsExactly(rejected.value());

    days(6);
    assertThat(stage.state(rejected)).isEqualTo("DISCONNECTED");
    assertThat(counted()).as("it does not count after its end").isEmpty();
    var other = stage.connect(stage.fixture.key(KeyRole.ADMIN));
    stage.wake(other);
    var counts =
        new QuotaCounts(stage.fixture.aws().state(), TenantQuotas.PRESET, stage.fixture.clock());
    counts.put("anna", Quota.UNVERIFIED_CONNECTIONS, rejected.value());
    counts.put("anna", Quota.OPEN_UPLOADS, "forgotten");
    counts.put("anna", Quota.RELEASES_UNDER_WAY, "a".repeat(26));
    days(1);
    assertThat(counted()).isEmpty();
    assertThat(counts.ids("anna", Quota.RELEASES_UNDER_WAY)).isEmpty();
    assertThat(counts.ids("anna", Quota.OPEN_UPLOADS)).as("S3 keeps it for 7 days").hasSize(1);
    days(7);
    assertThat(counts.ids("anna", Quota.OPEN_UPLOADS)).isEmpty();
  }

  private List<String> counted() {
    return stage.stateKeys("quotas/anna/unverified/").stream()
        .map(key -> key.substring(key.lastIndexOf('/') + 1))
        .toList();
  }

  @Test
  void staysWhenAppleOnceAcceptedItsKey() {
    var key = stage.fixture.key(KeyRole.ADMIN);
    var id = stage.connect(key);
    stage.wake(id);
    assertThat(stage.state(id)).isEqualTo("CONNECTED");
    stage.fixture.apple().revokeKey(key.keyId());

    days(9);

    assertThat(stage.state(id)).isEqualTo("NOT_CONNECTED");
    assertThat(stage.stored(id, Stage.CURRENT)).contains(key.keyId());
  }

  /// A record of a version that did not note when a key worked.
  @Test
  void staysWhenOnlyItsHistorySaysSo() {
    var id = rejected();
    stage.connections.update(
        id,
        connection ->
            Connection.fromJson(
                Json.parse(
                    Json.writeText(connection.toJson())
                        .replace("\"state\":\"CHECKING\"", "\"state\":\"CONNECTED\""))));

    days(9);

    assertThat(stage.state(id)).isEqualTo("NOT_CONNECTED");
  }

  @Test
  void staysWhileAppleCannotBeAsked() {
    var id = stage.connect(stage.fixture.key(KeyRole.ADMIN));
    stage.fixture.apple().faults().add(Fault.status(503).times(10_000));

    days(9);

    assertThat(stage.state(id)).isEqualTo("UNKNOWN");
    assertThat(stage.stored(id, Stage.CURRENT)).isPresent();
  }

  @Test
  void staysWithARelease() {
    var id = rejected();
    days(3);
    var now = stage.fixture.clock().instant();
    var drop =
        new Drop("b", Drop.Kind.BARE_IPA, new ObjectVersion("c/A.ipa", "v1", "\"e\"", 1), now);
    new ReleaseStore(stage.fixture.aws().state(), stage.fixture.clock())
        .create(ReleaseRecord.received(ReleaseId.of("b", "k", "v"), id, "anna", drop, now, now));

    days(9);

    assertThat(stage.state(id)).isEqualTo("NOT_CONNECTED");
    assertThat(stage.stored(id, Stage.CURRENT)).isPresent();
  }

  private DescribeSecretResponse secret(ConnectionId id) {
    return stage
        .fixture
        .aws()
        .clients()
        .secretsManager()
        .describeSecret(request -> request.secretId(LocalAwsFixture.SECRETS + id.value()));
  }
}
