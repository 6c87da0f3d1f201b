package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.aws.SecretsManagerKeys;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.KeySecrets.Stage;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.json.JsonObject;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsApiTest {
  @TempDir Path directory;
  private FunctionFixture fixture;
  private ApiHandler api;

  @BeforeEach
  void start() throws IOException {
    fixture = new FunctionFixture(directory);
    api = new ApiHandler(fixture.environment(), fixture.clock(), fixture.aws().backoff());
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void connectsATeam() {
    var key = fixture.key(KeyRole.ADMIN);

    var answer = connect(key);

    assertThat(answer.status()).isEqualTo(201);
    String id = answer.json().string("id");
    assertThat(answer.headers())
        .containsEntry("location", "/connections/" + id)
        .containsEntry("cache-control", "no-store")
        .containsEntry("strict-transport-security", "max-age=31536000")
        .containsEntry("x-content-type-options", "nosniff");
    assertThat(answer.json().string("state")).isEqualTo("CHECKING");
    assertThat(answer.json().string("keyId")).isEqualTo(key.keyId());
    assertThat(answer.json().string("issuerId")).isEqualTo(key.issuerId());
    assertThat(answer.json().bool("known")).isFalse();
    assertThat(answer.json().names()).doesNotContain("tenant", "privateKey");
    assertThat(stored(id, Stage.CURRENT).keyId()).isEqualTo(key.keyId());
    assertThat(fixture.aws().state().read(StateKeys.WAKE_CHECK_PREFIX + id)).isPresent();
    assertThat(get("/connections/" + id).json().string("id")).isEqualTo(id);
  }

  @Test
  void takesTheKeyIdFromTheFilesName() {
    var key = fixture.key(KeyRole.ADMIN);
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"issuerId\"\r\n\r\n"
            + key.issuerId()
            + "\r\n--b\r\nContent-Disposition: form-data; name=\"key\"; filename=\"AuthKey_"
            + key.keyId()
            + ".p8\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            + key.privateKeyPem()
            + "\r\n--b--\r\n";

    var answer =
        fixture.call(
            api,
            Request.of("POST", "/connections")
                .body("multipart/form-data; boundary=b", form.getBytes(StandardCharsets.UTF_8)));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().string("keyId")).isEqualTo(key.keyId());
  }

  @Test
  void connectsAnIndividualKey() {
    var key = fixture.watched(fixture.apple().createKey(KeyRole.ADMIN, KeyKind.INDIVIDUAL));

    var answer = connect(key);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().string("kind")).isEqualTo("INDIVIDUAL");
    assertThat(answer.json().has("issuerId")).isFalse();
  }

  @Test
  void knowsTheSameKeyAgain() {
    var key = fixture.key(KeyRole.ADMIN);
    String id = connect(key).json().string("id");

    var again = connect(key);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().string("id")).isEqualTo(id);
    assertThat(again.json().bool("known")).isTrue();
    assertThat(again.json().string("message")).contains("already");
    assertThat(versions(id)).isEqualTo(1);
  }

  @Test
  void keepsAnotherKeyOfTheTeamPending() {
    var first = fixture.key(KeyRole.ADMIN);
    var second = fixture.key(KeyRole.APP_MANAGER);
    String id = connect(first).json().string("id");

    var answer = connect(second);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().string("id")).isEqualTo(id);
    assertThat(answer.json().string("keyId")).isEqualTo(first.keyId());
    assertThat(answer.json().object("pendingKey").string("keyId")).isEqualTo(second.keyId());
    assertThat(stored(id, Stage.CURRENT).keyId()).isEqualTo(first.keyId());
    assertThat(stored(id, Stage.PENDING).keyId()).isEqualTo(second.keyId());
    assertThat(connect(second).json().object("pendingKey").string("keyId"))
        .isEqualTo(second.keyId());
  }

  @Test
  void takesACorrectedKeyIdForAReplacement() {
    var key = fixture.key(KeyRole.ADMIN);
    var mistyped = new LinkedHashMap<>(FunctionFixture.connectBody(key));
    mistyped.put("keyId", "ABCDE12345");
    String id = fixture.call(api, Request.postJson("/connections", mistyped)).json().string("id");

    var corrected = connect(key);

    assertThat(corrected.json().string("id")).isEqualTo(id);
    assertThat(corrected.json().object("pendingKey").string("keyId")).isEqualTo(key.keyId());
  }

  @Test
  void disconnectsAndConnectsAgain() {
    var first = fixture.key(KeyRole.ADMIN);
    var second = fixture.key(KeyRole.ADMIN);
    String id = connect(first).json().string("id");

    assertThat(delete(id).status()).isEqualTo(204);
    assertThat(delete(id).status()).isEqualTo(204);
    assertThat(get("/connections").json().objects("connections")).isEmpty();
    assertThat(get("/connections/" + id).json().string("state")).isEqualTo("DISCONNECTED");
    assertThat(keys().read(new ConnectionId(id), Stage.CURRENT)).isEmpty();

    var again = connect(second);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().string("id")).isEqualTo(id);
    assertThat(again.json().string("state")).isEqualTo("CHECKING");
    assertThat(again.json().has("disconnectedAt")).isFalse();
    assertThat(stored(id, Stage.CURRENT).keyId()).isEqualTo(second.keyId());
    assertThat(get("/connections").json().objects("connections")).hasSize(1);
  }

  @Test
  void hidesConnectionsOfOtherTenants() {
    var key = fixture.key(KeyRole.ADMIN);
    String id = connect(key).json().string("id");

    for (var request :
        List.of(
            Request.get("/connections/" + id),
            Request.get("/connections/" + id + "/apps"),
            Request.of("DELETE", "/connections/" + id))) {
      var answer = fixture.call(api, request.by("bert"));
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.text()).doesNotContain(key.keyId());
    }
    assertThat(
            fixture.call(api, Request.get("/connections").by("bert")).json().objects("connections"))
        .isEmpty();
    var own =
        fixture.call(
            api, Request.postJson("/connections", FunctionFixture.connectBody(key)).by("bert"));
    assertThat(own.status()).isEqualTo(201);
    assertThat(own.json().string("id")).isNotEqualTo(id);
    assertThat(get("/connections/" + id).json().string("state")).isEqualTo("CHECKING");
  }

  @Test
  void aRecordThatCannotBeReadHidesNoOther() {
    String id = connect(fixture.key(KeyRole.ADMIN)).json().string("id");
    var other = ConnectionId.of("anna", "another issuer");
    fixture.aws().state().put(StateKeys.tenantConnection("anna", other), Map.of());
    fixture.aws().state().put(StateKeys.connection(other), Map.of("tenant", "anna", "kind", "NEW"));

    var answer = fixture.call(api, Request.get("/connections"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().objects("connections"))
        .extracting(one -> one.string("id"))
        .containsExactly(id);
    assertThat(fixture.log()).contains("Connection record cannot be understood");
  }

  @Test
  void listsPageByPage() {
    var ids = new HashSet<String>();
    for (int i = 0; i < 5; i++) {
      var key =
          fixture.watched(
              fixture
                  .apple()
                  .createKey(
                      KeyRole.ADMIN, KeyKind.TEAM, "57246542-96fe-1a63-e053-0824d011072" + i));
      ids.add(connect(key).json().string("id"));
    }

    var seen = new ArrayList<String>();
    var request = Request.get("/connections").with("limit", "2");
    JsonObject page;
    do {
      page = fixture.call(api, request).json();
      assertThat(page.objects("connections")).hasSizeLessThanOrEqualTo(2);
      page.objects("connections").forEach(connection -> seen.add(connection.string("id")));
      request = request.with("next", page.optionalString("next").orElse(""));
    } while (page.has("next"));

    assertThat(seen).hasSize(5).containsExactlyInAnyOrderElementsOf(ids);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /nothing,              404, not-found",
    "GET,    /,                     404, not-found",
    "PUT,    /connections,          404, not-found",
    "POST,   /connections/abc,      404, not-found",
    "GET,    /connections/abc,      404, not-found",
    "GET,    /connections/abc/apps, 404, not-found",
    "DELETE, /connections/abcdefghijklmnopqrstuvwxyz, 404, not-found",
    "DELETE, /releases,             404, not-found"
  })
  void answersUnknownAddressesWithProblems(String method, String path, int status, String slug) {
    var answer = fixture.call(api, Request.of(method, path));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(answer.json().string("type")).isEqualTo("urn:slipway:problem:" + slug);
    assertThat(answer.json().string("instance")).isEqualTo(FunctionFixture.REQUEST_ID);
  }

  /// A misused token is found by the log: each line of a request names the caller.
  @Test
  void logLinesOfARequestNameTheCaller() {
    fixture.call(api, Request.get("/connections").by("anna"));

    assertThat(fixture.log().lines().filter(line -> line.contains("Request answered")))
        .last(InstanceOfAssertFactories.STRING)
        .contains("\"actor\":\"" + FunctionFixture.ISSUER + "#anna\"")
        .contains("\"requestId\":\"" + FunctionFixture.REQUEST_ID + "\"");
  }

  @Test
  void demandsATenant() {
    var answer = fixture.call(api, Request.get("/connections").by(""));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().string("type")).endsWith("unauthorized");
  }

  @Test
  void tellsAllFaultsOfAQuery() {
    var answer =
        fixture.call(
            api, Request.get("/connections").with("limit", "0").with("next", "?").with("x", "1"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().objects("faults"))
        .extracting(fault -> fault.string("field"))
        .containsExactlyInAnyOrder("limit", "next", "x");
  }

  static Stream<Object[]> faultyBodies() {
    String issuer = "57246542-96fe-1a63-e053-0824d011072a";
    return Stream.of(
        new Object[] {Map.of("issuerId", issuer, "keyId", "ABCDE12345"), 422, "key-missing"},
        new Object[] {
          Map.of("issuerId", issuer, "keyId", "ABCDE12345", "privateKey", "hello"),
          422,
          "key-not-pem"
        },
        new Object[] {
          Map.of(
              "issuerId",
              issuer,
              "keyId",
              "ABCDE12345",
              "privateKey",
              "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n"),
          422,
          "key-wrong-kind"
        });
  }

  @ParameterizedTest
  @MethodSource("faultyBodies")
  void refusesFaultyKeys(Map<String, String> body, int status, String slug) {
    var answer = fixture.call(api, Request.postJson("/connections", body));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().string("type")).isEqualTo("urn:slipway:problem:" + slug);
    assertThat(answer.json().string("field")).isEqualTo("privateKey");
    assertThat(fixture.aws().state().list("", null, 10).keys()).isEmpty();
  }

  @Test
  void tellsAllFaultsOfARequestTogether() {
    var answer =
        fixture.call(
            api,
            Request.postJson(
                "/connections", Map.of("keyId", "x", "issuerId", "y", "privateKey", "z")));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().objects("faults"))
        .extracting(fault -> fault.string("field"))
        .containsExactlyInAnyOrder("keyId", "issuerId", "privateKey");
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, hello, 415, unsupported-content-type",
    "application/json, '{', 400, malformed-request",
    "application/json, '[]', 400, malformed-request",
    "multipart/form-data; boundary=b, nonsense, 400, malformed-request"
  })
  void refusesBodiesThatCannotBeRead(String type, String body, int status, String slug) {
    var answer =
        fixture.call(
            api,
            Request.of("POST", "/connections").body(type, body.getBytes(StandardCharsets.UTF_8)));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().string("type")).isEqualTo("urn:slipway:problem:" + slug);
  }

  @ParameterizedTest
  @ValueSource(ints = {65 << 10, 300_000, 3_000_000})
  void namesAFileThatIsTooLargeForAKey(int bytes) {
    var key = fixture.key(KeyRole.ADMIN);
    var body = new LinkedHashMap<>(FunctionFixture.connectBody(key));
    body.put("privateKey", "x".repeat(bytes));

    var answer = fixture.call(api, Request.postJson("/connections", body));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().string("type")).isEqualTo("urn:slipway:problem:key-too-large");
    assertThat(answer.json().string("detail"))
        .contains("a key file has about 250 bytes", "Downloads folder")
        .doesNotContain("/uploads");
  }

  @Test
  void namesAFileOfAnotherAppleService() {
    var key = fixture.key(KeyRole.ADMIN);
    var body = new LinkedHashMap<>(FunctionFixture.connectBody(key));
    body.put("keyFileName", "SubscriptionKey_" + key.keyId() + ".p8");

    var answer = fixture.call(api, Request.postJson("/connections", body));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().string("message"))
        .contains("Connected.", "another Apple service, such as In-App Purchase");
  }

  @Test
  void refusesNoise() {
    var answer =
        fixture.call(
            api, Request.of("POST", "/connections").body("application/json", new byte[1 << 20]));

    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void makesOneConnectionOfEightConnectsAtOnce() throws Exception {
    var key = fixture.key(KeyRole.ADMIN);
    var connects = new ArrayList<Callable<Answer>>();
    for (int i = 0; i < 8; i++) {
      connects.add(() -> connect(key));
    }

    var answers = new ArrayList<Answer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var future : threads.invokeAll(connects)) {
        answers.add(future.get());
      }
    }

    assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers)
        .extracting(answer -> answer.json().string("id"))
        .containsOnly(answers.getFirst().json().string("id"));
    assertThat(versions(answers.getFirst().json().string("id"))).isEqualTo(1);
    assertThat(get("/connections").json().objects("connections")).hasSize(1);
  }

  static Stream<FaultRule> crashes() {
    return Stream.of(
        FaultRule.s3("PutObject", Fault.accessDenied()).keyPrefix("tenants/"),
        FaultRule.s3("PutObject", Fault.accessDenied()).keyPrefix("connections/"),
        FaultRule.secrets("CreateSecret", Fault.accessDenied()),
        FaultRule.s3("PutObject", Fault.accessDenied()).keyPrefix("connections/").nth(2),
        FaultRule.s3("PutObject", Fault.accessDenied()).keyPrefix("wake/"));
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void endsRightWhenSentAgainAfterACrash(FaultRule crash) {
    var key = fixture.key(KeyRole.ADMIN);
    fixture.aws().aws().faults().add(crash);

    var failed = connect(key);
    var again = connect(key);

    assertThat(failed.status()).isEqualTo(500);
    assertThat(failed.json().names())
        .containsExactlyInAnyOrder("type", "title", "status", "detail", "instance");
    assertThat(fixture.log()).contains(FunctionFixture.REQUEST_ID);
    assertThat(again.status()).isIn(200, 201);
    String id = again.json().string("id");
    assertThat(stored(id, Stage.CURRENT).keyId()).isEqualTo(key.keyId());
    assertThat(versions(id)).isEqualTo(1);
    assertThat(fixture.aws().state().read(StateKeys.WAKE_CHECK_PREFIX + id)).isPresent();
    assertThat(get("/connections").json().objects("connections")).hasSize(1);
  }

  @Test
  void takesAnotherKeyWhenTheFirstNeverGotIntoTheStore() {
    var first = fixture.key(KeyRole.ADMIN);
    var second = fixture.key(KeyRole.ADMIN);
    fixture.aws().aws().faults().add(FaultRule.secrets("CreateSecret", Fault.accessDenied()));
    connect(first);

    var answer = connect(second);

    assertThat(answer.json().string("keyId")).isEqualTo(second.keyId());
    assertThat(stored(answer.json().string("id"), Stage.CURRENT).keyId()).isEqualTo(second.keyId());
  }

  @Test
  void startsAnewWhenTheStoreHoldsNoKeyToReplace() {
    var second = fixture.key(KeyRole.ADMIN);
    String id = connect(fixture.key(KeyRole.ADMIN)).json().string("id");
    fixture
        .aws()
        .clients()
        .secretsManager()
        .deleteSecret(
            request ->
                request.secretId(LocalAwsFixture.SECRETS + id).forceDeleteWithoutRecovery(true));

    var answer = connect(second);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().string("keyId")).isEqualTo(second.keyId());
    assertThat(answer.json().string("state")).isEqualTo("CHECKING");
    assertThat(answer.json().names()).doesNotContain("pendingKey");
    assertThat(stored(id, Stage.CURRENT).keyId()).isEqualTo(second.keyId());
    assertThat(fixture.aws().state().read(StateKeys.WAKE_CHECK_PREFIX + id)).isPresent();
  }

  @Test
  void connectsAlthoughEveryAnswerIsLostOnce() {
    var key = fixture.key(KeyRole.ADMIN);
    for (String prefix : List.of("tenants/", "connections/", "wake/")) {
      fixture
          .aws()
          .aws()
          .faults()
          .add(FaultRule.s3("PutObject", Fault.answerLost()).keyPrefix(prefix));
    }
    fixture.aws().aws().faults().add(FaultRule.secrets("CreateSecret", Fault.answerLost()));

    var answer = connect(key);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(versions(answer.json().string("id"))).isEqualTo(1);
    assertThat(fixture.aws().aws().faults().remaining()).isZero();
  }

  @Test
  void neverReadsASecret() {
    var key = fixture.key(KeyRole.ADMIN);
    String id = connect(key).json().string("id");
    connect(fixture.key(KeyRole.ADMIN));
    delete(id);
    connect(key);

    assertThat(fixture.aws().aws().requests().count("GetSecretValue")).isZero();
    assertThat(fixture.apple().exchanges()).isEmpty();
  }

  private Answer connect(SimulatedKey key) {
    return fixture.call(api, Request.postJson("/connections", FunctionFixture.connectBody(key)));
  }

  private Answer get(String path) {
    return fixture.call(api, Request.get(path));
  }

  private Answer delete(String id) {
    return fixture.call(api, Request.of("DELETE", "/connections/" + id));
  }

  private SecretsManagerKeys keys() {
    return new SecretsManagerKeys(
        fixture.aws().clients().secretsManager(), LocalAwsFixture.SECRETS, fixture.aws().backoff());
  }

  private AppleKey stored(String id, Stage stage) {
    return keys().read(new ConnectionId(id), stage).orElseThrow();
  }

  private int versions(String id) {
    return fixture
        .aws()
        .clients()
        .secretsManager()
        .describeSecret(request -> request.secretId(LocalAwsFixture.SECRETS + id))
        .versionIdsToStages()
        .size();
  }
}
