package dev.slipway.functions.connectioncheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.KeySecrets.Stage;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.json.JsonObject;
import dev.slipway.localaws.faults.FaultRule;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A key that is connected with wrong ids first, and then with the right ones (cases, G05).
class MistakenConnectionTest {
  private static final String WRONG_ISSUER = "11111111-2222-4333-8444-555555555555";
  private static final String ALSO_REMOVED =
      " Slipway removed the connection of the earlier attempt, because Apple never accepted its"
          + " key.";

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
  void goesWhenTheKeyIsConnectedWithTheRightIssuerId() {
    var key = stage.fixture.key(KeyRole.ADMIN);
    var wrong = id(offer(key, WRONG_ISSUER));
    stage.wake(wrong);
    assertThat(stage.state(wrong)).isEqualTo("NOT_CONNECTED");

    var answer = offer(key, key.issuerId());

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().string("message"))
        .isEqualTo("Connected. Slipway is checking the key with Apple." + ALSO_REMOVED);
    var right = id(answer);
    stage.wake(right);
    assertThat(stage.state(right)).isEqualTo("CONNECTED");
    assertThat(listed()).containsExactly(right.value());
    assertThat(stage.state(wrong)).isEqualTo("DISCONNECTED");
    assertThat(stage.lastLine(wrong).message())
        .isEqualTo(
            "Disconnected: Apple never accepted the key with these ids, and it was connected with"
                + " others.");
    assertThat(stage.stored(wrong, Stage.CURRENT)).isEmpty();
    assertThat(stage.stored(right, Stage.CURRENT)).contains(key.keyId());
    assertThat(stage.stateKeys("removals/")).singleElement().asString().endsWith(wrong.value());
    assertThat(stage.stateKeys("tenants/anna/keys/"))
        .singleElement()
        .asString()
        .endsWith(right.value());
    int calls = stage.fixture.apple().exchanges().size();
    stage.daily();
    assertThat(stage.fixture.apple().exchanges().size() - calls).as("one connection").isLessThan(4);
  }

  @Test
  void goesAlsoBeforeItsFirstCheckAndWhenItWasAnIndividualKey() {
    var key = stage.fixture.key(KeyRole.ADMIN);
    var asIndividual = id(offer(key, null));
    var wrong = id(offer(key, WRONG_ISSUER));
    assertThat(stage.state(asIndividual)).isEqualTo("DISCONNECTED");

    var right = id(offer(key, key.issuerId()));

    assertThat(stage.state(wrong)).isEqualTo("DISCONNECTED");
    assertThat(listed()).containsExactly(right.value());
  }

  @Test
  void goesWhenTheKeyReplacesAnotherOfItsTeam() {
    var first = stage.fixture.key(KeyRole.ADMIN);
    var team = stage.connect(first);
    stage.wake(team);
    var key = stage.fixture.key(KeyRole.ADMIN);
    var wrong = id(offer(key, WRONG_ISSUER));
    stage.wake(wrong);

    var answer = offer(key, key.issuerId());

    assertThat(answer.json().string("message")).endsWith(ALSO_REMOVED);
    stage.wake(team);
    assertThat(stage.read(team).keyId()).isEqualTo(key.keyId());
    assertThat(listed()).containsExactly(team.value());
  }

  @Test
  void staysWhenItWorkedAndWhenAppleAcceptedItsIds() {
    var worked = stage.fixture.key(KeyRole.ADMIN);
    var right = stage.connect(worked);
    stage.wake(right);
    stage.fixture.apple().revokeKey(worked.keyId());
    stage.wake(right);
    assertThat(offer(worked, WRONG_ISSUER).json().string("message"))
        .isEqualTo("Connected. Slipway is checking the key with Apple.");
    assertThat(stage.state(right)).isEqualTo("NOT_CONNECTED");
    assertThat(stage.stored(right, Stage.CURRENT)).contains(worked.keyId());

    var person = stage.fixture.apple().createKey(KeyRole.APP_MANAGER, KeyKind.INDIVIDUAL);
    var individual = id(offer(stage.fixture.watched(person), null));
    stage.fixture.apple().faults().add(Fault.agreements().always());
    stage.wake(individual);
    assertThat(stage.lastLine(individual).cause()).isEqualTo("agreement-missing");
    offer(person, WRONG_ISSUER);
    assertThat(stage.state(individual)).isEqualTo("NOT_CONNECTED");
  }

  @Test
  void staysWhenItIsOfAnotherTenantOrHasAnotherKey() {
    var key = stage.fixture.key(KeyRole.ADMIN);
    var others =
        new ConnectionId(
            stage
                .fixture
                .call(
                    stage.api, Request.postJson("/connections", body(key, WRONG_ISSUER)).by("bert"))
                .json()
                .string("id"));
    var otherKey = id(offer(stage.fixture.key(KeyRole.ADMIN), WRONG_ISSUER));
    stage.wake(others);
    stage.wake(otherKey);

    offer(key, key.issuerId());

    assertThat(stage.state(others)).isEqualTo("NOT_CONNECTED");
    assertThat(stage.state(otherKey)).isEqualTo("NOT_CONNECTED");
  }

  /// The function died after it had disconnected the record.
  @Test
  void isFinishedByARepeatedRequest() {
    var key = stage.fixture.key(KeyRole.ADMIN);
    var wrong = id(offer(key, WRONG_ISSUER));
    stage.wake(wrong);
    offer(key, key.issuerId());
    stage.fixture.aws().state().put(StateKeys.tenantConnection("anna", wrong), Map.of());
    stage
        .fixture
        .aws()
        .state()
        .put(StateKeys.tenantKey("anna", stage.read(wrong).fingerprint(), wrong), Map.of());

    assertThat(offer(key, key.issuerId()).json().string("message")).doesNotContain("removed");

    assertThat(stage.stateKeys("tenants/anna/connections/")).hasSize(1);
    assertThat(stage.stateKeys("tenants/anna/keys/")).hasSize(1);
  }

  /// Another key and another Issuer ID: only the request knows that it corrects the attempt.
  @Test
  void goesWhenTheRequestNamesItAsTheFailedAttempt() {
    var wrong = id(offer(stage.fixture.key(KeyRole.ADMIN), WRONG_ISSUER));
    stage.wake(wrong);
    assertThat(stage.state(wrong)).isEqualTo("NOT_CONNECTED");
    assertThat(stage.read(wrong).isVerified()).isFalse();
    var key = stage.fixture.key(KeyRole.ADMIN);

    var answer = correct(key, key.issuerId(), wrong.value());

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().string("message")).endsWith(ALSO_REMOVED);
    assertThat(answer.json().bool("verified")).isFalse();
    var right = id(answer);
    assertThat(listed()).containsExactly(right.value());
    assertThat(stage.state(wrong)).isEqualTo("DISCONNECTED");
    assertThat(stage.stored(wrong, Stage.CURRENT)).isEmpty();
    assertThat(stage.stateKeys("quotas/anna/unverified/")).hasSize(1);
    stage.wake(right);
    assertThat(stage.fixture.call(stage.api, Request.get("/connections/" + right)).json())
        .satisfies(connection -> assertThat(connection.bool("verified")).isTrue());
    assertThat(stage.stateKeys("quotas/anna/unverified/")).isEmpty();

    assertThat(correct(key, key.issuerId(), wrong.value()).status()).as("again").isEqualTo(200);
    assertThat(correct(key, key.issuerId(), right.value()).status()).as("itself").isEqualTo(200);
    assertThat(listed()).containsExactly(right.value());
  }

  @Test
  void staysAsAFailedAttemptWhenAppleAcceptedItsKeyOrItIsOfAnotherTenant() {
    var worked = stage.connect(stage.fixture.key(KeyRole.ADMIN));
    stage.wake(worked);
    var foreign = stage.connect(stage.fixture.key(KeyRole.ADMIN), "bert");
    var key = stage.fixture.key(KeyRole.ADMIN);

    assertThat(correct(key, WRONG_ISSUER, worked.value()).json().string("message"))
        .doesNotContain("removed");
    assertThat(stage.state(worked)).isEqualTo("CONNECTED");
    var refused = correct(key, WRONG_ISSUER, foreign.value());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().string("field")).isEqualTo("insteadOf");
    assertThat(stage.state(foreign)).isEqualTo("CHECKING");
    assertThat(correct(key, WRONG_ISSUER, "nothing").json().string("field")).isEqualTo("insteadOf");
  }

  /// Nobody called DELETE, and the connection is gone all the same.
  @Test
  void itsRemovalIsAnActOfTheCaller() {
    var key = stage.fixture.key(KeyRole.ADMIN);
    var mistaken = id(offer(key, WRONG_ISSUER));
    var failed = id(offer(stage.fixture.key(KeyRole.ADMIN), WRONG_ISSUER.replace('1', '2')));
    var kept = id(offer(stage.fixture.key(KeyRole.ADMIN), WRONG_ISSUER.replace('1', '3')));
    stage.wake(mistaken);
    stage.wake(failed);

    var right = id(correct(key, key.issuerId(), failed.value()));

    assertThat(disconnects())
        .extracting(act -> act.string("connectionId"))
        .containsExactlyInAnyOrder(mistaken.value(), failed.value())
        .doesNotContain(kept.value());
    assertThat(disconnects())
        .allSatisfy(
            act -> {
              assertThat(act.string("actor")).endsWith("#anna");
              assertThat(act.string("source")).isEqualTo("API");
              assertThat(act.string("detail"))
                  .isEqualTo("Failed attempt, corrected by " + right.value());
            });
  }

  /// The connection is disconnected by then, and an act that is not written would be lost.
  @Test
  void aRemovalThatCouldNotBeWrittenIsWrittenWhenTheRequestIsRepeated() {
    var key = stage.fixture.key(KeyRole.ADMIN);
    var mistaken = id(offer(key, WRONG_ISSUER));
    var failed = id(offer(stage.fixture.key(KeyRole.ADMIN), WRONG_ISSUER.replace('1', '2')));
    stage.wake(mistaken);
    stage.wake(failed);
    var faults = stage.fixture.aws().aws().faults();
    var denied = dev.slipway.localaws.faults.Fault.accessDenied();

    faults.add(FaultRule.s3("PutObject", denied).keyPrefix("audit/"));
    assertThat(correct(key, key.issuerId(), failed.value()).status()).isEqualTo(500);
    assertThat(stage.state(failed)).isEqualTo("DISCONNECTED");
    faults.add(FaultRule.s3("PutObject", denied).keyPrefix("audit/").nth(2));
    assertThat(correct(key, key.issuerId(), failed.value()).status()).isEqualTo(500);
    assertThat(stage.state(mistaken)).isEqualTo("DISCONNECTED");
    faults.clear();
    assertThat(correct(key, key.issuerId(), failed.value()).status()).isEqualTo(200);

    assertThat(disconnects())
        .extracting(act -> act.string("connectionId"))
        .contains(mistaken.value(), failed.value());
  }

  private List<JsonObject> disconnects() {
    return stage.fixture.call(stage.api, Request.get("/audit")).json().objects("acts").stream()
        .filter(act -> act.string("act").equals("DISCONNECT"))
        .toList();
  }

  private Answer correct(SimulatedKey key, String issuerId, String failed) {
    var body = new LinkedHashMap<>(body(key, issuerId));
    body.put("insteadOf", failed);
    return stage.fixture.call(stage.api, Request.postJson("/connections", body));
  }

  private Answer offer(SimulatedKey key, String issuerId) {
    return stage.fixture.call(stage.api, Request.postJson("/connections", body(key, issuerId)));
  }

  private static Map<String, String> body(SimulatedKey key, String issuerId) {
    var body = new LinkedHashMap<>(FunctionFixture.connectBody(key));
    body.remove("issuerId");
    if (issuerId != null) {
      body.put("issuerId", issuerId);
    }
    return body;
  }

  private static ConnectionId id(Answer answer) {
    return new ConnectionId(answer.json().string("id"));
  }

  private List<String> listed() {
    return stage
        .fixture
        .call(stage.api, Request.get("/connections"))
        .json()
        .objects("connections")
        .stream()
        .map(connection -> connection.string("id"))
        .toList();
  }
}
