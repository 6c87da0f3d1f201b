package dev.slipway.functions.connectioncheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.ConnectionId;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.json.JsonObject;
import dev.slipway.problems.ProblemType;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Questions about an app without a drop: api takes them, connection-check answers.
class ReadinessTest {
  private static final String WAKES = "wake/check/ready-";

  @TempDir Path directory;
  private CheckStage stage;
  private ConnectionId connection;
  private SimulatedApp app;

  @BeforeEach
  void start() throws IOException {
    stage = new CheckStage(directory);
    app = stage.fixture.apple().createApp(NewApp.of("com.example.one", "One"));
    connection = stage.connect(stage.fixture.key(KeyRole.APP_MANAGER));
    stage.wake(connection);
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  private Request request(String method, String appId, String platform) {
    return Request.of(method, "/connections/" + connection + "/apps/" + appId + "/readiness")
        .with("platform", platform);
  }

  private Answer get() {
    return stage.fixture.call(stage.api, request("GET", app.id(), "IOS"));
  }

  private Answer ask() {
    return ask(app.id(), "IOS");
  }

  private Answer ask(String appId, String platform) {
    return stage.fixture.call(stage.api, request("POST", appId, platform));
  }

  /// Delivers the wake objects that there are.
  private void work() {
    for (String key : stage.stateKeys(WAKES)) {
      stage.fixture.invoke(stage.check, FunctionFixture.stateObjectCreated(key), 300_000);
    }
  }

  private JsonObject answered() {
    ask();
    work();
    return get().json().object("answer");
  }

  private static Set<String> checks(JsonObject answer) {
    return answer.objects("findings").stream()
        .map(finding -> finding.string("check"))
        .collect(Collectors.toSet());
  }

  private long calls() {
    return stage.fixture.apple().calls().values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void saysHowToAskWhenNobodyHas() {
    var answer = get();

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().string("detail"))
        .isEqualTo(
            "Slipway has not looked at this app yet. POST /connections/"
                + connection
                + "/apps/"
                + app.id()
                + "/readiness?platform=IOS requests an answer.");
  }

  @Test
  void answersSomeSecondsLater() {
    var asked = ask();

    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.headers())
        .containsEntry(
            "location",
            "/connections/" + connection + "/apps/" + app.id() + "/readiness?platform=IOS");
    assertThat(get().json().asMap())
        .containsOnlyKeys("connectionId", "appId", "platform", "askedAt");
    work();
    var readiness = get();
    assertThat(readiness.status()).isEqualTo(200);
    assertThat(readiness.json().asMap())
        .containsOnlyKeys("connectionId", "appId", "platform", "answer");
    var answer = readiness.json().object("answer");
    assertThat(answer.string("appName")).isEqualTo("One");
    assertThat(answer.object("version").string("state")).isEqualTo("PREPARE_FOR_SUBMISSION");
    assertThat(checks(answer))
        .as("the record is complete")
        .containsExactlyInAnyOrder("build-not-selected", "web-only-steps");
    assertThat(answer.objects("media")).hasSize(2);
    assertThat(stage.stateKeys(WAKES)).isEmpty();
  }

  @Test
  void readsOnceForTwoWhoAskAtOnceAndForAnEventThatComesTwice() {
    ask();
    String wake = stage.stateKeys(WAKES).getFirst();
    ask();
    long before = calls();
    work();
    long once = calls() - before;
    assertThat(once).isPositive();

    stage.fixture.invoke(stage.check, FunctionFixture.stateObjectCreated(wake), 300_000);

    assertThat(calls() - before).isEqualTo(once);
  }

  @Test
  void lostWakeObjectCostsOneMoreAsk() {
    ask();
    stage.fixture.aws().state().delete(stage.stateKeys(WAKES).getFirst());
    stage.fixture.clock().advance(Duration.ofMinutes(2));

    assertThat(answered().bool("ready")).isFalse();
  }

  @Test
  void looksAgainWhenAskedAgain() {
    answered();
    stage.fixture.clock().advance(Duration.ofMinutes(1));

    assertThat(answered().instant("at")).isEqualTo(stage.fixture.clock().instant());
  }

  @Test
  void changesNothingAtApple() {
    var before = writes();

    answered();

    assertThat(writes()).isEqualTo(before);
  }

