package dev.slipway.functions.connectioncheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.aws.SecretsManagerIntake;
import dev.slipway.aws.SecretsManagerPromotion;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.HistoryEntry;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.KeySecrets.KeyName;
import dev.slipway.connections.KeySecrets.Stage;
import dev.slipway.connections.Replacement;
import dev.slipway.connections.intake.ConnectRequest;
import dev.slipway.connections.verdict.LikelyCause;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.json.Json;
import dev.slipway.problems.ProblemType;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A key in place of another, and keys that meet.
class KeyRotationTest {
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

  @Test
  void saysThatAReplacementTookThePlace() {
    var first = stage.fixture.key(KeyRole.APP_MANAGER);
    var second = stage.fixture.key(KeyRole.APP_MANAGER);
    var id = stage.connect(first);
    stage.wake(id);
    assertThat(stage.offer(second, "anna").json().string("message"))
        .contains("another key")
        .contains("until then the current key stays in use");

    var answer = stage.post(id).json();

    assertThat(answer.string("keyId")).isEqualTo(second.keyId());
    assertThat(answer.object("lastReplacement").string("outcome")).isEqualTo("PROMOTED");
    assertThat(answer.object("lastReplacement").string("message"))
        .contains(first.keyId())
        .contains(second.keyId());
  }

  @Test
  void saysWhyTheOldKeyStaysInUse() {
    var first = stage.fixture.key(KeyRole.APP_MANAGER);
    var second = stage.fixture.key(KeyRole.DEVELOPER);
    var id = stage.connect(first);
    stage.wake(id);
    stage.connect(second);

    var answer = stage.post(id).json();

    assertThat(answer.string("state")).isEqualTo("CONNECTED");
    assertThat(answer.string("keyId")).isEqualTo(first.keyId());
    var replacement = answer.object("lastReplacement");
    assertThat(replacement.string("outcome")).isEqualTo("REFUSED");
    assertThat(replacement.string("keyId")).isEqualTo(second.keyId());
    assertThat(replacement.object("problem").string("type"))
        .isEqualTo(ProblemType.ROLE_TOO_LOW.uri());
    assertThat(replacement.string("message")).contains("Key " + first.keyId() + " stays in use");
    assertThat(stage.stored(id, Stage.CURRENT)).contains(first.keyId());
    assertThat(stage.stored(id, Stage.PENDING)).isEmpty();
  }

  @Test
  void decidesAboutAReplacementWhenAppleCanBeAskedAgain() {
    var second = stage.fixture.key(KeyRole.ADMIN);
    var id = stage.connect(stage.fixture.key(KeyRole.ADMIN));
    stage.wake(id);
    stage.connect(second);
    // The current key is found good; of the other nothing can be learnt.
    stage.fixture.apple().faults().add(Fault.status(503).nth(4).times(10));
    stage.wake(id);
    assertThat(stage.state(id)).isEqualTo("CONNECTED");
    assertThat(stage.replacement(id).outcome()).isEqualTo(Replacement.Outcome.WAITING);
    stage.fixture.apple().faults().clear();
    stage.fixture.clock().advance(Duration.ofMinutes(6));

    stage.due();

    assertThat(stage.replacement(id).outcome()).isEqualTo(Replacement.Outcome.PROMOTED);
    assertThat(stage.read(id).keyId()).isEqualTo(second.keyId());
  }

  /// Apple answers 401 to good keys as well, so a rejected key never replaces another (cases, G01).
  @Test
  void keepsARejectedReplacementWaitingWhileTheCurrentKeyIsRejectedToo() {
    var first = stage.fixture.key(KeyRole.ADMIN);
    var id = stage.connect(first);
    stage.wake(id);
    var outage = Fault.status(401).always();
    stage.fixture.apple().faults().add(outage);
    stage.wake(id);
    var second = stage.fixture.key(KeyRole.ADMIN);

    stage.connect(second);
    stage.wake(id);

    assertThat(stage.read(id).keyId()).isEqualTo(first.keyId());
    assertThat(stage.replacement(id).outcome()).isEqualTo(Replacement.Outcome.WAITING);
    assertThat(stage.replacement(id).message())
        .isEqualTo(
            "Apple rejects key "
                + second.keyId()
                + "; key "
                + first.keyId()
                + " stays in use. Slipway checks key "
                + second.keyId()
                + " again.");
    assertThat(stage.replacement(id).likelyCauses())
        .as("the present key has proved the Issuer ID")
        .isNotEmpty()
        .doesNotContain(LikelyCause.WRONG_ISSUER_ID);
    assertThat(Optional.ofNullable(stage.replacement(id).problem()).orElseThrow().detail())
        .contains("A key made minutes ago may not be known yet; it is checked again at");
    assertThat(stage.stored(id, Stage.PENDING)).contains(second.keyId());
    stage.fixture.clock().advance(Duration.ofHours(3));
    stage.due();
    assertThat(stage.read(id).keyId()).as("after hours").isEqualTo(first.keyId());
    int lines = stage.read(id).history().size();

    stage.fixture.apple().revokeKey(first.keyId());
    stage.fixture.apple().faults().clear();
    stage.fixture.clock().advance(Duration.ofHours(1));
    stage.due();

    assertThat(stage.state(id)).isEqualTo("CONNECTED");
    assertThat(stage.read(id).keyId()).isEqualTo(second.keyId());
    assertThat(stage.replacement(id).outcome()).isEqualTo(Replacement.Outcome.PROMOTED);
    assertThat(stage.read(id).history()).as("one line, not one per check").hasSize(lines + 2);
  }

