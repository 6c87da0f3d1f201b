package dev.slipway.functions.connectlink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.functions.connectlink.LinkStage.Link;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A connect link from its making to its connection, and everything that its holder, or somebody
/// who would like to be one, must not be able to do.
class ConnectLinkTest {
  @TempDir Path directory;
  private LinkStage stage;

  @BeforeEach
  void start() throws IOException {
    stage = new LinkStage(directory);
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void connectsATeamForTheTenantWhoMadeIt() {
    var link = stage.link(Map.of("bundleId", "com.example.one"));
    var key = stage.key();
    assertThat(link.url()).startsWith("https://pages.example.com/connect.html#");
    assertThat(link.token()).matches("[A-Za-z0-9_-]{43}");

    var opened = stage.open(link.token()).json();
    assertThat(opened.string("label")).isEqualTo("Example Ltd");
    assertThat(opened.string("state")).isEqualTo("OPEN");
    assertThat(opened.string("returnUrl"))
        .isEqualTo(LinkStage.RETURN + "&connectLink=" + link.id());
    assertThat(opened.names()).doesNotContain("tenant", "connectionId", "id");

    var handed = stage.handIn(link, key);
    assertThat(handed.status()).as(handed.text()).isEqualTo(202);
    assertThat(handed.json().string("state")).isEqualTo("CHECKING");
    assertThat(handed.json().bool("connected")).isFalse();
    assertThat(stage.read(link).string("state")).isEqualTo("OPEN");
    stage.settle();

    var verdict = stage.handedIn(link).json();
    assertThat(verdict.string("state")).isEqualTo("CONNECTED");
    assertThat(verdict.bool("connected")).isTrue();
    assertThat(verdict.object("verdict").string("state")).isEqualTo("CONNECTED");
    assertThat(stage.read(link).string("state")).isEqualTo("CONNECTED");
    assertThat(stage.read(link).string("connectionId")).isEqualTo(stage.idOf(key).value());
    var connection = stage.connection(key);
    assertThat(connection.tenant()).isEqualTo("anna");
    assertThat(connection.linkId()).isNull();
    assertThat(connection.label()).isEqualTo("Example Ltd");
    assertThat(connection.history().getFirst().actor()).hasToString("link:" + link.id());
  }

  @Test
  void isStoredWithoutItsToken() {
    var link = stage.link();
    stage.handIn(link, stage.key());
    stage.settle();

    for (String key : stage.keys("")) {
      assertThat(key).doesNotContain(link.token());
      stage
          .fixture
          .aws()
          .state()
          .read(key)
          .ifPresent(
              stored ->
                  assertThat(stored.document().asMap().toString()).doesNotContain(link.token()));
    }
    assertThat(stage.fixture.log())
        .doesNotContain(link.token())
        .contains("\"actor\":\"link:" + link.id() + "\"");
  }

  @Test
  void whateverDoesNotWorkGetsTheSameAnswer() {
    var revoked = stage.link();
    var expired = stage.link(Map.of("validFor", "PT1H"));
    assertThat(stage.revoke(revoked).status()).isEqualTo(204);
    stage.fixture.clock().advance(Duration.ofHours(1));

    var tokens = new ArrayList<>(List.of("", "x", "../../connections/a", "A".repeat(43)));
    tokens.add("A".repeat(5000));
    tokens.add(revoked.id());
    tokens.add(revoked.token());
    tokens.add(expired.token());
    var answers = new ArrayList<Answer>();
    for (String token : tokens) {
      answers.add(stage.open(token));
      answers.add(stage.send(Request.get("/connect-link/connection"), token));
      answers.add(
          stage.send(
              Request.postJson(
                  "/connect-link/connection", FunctionFixture.connectBody(stage.key())),
              token));
    }

    assertThat(answers).allMatch(answer -> answer.status() == 404);
    assertThat(answers.stream().distinct()).hasSize(1);
    assertThat(stage.keys("connections/")).isEmpty();
  }

  @Test
  void aBearerTokenOpensNoLink() {
    stage.link();

    assertThat(stage.fixture.call(stage.links, Request.get("/connect-link")).status())
        .isEqualTo(404);
  }

  @Test
  void isInTheAuditLogOfItsTenant() {
    var link = stage.link();
    stage.handIn(link, stage.key());
    stage.revoke(link);

    var acts = stage.fixture.call(stage.api, Request.get("/audit")).json().objects("acts");

    assertThat(acts)
        .extracting(act -> act.string("act") + " " + act.string("linkId"))
        .containsExactlyInAnyOrder(
            "CREATE_CONNECT_LINK " + link.id(),
            "USE_CONNECT_LINK " + link.id(),
            "REVOKE_CONNECT_LINK " + link.id());
    assertThat(acts)
        .filteredOn(act -> act.string("act").equals("USE_CONNECT_LINK"))
        .allMatch(act -> act.string("actor").equals("link:" + link.id()));
  }

  /// No page of the stack leads to an address that the operator has not allowed.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/apps",
        "https://platform.example.com.evil.example/apps",
        "https://platform.example.com@evil.example/",
        "https://platform.example.com:8443/apps",
        "http://platform.example.com/apps",
        "//evil.example/apps",
        "javascript:alert(1)",
        "data:text/html,x",
        "https:\\\\evil.example/",
        "/apps"
      })
  void leadsBackToAllowedOriginsAlone(String address) {
    var answer = stage.create(Map.of("returnUrl", address));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().string("field")).isEqualTo("returnUrl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT4M59S", "P7DT1S", "-P1D", "soon", ""})
  void livesFiveMinutesToSevenDays(String duration) {
    var answer = stage.create(Map.of("validFor", duration));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().string("field")).isEqualTo("validFor");
  }

  /// As the document does, whose lengths are those of JSON Schema.
  @Test
  void countsItsTermsInCodePoints() {
    var longest = stage.create(Map.of("label", "🚀".repeat(200)));

    assertThat(longest.status()).as(longest.text()).isEqualTo(201);
    assertThat(longest.json().string("label")).isEqualTo("🚀".repeat(200));
    var longer = stage.create(Map.of("label", "🚀".repeat(201)));
    assertThat(longer.status()).isEqualTo(422);
    assertThat(longer.json().string("field")).isEqualTo("label");
    int rest = 2000 - LinkStage.RETURN.length();
    assertThat(stage.create(Map.of("returnUrl", LinkStage.RETURN + "🚀".repeat(rest))).status())
        .isEqualTo(201);
    assertThat(stage.create(Map.of("returnUrl", LinkStage.RETURN + "🚀".repeat(rest + 1))).status())
        .isEqualTo(422);
  }

  @Test
  void aTermThatIsNullCountsAsAbsent() {
    var terms = new HashMap<String, Object>();
    List.of("bundleId", "connectionId", "validFor").forEach(name -> terms.put(name, null));

    var made = stage.create(terms);

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.json().names()).doesNotContain("bundleId", "namedConnectionId");
  }

  /// What is no text would be stored as a question mark.
  @Test
  void takesNoTextThatUtf8CannotHold() {
    String terms = "{\"label\": \"%s\", \"returnUrl\": \"%s\"}";
    var halved = post(terms.formatted("Example Ltd", LinkStage.RETURN + "\\ud83d"), UTF_8);
    var foreign = post(terms.formatted("Caf\u00e9", LinkStage.RETURN), ISO_8859_1);

    assertThat(halved.status()).isEqualTo(422);
    assertThat(halved.json().string("field")).isEqualTo("returnUrl");
    assertThat(foreign.status()).isEqualTo(400);
  }

  @Test
  void aBodyThatCannotBeReadIsRefusedWithThePlace() {
    var refused = post("{\"label\": }", UTF_8);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().string("detail")).contains("Line 1, column 11: The character }");
  }

  private Answer post(String body, Charset charset) {
    var request = Request.of("POST", "/connect-links");
    return stage.fixture.call(
        stage.api, request.body("application/json", body.getBytes(charset)).by("anna"));
  }

  @Test
  void isUsedOnce() {
    var link = stage.link();
    stage.handIn(link, stage.key());
    stage.settle();
    var other = stage.keyOf(7);

    var again = stage.handIn(link, other);

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().string("type")).endsWith(":not-possible-now");
    assertThat(stage.connections.read(stage.idOf(other))).isEmpty();
    assertThat(stage.handedIn(link).json().bool("connected")).isTrue();
  }

  @Test
  void anotherTenantSeesNothingOfIt() {
    var link = stage.link();
    var path = "/connect-links/" + link.id();

    var read = stage.fixture.call(stage.api, Request.get(path).by("bob"));
    var revoked = stage.fixture.call(stage.api, Request.of("DELETE", path).by("bob"));
    var listed = stage.fixture.call(stage.api, Request.get("/connect-links").by("bob"));
    var never =
        stage.fixture.call(stage.api, Request.get("/connect-links/" + "0".repeat(32)).by("bob"));

    assertThat(read.status()).isEqualTo(404);
    assertThat(read.text()).isEqualTo(never.text());
    assertThat(revoked.status()).isEqualTo(404);
    assertThat(listed.json().objects("connectLinks")).isEmpty();
    assertThat(stage.open(link.token()).status()).isEqualTo(200);
  }

  @Test
  void aRecordThatCannotBeReadHidesNoOther() {
    var link = stage.link();
    var broken = stage.link();
    var state = stage.fixture.aws().state();
    String key = state.list("connect-links/" + broken.id(), null, 1).keys().getFirst();
    state.put(key, Map.of("tenant", "anna", "label", "of a newer version"));

    var listed = stage.fixture.call(stage.api, Request.get("/connect-links"));

    assertThat(listed.status()).isEqualTo(200);
    assertThat(listed.json().objects("connectLinks"))
        .extracting(found -> found.string("id"))
        .containsExactly(link.id());
  }

  @Test
  void aTeamThatTheTenantKnowsIsRefused() {
    var known = stage.key();
    connect("anna", known);
    var link = stage.link();

    var refused = stage.handIn(link, stage.key());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().string("field")).isEqualTo("issuerId");
    assertThat(stage.connection(known).pendingKey()).isNull();
    assertThat(stage.handedIn(link).status()).isEqualTo(404);
    assertThat(stage.read(link).number("tries")).isEqualTo(1);

    stage.fixture.call(stage.api, Request.of("DELETE", "/connections/" + stage.idOf(known)));
    assertThat(stage.handIn(link, known).status()).as("disconnected before").isEqualTo(422);
    assertThat(stage.connection(known).state()).isEqualTo(ConnectionState.DISCONNECTED);
  }

  /// A person who cannot correct it asks somebody else by a link.
  @Test
  void aFailedAttemptOfTheTenantIsNoObstacle() {
    var revoked = stage.key();
    stage.fixture.apple().revokeKey(revoked.keyId());
    connect("anna", revoked);
    stage.settle();
    assertThat(stage.connection(revoked).state()).isEqualTo(ConnectionState.NOT_CONNECTED);
    var link = stage.link();
    var key = stage.key();

    assertThat(stage.handIn(link, key).status()).isEqualTo(202);
    stage.settle();

    assertThat(stage.read(link).string("state")).isEqualTo("CONNECTED");
    assertThat(stage.connection(key).keyId()).isEqualTo(key.keyId());
    assertThat(stage.connection(key).state()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  void theHolderNamesNoTeamAndNoAttempt() {
    var link = stage.link();
    for (String field : List.of("label", "insteadOf", "other")) {
      for (Object value : Arrays.asList("a".repeat(26), "a".repeat(61), "", 7, null)) {
        var body = new LinkedHashMap<String, Object>(FunctionFixture.connectBody(stage.key()));
        body.put(field, value);

        var refused = stage.handIn(link, body);

        assertThat(refused.status()).as("%s %s", field, value).isEqualTo(422);
        assertThat(refused.json().string("field")).isEqualTo(field);
        assertThat(refused.json().string("detail")).isEqualTo("Unknown field. Remove it.");
      }
    }
  }

  @Test
  void aLinkMayLeadBackToThePages() {
    assertThat(stage.create(Map.of("returnUrl", "https://pages.example.com/")).status())
        .isEqualTo(201);
    assertThat(
            stage.create(Map.of("returnUrl", "https://pages.example.com.evil.example/")).status())
        .isEqualTo(422);
  }

  @Test
  void anotherTenantsTeamIsNoObstacle() {
    var key = stage.key();
    connect("bob", key);
    var link = stage.link();

    assertThat(stage.handIn(link, key).status()).isEqualTo(202);
    stage.settle();

    assertThat(stage.read(link).string("state")).isEqualTo("CONNECTED");
    assertThat(stage.connections.read(ConnectionId.of("bob", key.issuerId()))).isPresent();
  }

  @Test
  void aNamedConnectionGetsItsNewKeyAndShowsNoOlderVerdict() {
    var old = stage.key();
    connect("anna", old);
    stage.settle();
    var link = stage.link(Map.of("connectionId", stage.idOf(old).value()));
    assertThat(stage.open(link.token()).json().bool("renews")).isTrue();
    var other = stage.keyOf(7);
    assertThat(stage.handIn(link, other).status()).as("another team").isEqualTo(422);
    var fresh = stage.key();

    var handed = stage.handIn(link, fresh);

    assertThat(handed.status()).as(handed.text()).isEqualTo(202);
    assertThat(handed.json().string("state")).isEqualTo("CHECKING");
    assertThat(handed.json().has("verdict")).isFalse();
    stage.settle();
    assertThat(stage.connection(old).keyId()).isEqualTo(fresh.keyId());
    assertThat(stage.handedIn(link).json().bool("connected")).isTrue();
  }

  @Test
  void aWorseKeyReplacesNothingAndBindsNothing() {
    var old = stage.key();
    connect("anna", old);
    stage.settle();
    var link = stage.link(Map.of("connectionId", stage.idOf(old).value()));

    stage.handIn(link, stage.fixture.key(KeyRole.DEVELOPER));
    stage.settle();

    assertThat(stage.connection(old).keyId()).isEqualTo(old.keyId());
    var seen = stage.handedIn(link).json();
    assertThat(seen.string("state")).isEqualTo("NOT_CONNECTED");
    assertThat(seen.has("verdict")).isFalse();
    assertThat(seen.object("problem").string("type")).endsWith(":role-too-low");
    assertThat(stage.read(link).string("state")).isEqualTo("OPEN");
  }

  @Test
  void aWithdrawnLinkTakesItsReplacementKeyBack() {
    var old = stage.key();
    connect("anna", old);
    stage.settle();
    var link = stage.link(Map.of("connectionId", stage.idOf(old).value()));
    stage.handIn(link, stage.key());

    stage.revoke(link);
    stage.settle();

    assertThat(stage.connection(old).keyId()).isEqualTo(old.keyId());
    assertThat(stage.connection(old).pendingKey()).isNull();
    assertThat(stage.connection(old).linkId()).isNull();
    assertThat(stage.connection(old).state()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  void aMistypedIssuerIdIsReplacedByTheNext() {
    var link = stage.link();
    var key = stage.key();
    var mistyped = new LinkedHashMap<>(FunctionFixture.connectBody(key));
    mistyped.put("issuerId", "57246542-96fe-1a63-e053-0824d011072a");
    var wrong = ConnectionId.of("anna", "57246542-96fe-1a63-e053-0824d011072a");
    stage.handIn(link, mistyped);
    stage.settle();
    assertThat(stage.handedIn(link).json().string("state")).isEqualTo("NOT_CONNECTED");
    assertThat(stage.read(link).string("state")).isEqualTo("OPEN");

    assertThat(stage.handIn(link, key).status()).isEqualTo(202);
    stage.settle();

    assertThat(stage.connections.read(wrong).orElseThrow().state())
        .isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(stage.connection(key).state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(stage.read(link).string("connectionId")).isEqualTo(stage.idOf(key).value());
  }

  @Test
  void theHolderMayReturnToAnIssuerIdOfTheSameLink() {
    var link = stage.link();
    var first = stage.fixture.key(KeyRole.DEVELOPER);
    var second = stage.keyOf(7);
    stage.fixture.apple().revokeKey(second.keyId());
    stage.handIn(link, first);
    stage.settle();
    stage.handIn(link, second);
    stage.settle();
    assertThat(stage.connection(first).state()).isEqualTo(ConnectionState.DISCONNECTED);

    var good = stage.key();
    assertThat(stage.handIn(link, good).status()).isEqualTo(202);
    stage.settle();

    assertThat(stage.connection(good).state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(stage.connection(second).state()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(stage.read(link).string("state")).isEqualTo("CONNECTED");
  }

  @Test
  void theAppMustBeAmongThoseSeen() {
    var link = stage.link(Map.of("bundleId", "com.example.other"));
    stage.handIn(link, stage.key());
    stage.settle();

    var seen = stage.handedIn(link).json();

    assertThat(seen.bool("connected")).isFalse();
    assertThat(seen.string("state")).isEqualTo("CONNECTED_WITH_LIMITS");
    assertThat(seen.object("verdict").object("problem").string("type"))
        .endsWith(":wanted-app-not-visible");
    assertThat(stage.read(link).string("state")).isEqualTo("OPEN");
  }

  @Test
  void twentyTriesAreAll() {
    var link = stage.link();
    var key = stage.key();
    var body = new LinkedHashMap<>(FunctionFixture.connectBody(key));
    for (int i = 0; i < 20; i++) {
      body.put("issuerId", "57246542-96fe-1a63-e053-0824d01107%02x".formatted(i));
      assertThat(stage.handIn(link, body).status()).isEqualTo(202);
      stage.settle();
    }

    var refused = stage.handIn(link, key);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(stage.open(link.token()).json().number("triesLeft")).isZero();
    assertThat(stage.connections.list("anna", null, 100).connections())
        .as("at most one that is not verified")
        .hasSize(1);
  }

  @Test
  void malformedRequestsAreNoTries() {
    var link = stage.link();

    assertThat(stage.handIn(link, Map.of("keyId", "x")).status()).isEqualTo(422);

    assertThat(stage.read(link).number("tries")).isZero();
  }

  @Test
  void ofTwoBrowsersTheLaterCountsAndOneTeamIsConnected() throws Exception {
    for (int round = 0; round < 3; round++) {
      var link = stage.link();
      var one = stage.keyOf(100 + 2 * round);
      var two = stage.keyOf(101 + 2 * round);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var calls =
            List.<Callable<Answer>>of(() -> stage.handIn(link, one), () -> stage.handIn(link, two));
        for (var answer : threads.invokeAll(calls)) {
          assertThat(answer.get().status()).isIn(202, 404);
        }
      }
      stage.settle();

      // A team without an app is connected with limits.
      var states = List.of(stage.connection(one).state(), stage.connection(two).state());
      assertThat(states)
          .containsExactlyInAnyOrder(
              ConnectionState.CONNECTED_WITH_LIMITS, ConnectionState.DISCONNECTED);
      SimulatedKey bound =
          stage.connection(one).state() == ConnectionState.DISCONNECTED ? two : one;
      assertThat(stage.read(link).string("connectionId")).isEqualTo(stage.idOf(bound).value());
    }
  }

  @Test
  void aWithdrawnLinkBindsNothing() {
    var link = stage.link();
    var key = stage.key();
    stage.handIn(link, key);

    stage.revoke(link);
    stage.settle();

    assertThat(stage.connection(key).state()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(stage.read(link).string("state")).isEqualTo("REVOKED");
    assertThat(stage.read(link).has("connectionId")).isFalse();
  }

  @Test
  void aKeyHandedInBeforeTheEndIsStillConnected() {
    var link = stage.link(Map.of("validFor", "PT1H"));
    var key = stage.key();
    stage.handIn(link, key);
    stage.fixture.clock().advance(Duration.ofHours(2));
    assertThat(stage.read(link).string("state")).isEqualTo("EXPIRED");

    stage.settle();

    assertThat(stage.read(link).string("state")).isEqualTo("CONNECTED");
    assertThat(stage.handedIn(link).status()).isEqualTo(404);
  }

  @Test
  void aUserWhoConnectsTheSameTeamTakesOver() {
    var link = stage.link();
    var key = stage.key();
    stage.handIn(link, key);
    connect("anna", key);
    stage.revoke(link);
    stage.settle();

    assertThat(stage.connection(key).state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(stage.read(link).string("state")).isEqualTo("REVOKED");
  }

  @Test
  void whatDiedBeforeItsWakeObjectIsFoundByTheDailyRound() {
    var link = stage.link();
    var first = stage.keyOf(7);
    var second = stage.key();
    stage.handIn(link, first);
    stage.handIn(link, second);
    stage.keys("wake/").forEach(stage.fixture.aws().state()::delete);

    stage.daily();

    assertThat(stage.connection(first).state()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(stage.read(link).string("connectionId")).isEqualTo(stage.idOf(second).value());
  }

  @Test
  void goesAMonthAfterItsEnd() {
    Link link = stage.link(Map.of("validFor", "PT1H"));
    stage.fixture.clock().advance(Duration.ofDays(29));
    stage.daily();
    assertThat(stage.keys("connect-links/")).hasSize(1);

    stage.fixture.clock().advance(Duration.ofDays(2));
    stage.daily();

    assertThat(stage.keys("connect-links/")).isEmpty();
    assertThat(stage.keys("tenants/anna/connect-links/")).isEmpty();
    assertThat(stage.fixture.call(stage.api, Request.get("/connect-links/" + link.id())).status())
        .isEqualTo(404);
  }

  private void connect(String tenant, SimulatedKey key) {
    assertThat(
            stage
                .fixture
                .call(
                    stage.api,
                    Request.postJson("/connections", FunctionFixture.connectBody(key)).by(tenant))
                .status())
        .isIn(200, 201);
  }
}