  private Map<String, Long> writes() {
    return stage.fixture.apple().calls().entrySet().stream()
        .filter(call -> !call.getKey().startsWith("GET "))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void saysThatTheAppIsNotOnThePlatform() {
    ask(app.id(), "TV_OS");
    work();

    var answer =
        stage.fixture.call(stage.api, request("GET", app.id(), "TV_OS")).json().object("answer");
    assertThat(answer.objects("findings"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.string("check")).isEqualTo("platform-not-added");
              assertThat(finding.string("found")).isEqualTo("the app has IOS");
              assertThat(finding.object("where").string("url"))
                  .isEqualTo(
                      "https://appstoreconnect.apple.com/apps/" + app.id() + "/distribution");
            });
  }

  @Test
  void saysThatTheKeySeesNoSuchApp() {
    ask("1", "IOS");
    work();

    var readiness = stage.fixture.call(stage.api, request("GET", "1", "IOS")).json();
    assertThat(readiness.has("answer")).isFalse();
    assertThat(readiness.object("problem").string("type"))
        .isEqualTo(ProblemType.APP_NOT_FOUND.uri());
  }

  static List<Object[]> troubles() {
    return List.of(
        new Object[] {Fault.status(429).times(50), ProblemType.RATE_LIMITED},
        new Object[] {Fault.status(503).times(50), ProblemType.APPLE_UNAVAILABLE},
        new Object[] {Fault.status(403).times(50), ProblemType.APPLE_REFUSED},
        new Object[] {Fault.status(401).times(50), ProblemType.CREDENTIALS_REJECTED});
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void troubleAtAppleEndsTheAskAndKeepsTheAnswer(Fault fault, ProblemType expected) {
    var before = answered();
    stage.fixture.apple().faults().add(fault);
    stage.fixture.clock().advance(Duration.ofMinutes(1));
    ask();

    work();

    var readiness = get().json();
    assertThat(readiness.object("problem").string("type")).isEqualTo(expected.uri());
    assertThat(readiness.has("askedAt")).isFalse();
    assertThat(readiness.object("answer").instant("at")).isEqualTo(before.instant("at"));
    stage.fixture.apple().faults().clear();
    stage.fixture.clock().advance(Duration.ofHours(1));
    stage.wake(connection);
    answered();
    assertThat(get().json().has("problem")).as("the next answer ends it").isFalse();
  }

  @Test
  void brokenKeyIsNotUsed() {
    var key = stage.fixture.key(KeyRole.APP_MANAGER);
    stage.fixture.apple().revokeKey(key.keyId());
    connection = stage.connect(key, "bob");
    stage.wake(connection);
    long before = calls();

    stage.fixture.call(stage.api, request("POST", app.id(), "IOS").by("bob"));
    work();

    assertThat(calls()).isEqualTo(before);
    assertThat(
            stage
                .fixture
                .call(stage.api, request("GET", app.id(), "IOS").by("bob"))
                .json()
                .object("problem")
                .string("detail"))
        .isEqualTo(
            "The key of this connection cannot be used now. Check the connection, whose verdict"
                + " says what to do, then ask again.");
  }

  @Test
  void disconnectedConnectionIsAskedNothing() {
    ask();
    stage.fixture.call(stage.api, Request.of("DELETE", "/connections/" + connection));

    assertThat(ask().status()).isEqualTo(410);
    work();
    assertThat(get().json().object("problem").string("type"))
        .isEqualTo(ProblemType.CONNECTION_DISCONNECTED.uri());
  }

  @Test
  void wantsAPlatformAndNothingElse() {
    var path = "/connections/" + connection + "/apps/" + app.id() + "/readiness";
    for (String method : List.of("GET", "POST")) {
      var missing = stage.fixture.call(stage.api, Request.of(method, path));
      assertThat(missing.status()).isEqualTo(422);
      assertThat(missing.text()).contains("Missing. Must be IOS, MAC_OS, TV_OS or VISION_OS.");
      var wrong = stage.fixture.call(stage.api, Request.of(method, path).with("platform", "ios"));
      assertThat(wrong.status()).isEqualTo(422);
      var more = request(method, app.id(), "IOS").with("limit", "3");
      assertThat(stage.fixture.call(stage.api, more).status()).isEqualTo(422);
      var bad = request(method, "a-b", "IOS");
      assertThat(stage.fixture.call(stage.api, bad).status()).isEqualTo(404);
    }
    assertThat(stage.stateKeys("readiness/")).isEmpty();
  }

  @Test
  void otherTenantsNeitherAskNorSee() {
    answered();

    for (String method : List.of("GET", "POST")) {
      var answer = stage.fixture.call(stage.api, request(method, app.id(), "IOS").by("mallory"));
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.json().string("detail")).startsWith("No such connection.");
    }
    assertThat(stage.stateKeys(WAKES)).isEmpty();
  }
}
