package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.functions.connectioncheck.ConnectionCheckHandler;
import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names that people give teams, and teams that can be taken for each other.
class TeamNamesTest {
  private static final String OTHER_ISSUER = "11111111-2222-4333-8444-555555555555";

  @TempDir Path directory;
  private FunctionFixture fixture;
  private ApiHandler api;
  private ConnectionCheckHandler check;

  @BeforeEach
  void start() throws IOException {
    fixture = new FunctionFixture(directory);
    var environment = new HashMap<>(fixture.environment());
    environment.put("SLIPWAY_APPROVE_SCOPE", "slipway/approve");
    api = new ApiHandler(environment, fixture.clock(), fixture.aws().backoff());
    check = new ConnectionCheckHandler(fixture.environment(), fixture.clock());
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void aPersonNamesATeamAndTakesTheNameAway() {
    String id = connect(fixture.key(KeyRole.ADMIN), Map.of()).string("id");

    var named = patch(id, Map.of("label", "  Northwind  "));
    patch(id, Map.of("label", "Northwind"));

    assertThat(named.status()).isEqualTo(200);
    assertThat(named.json().string("label")).isEqualTo("Northwind");
    assertThat(one(id).string("label")).isEqualTo("Northwind");
    assertThat(listed().getFirst().string("label")).isEqualTo("Northwind");
    var line = one(id).objects("history").getLast();
    assertThat(line.string("message")).isEqualTo("Named “Northwind”.");
    assertThat(line.string("actor")).endsWith("#anna");
    assertThat(one(id).objects("history")).hasSize(2);
    var act =
        fixture.call(api, Request.get("/audit")).json().objects("acts").stream()
            .filter(entry -> entry.string("act").equals("CHANGE_CONNECTION"))
            .toList();
    assertThat(act).first().extracting(entry -> entry.string("detail")).isEqualTo("name Northwind");

    var both = patch(id, Map.of("label", "", "approval", "BEFORE_SUBMIT")).json();
    assertThat(both.optionalString("label")).isEmpty();
    assertThat(both.string("approval")).isEqualTo("BEFORE_SUBMIT");
    assertThat(patch(id, Map.of("label", "Contoso")).json().string("approval"))
        .isEqualTo("BEFORE_SUBMIT");
  }

  @Test
  void aNameThatCannotBeReadIsRefusedWithAllFaults() {
    String id = connect(fixture.key(KeyRole.ADMIN), Map.of()).string("id");

    var answer = patch(id, Map.of("label", "two\nlines", "approval", "MAYBE"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().objects("faults"))
        .extracting(fault -> fault.string("field"))
        .containsExactlyInAnyOrder("label", "approval");
    assertThat(patch(id, Map.of("label", "x".repeat(61))).json().string("detail"))
        .contains("at most 60 characters");
    assertThat(patch(id, Map.of("label", 7)).json().string("field")).isEqualTo("label");
    assertThat(one(id).optionalString("label")).isEmpty();
  }

  @Test
  void aTeamOfAnotherTenantIsNotNamed() {
    String id = connect(fixture.key(KeyRole.ADMIN), Map.of("label", "Northwind")).string("id");

    var foreign =
        Request.of("PATCH", "/connections/" + id)
            .body("application/json", Json.write(Map.of("label", "Mine")))
            .by("bob");

    assertThat(fixture.call(api, foreign).status()).isEqualTo(404);
    assertThat(one(id).string("label")).isEqualTo("Northwind");
  }

  @Test
  void aDisconnectedTeamIsNotNamed() {
    String id = connect(fixture.key(KeyRole.ADMIN), Map.of()).string("id");
    fixture.call(api, Request.of("DELETE", "/connections/" + id));

    assertThat(patch(id, Map.of("label", "Northwind")).status()).isEqualTo(409);
  }

  @Test
  void twoTeamsMayHaveOneNameAndTheAnswerSaysSo() {
    String first = connect(fixture.key(KeyRole.ADMIN), Map.of("label", "Northwind")).string("id");
    String second =
        connect(fixture.key(KeyRole.ADMIN), Map.of("issuerId", OTHER_ISSUER)).string("id");

    var answer = patch(second, Map.of("label", "northwind"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().strings("sameLabel")).containsExactly(first);
    for (JsonObject one : listed()) {
      assertThat(one.strings("sameLabel"))
          .containsExactly(one.string("id").equals(first) ? second : first);
    }
    assertThat(patch(second, Map.of("label", "Contoso")).json().has("sameLabel")).isFalse();
  }

  @Test
  void anIndividualKeyOfAConnectedTeamIsReported() {
    fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    String team = connect(fixture.key(KeyRole.ADMIN), Map.of()).string("id");
    var person =
        fixture.watched(fixture.apple().createKey(KeyRole.APP_MANAGER, KeyKind.INDIVIDUAL));
    String individual = connect(person, Map.of()).string("id");
    assertThat(listed()).noneMatch(one -> one.has("sameTeam"));

    check(team);
    check(individual);

    for (JsonObject one : listed()) {
      assertThat(one.strings("sameTeam"))
          .containsExactly(one.string("id").equals(team) ? individual : team);
    }
    check(
        fixture
            .call(
                api,
                Request.postJson("/connections", FunctionFixture.connectBody(person)).by("bob"))
            .json()
            .string("id"));
    assertThat(
            fixture.call(api, Request.get("/connections").by("bob")).json().objects("connections"))
        .as("the team of another tenant")
        .singleElement()
        .matches(one -> !one.has("sameTeam"));
    fixture.call(api, Request.of("DELETE", "/connections/" + individual));
    assertThat(listed()).singleElement().matches(one -> !one.has("sameTeam"));
  }

  /// What this version wrote is read without the name by the version before, and the other way.
  @Test
  void theNameIsInTheRecordOnlyIfThereIsOne() {
    var connections = new ConnectionStore(fixture.aws().state(), fixture.clock());
    var id =
        new ConnectionId(connect(fixture.key(KeyRole.ADMIN), Map.of("label", "Café")).string("id"));
    Connection named = connections.read(id).orElseThrow();

    assertThat(named.toJson()).containsEntry("label", "Café").doesNotContainKey("verified");
    var without = new LinkedHashMap<>(named.toJson());
    without.remove("label");
    var before = Connection.fromJson(JsonObject.of(without));
    assertThat(before.label()).isNull();
    assertThat(before.toJson()).doesNotContainKey("label");
    assertThat(Connection.fromJson(JsonObject.of(named.toJson()))).isEqualTo(named);
  }

  private JsonObject connect(SimulatedKey key, Map<String, String> more) {
    var body = new LinkedHashMap<>(FunctionFixture.connectBody(key));
    body.putAll(more);
    if (key.kind() == KeyKind.INDIVIDUAL) {
      body.remove("issuerId");
    }
    var answer = fixture.call(api, Request.postJson("/connections", body));
    assertThat(answer.status()).isEqualTo(201);
    return answer.json();
  }

  private void check(String id) {
    fixture.invoke(
        check,
        FunctionFixture.stateObjectCreated(StateKeys.wakeCheck(new ConnectionId(id))),
        300_000);
  }

  private Answer patch(String id, Map<String, ?> body) {
    return fixture.call(
        api, Request.of("PATCH", "/connections/" + id).body("application/json", Json.write(body)));
  }

  private JsonObject one(String id) {
    return fixture.call(api, Request.get("/connections/" + id)).json();
  }

  private List<JsonObject> listed() {
    return fixture.call(api, Request.get("/connections")).json().objects("connections");
  }
}