  /// A key made minutes ago may not be known yet (cases, G01).
  @Test
  void refusesARejectedReplacementOfAWorkingKeyAfterAnHour() {
    var first = stage.fixture.key(KeyRole.ADMIN);
    var second = stage.fixture.key(KeyRole.ADMIN);
    var id = stage.connect(first);
    stage.wake(id);
    stage.fixture.apple().revokeKey(second.keyId());
    stage.connect(second);
    stage.wake(id);
    assertThat(stage.state(id)).isEqualTo("CONNECTED");
    assertThat(stage.replacement(id).outcome()).isEqualTo(Replacement.Outcome.WAITING);

    stage.fixture.clock().advance(Duration.ofMinutes(61));
    stage.due();

    assertThat(stage.replacement(id).outcome()).isEqualTo(Replacement.Outcome.REFUSED);
    assertThat(stage.replacement(id).message())
        .isEqualTo(
            "Apple rejects key " + second.keyId() + "; key " + first.keyId() + " stays in use.");
    assertThat(stage.replacement(id).likelyCauses())
        .contains(LikelyCause.KEY_REVOKED)
        .doesNotContain(LikelyCause.WRONG_ISSUER_ID);
    assertThat(Optional.ofNullable(stage.replacement(id).problem()).orElseThrow().detail())
        .startsWith("Apple has rejected this key for an hour, so Slipway does not check it again.")
        .doesNotContain("Issuer ID");
    assertThat(stage.stored(id, Stage.PENDING)).isEmpty();
    assertThat(stage.read(id).keyId()).isEqualTo(first.keyId());
  }

  @Test
  void keepsTheKeyThatWasStoredLastWhenTwoFirstKeysCross() {
    var first = stage.fixture.key(KeyRole.ADMIN);
    var second = stage.fixture.key(KeyRole.ADMIN);
    var id = stage.connect(second);
    // The other connect had begun before; its key comes into the store after all.
    intake().putCurrent(id, "anna", stored(first));

    stage.wake(id);

    assertThat(stage.state(id)).isEqualTo("CONNECTED");
    assertThat(stage.read(id).keyId()).isEqualTo(first.keyId());
    assertThat(stage.read(id).history())
        .anyMatch(line -> line.message().contains("Two keys were connected at the same time"));
    // And whoever wants the other connects it again.
    stage.connect(second);
    stage.wake(id);
    assertThat(stage.read(id).keyId()).isEqualTo(second.keyId());
  }

  @Test
  void aSecondReplacementEndsTheFirstAndSaysSo() {
    var current = stage.fixture.key(KeyRole.ADMIN);
    var first = stage.fixture.key(KeyRole.ADMIN);
    var second = stage.fixture.key(KeyRole.ADMIN);
    var id = stage.connect(current);
    stage.wake(id);
    stage.connect(first);

    var answer = stage.offer(second, "anna");

    assertThat(answer.json().string("message"))
        .contains("Replacement key " + first.keyId() + ", which waited for its check, is not used");
    assertThat(stage.read(id).history())
        .extracting(HistoryEntry::message)
        .endsWith(
            "Replacement key "
                + first.keyId()
                + " was not accepted: key "
                + second.keyId()
                + " was handed in before it could replace anything. Key "
                + current.keyId()
                + " stays in use.",
            "Received replacement key " + second.keyId() + "; it is being checked.");

    stage.wake(id);
    assertThat(stage.read(id).keyId()).isEqualTo(second.keyId());
  }

  /// The store took the keys in one order and the record in the other: neither is the other's.
  @Test
  void twoReplacementsThatCrossAreReported() {
    var current = stage.fixture.key(KeyRole.ADMIN);
    var first = stage.fixture.key(KeyRole.ADMIN);
    var second = stage.fixture.key(KeyRole.ADMIN);
    var id = stage.connect(current);
    stage.wake(id);
    stage.connect(first);
    intake().putPending(id, stored(second));

    stage.wake(id);

    var connection = stage.read(id);
    assertThat(connection.keyId()).isEqualTo(current.keyId());
    assertThat(Optional.ofNullable(connection.pendingKey())).isEmpty();
    assertThat(connection.history().getLast().message())
        .contains("key " + second.keyId() + " was handed in at the same moment")
        .contains("Connect the one that you want again.");
    // And the one that is wanted replaces it after all.
    stage.connect(second);
    stage.wake(id);
    assertThat(stage.read(id).keyId()).isEqualTo(second.keyId());
  }

  @Test
  void endsWithOneWorkingKeyHoweverTwoFirstKeysCross() throws Exception {
    var first = stage.fixture.key(KeyRole.ADMIN);
    var second = stage.fixture.key(KeyRole.ADMIN);
    for (int round = 0; round < 15; round++) {
      String tenant = "tenant-" + round;
      List<Callable<ConnectionId>> connects =
          List.of(() -> stage.connect(first, tenant), () -> stage.connect(second, tenant));
      ConnectionId id;
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var futures = threads.invokeAll(connects);
        id = futures.getFirst().get();
        assertThat(futures.getLast().get()).isEqualTo(id);
      }

      stage.wake(id);

      assertThat(stage.state(id)).isEqualTo("CONNECTED");
      assertThat(Optional.ofNullable(stage.read(id).pendingKey())).isEmpty();
      assertThat(stage.stored(id, Stage.CURRENT)).contains(stage.read(id).keyId());
    }
  }

  /// The wake of a connect and a request for a check meet: one instance has just promoted the key
  /// in the secret store when the other looks for it there.
  @Test
  void twoChecksThatMeetAtAPromotionEndWithTheSameKeyInRecordAndStore() {
    var second = stage.fixture.key(KeyRole.ADMIN);
    var id = stage.connect(stage.fixture.key(KeyRole.ADMIN));
    var meeting = stage.another();
    // So it has the first key in memory.
    stage.wake(meeting, id);
    stage.wake(id);
    stage.connect(second);
    var labels = new AtomicInteger();
    stage
        .fixture
        .aws()
        .aws()
        .faults()
        .script(
            (_, operation, _, key, _) -> {
              if (operation.equals("UpdateSecretVersionStage")) {
                labels.incrementAndGet();
              } else if (labels.get() == 2 && key.equals(StateKeys.connection(id))) {
                stage.fixture.aws().aws().faults().clear();
                stage.wake(meeting, id);
              }
              return Optional.empty();
            });

    stage.wake(id);

    assertThat(labels).hasValue(2);
    assertThat(stage.stored(id, Stage.CURRENT)).contains(second.keyId());
    assertThat(stage.read(id).keyId()).isEqualTo(second.keyId());
    assertThat(Optional.ofNullable(stage.read(id).pendingKey())).isEmpty();
    assertThat(stage.replacement(id).outcome()).isEqualTo(Replacement.Outcome.PROMOTED);
    assertThat(stage.state(id)).isEqualTo("CONNECTED");
  }

  /// As a check left it that met another one before that was understood.
  @Test
  void aKeyThatIsInTheStoreAloneIsAdopted() {
    var first = stage.fixture.key(KeyRole.ADMIN);
    var second = stage.fixture.key(KeyRole.ADMIN);
    var id = stage.connect(first);
    stage.wake(id);
    intake().putPending(id, stored(second));
    new SecretsManagerPromotion(
            stage.fixture.aws().clients().secretsManager(),
            LocalAwsFixture.SECRETS,
            stage.fixture.aws().backoff())
        .promotePending(
            id,
            new KeyName(second.keyId(), stored(second).issuerId(), stored(second).fingerprint()));
    assertThat(stage.read(id).keyId()).isEqualTo(first.keyId());

    stage.wake(stage.another(), id);

    assertThat(stage.read(id).keyId()).isEqualTo(second.keyId());
    assertThat(stage.state(id)).isEqualTo("CONNECTED");
  }

  @Test
  void tellsAnotherTenantNothingOfAKeyThatIsConnected() {
    var key = stage.fixture.key(KeyRole.ADMIN);
    var known = stage.connect(key, "anna");
    stage.wake(known);
    var first = stage.offer(stage.fixture.key(KeyRole.ADMIN), "carl");

    var own = stage.offer(key, "bert");

    assertThat(own.status()).isEqualTo(201);
    assertThat(own.json().names()).isEqualTo(first.json().names());
    assertThat(own.json().string("message")).isEqualTo(first.json().string("message"));
    assertThat(own.json().string("id")).isNotEqualTo(known.value());
    assertThat(own.json().string("state")).isEqualTo("CHECKING");
    assertThat(own.text()).doesNotContain("anna").doesNotContain(known.value());
    assertThat(stage.offer(key, "anna").json().string("message"))
        .contains("already connected")
        .contains("all apps of the team");
  }

  private SecretsManagerIntake intake() {
    return new SecretsManagerIntake(
        stage.fixture.aws().clients().secretsManager(),
        LocalAwsFixture.SECRETS,
        stage.fixture.aws().backoff());
  }

  private static AppleKey stored(SimulatedKey key) {
    var reading =
        ConnectRequest.read("application/json", Json.write(FunctionFixture.connectBody(key)));
    return ((ConnectRequest.Reading.Accepted) reading).key();
  }
}
