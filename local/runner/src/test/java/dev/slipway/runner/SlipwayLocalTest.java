package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.settings.SimulatorClock;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// The runner with a template and handlers of its own: what a function and a caller see of it.
class SlipwayLocalTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path directory;
  private static Instant tokenTime = START;
  private static SlipwayLocal local;
  private static S3Client s3;

  @BeforeAll
  static void start() throws Exception {
    local = SlipwayLocal.start(options(directory.resolve("state")));
    s3 = LocalS3.client(local);
  }

  @AfterAll
  static void stop() throws Exception {
    s3.close();
    local.close();
    HTTP.close();
  }

  @BeforeEach
  void forget() {
    local.settle();
    RecordingHandler.forget();
    tokenTime = START;
  }

  private static SlipwayLocalOptions options(Path state) throws Exception {
    Path template = directory.resolve("tiny-template.yaml");
    try (var in = SlipwayLocalTest.class.getResourceAsStream("/tiny-template.yaml")) {
      Files.write(template, in.readAllBytes());
    }
    return SlipwayLocalOptions.of(state, template)
        .withClock(SimulatorClock.fixedAt(START))
        .withTokenClock(() -> tokenTime);
  }

  @Test
  void handsRequestsOverInPayloadFormatTwo() throws Exception {
    var answer =
        send(
            post("/echo/Jos%C3%A9%20%2B?a=1&a=2&b=x%20y&flag", "{\"x\":1}")
                .header("Content-Type", "application/json")
                .header("X-Two", "one")
                .header("X-Two", "two")
                .header("Cookie", "c=1; d=2"));

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode event = JSON.readTree(answer.body()).get("event");
    assertThat(event.get("version").asText()).isEqualTo("2.0");
    assertThat(event.get("routeKey").asText()).isEqualTo("POST /echo/{name}");
    assertThat(event.at("/pathParameters/name").asText()).isEqualTo("José +");
    assertThat(event.get("rawQueryString").asText()).isEqualTo("a=1&a=2&b=x%20y&flag");
    assertThat(event.at("/queryStringParameters/a").asText()).isEqualTo("1,2");
    assertThat(event.at("/queryStringParameters/b").asText()).isEqualTo("x y");
    assertThat(event.at("/queryStringParameters/flag").asText()).isEmpty();
    assertThat(event.at("/headers/x-two").asText()).isEqualTo("one,two");
    assertThat(event.at("/headers/cookie").isMissingNode()).isTrue();
    assertThat(event.get("cookies")).extracting(JsonNode::asText).containsExactly("c=1", "d=2");
    assertThat(event.get("body").asText()).isEqualTo("{\"x\":1}");
    assertThat(event.get("isBase64Encoded").asBoolean()).isFalse();
    assertThat(event.at("/requestContext/http/method").asText()).isEqualTo("POST");
    assertThat(event.at("/requestContext/authorizer/jwt/claims/sub").asText()).isEqualTo("alice");
    assertThat(event.at("/requestContext/authorizer/jwt/claims/exp").isTextual()).isTrue();
    assertThat(event.at("/requestContext/timeEpoch").asLong())
        .isEqualTo(local.clock().instant().toEpochMilli());
  }

  @Test
  void encodesBodiesThatAreNoText() throws Exception {
    var answer =
        send(post("/echo/x", "abc").header("Content-Type", "multipart/form-data; boundary=b"));

    JsonNode event = JSON.readTree(answer.body()).get("event");
    assertThat(event.get("isBase64Encoded").asBoolean()).isTrue();
    assertThat(event.get("body").asText()).isEqualTo("YWJj");
  }

  @Test
  void writesStatusHeadersCookiesAndBinaryBodies() throws Exception {
    var request = authorized("/echo/x?binary").POST(BodyPublishers.noBody()).build();
    var answer = HTTP.send(request, BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("content-type")).contains("image/png");
    assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    assertThat(answer.body()).containsExactly(0, 1, 2, 255);
  }

  @Test
  void evaluatesEnvironmentAndGivesTheFunctionItsTimeout() throws Exception {
    JsonNode answer = JSON.readTree(send(post("/echo/x", "")).body());

    assertThat(answer.get("greeting").asText()).isEqualTo("hello from slipway-drops");
    assertThat(answer.get("remainingMillis").asInt()).isEqualTo(3000);
  }

  @Test
  void answersForTheGatewayWhatReachesNoFunction() throws Exception {
    assertThat(send(authorized("/nowhere").GET()).statusCode()).isEqualTo(404);
    assertThat(send(authorized("/echo/x").GET()).statusCode()).isEqualTo(404);
    assertThat(send(post("/echo/x?fail", "")).body())
        .isEqualTo("{\"message\":\"Internal Server Error\"}");
    assertThat(send(post("/echo/x", "a".repeat(6 << 20))).statusCode()).isEqualTo(413);
  }

  @Test
  void letsNobodyInWithoutAGoodToken() throws Exception {
    var bare = request("/echo/x").POST(BodyPublishers.noBody());
    assertThat(send(bare).statusCode()).isEqualTo(401);
    assertThat(send(bare).body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    String token = local.tokenFor(LocalUser.ALICE);
    String forged = token.substring(0, token.length() - 6) + "AAAAAA";
    assertThat(send(bare.copy().header("Authorization", "Bearer " + forged)).statusCode())
        .isEqualTo(401);
    var good = bare.copy().header("Authorization", "Bearer " + token);
    assertThat(send(good).statusCode()).isEqualTo(200);
    tokenTime = START.plus(Duration.ofHours(8));
    assertThat(send(good).statusCode()).isEqualTo(401);
  }

  @Test
  void leavesARouteWithoutAuthorizerOpen() throws Exception {
    assertThat(send(request("/open").GET()).statusCode()).isEqualTo(200);
  }

  @Test
  void handsOutTokensToThisMachineAlone() throws Exception {
    String path = "/local/token?user=bob";
    JsonNode answer = JSON.readTree(send(request(path).GET()).body());
    assertThat(answer.get("user").asText()).isEqualTo("bob");
    var used =
        request("/echo/x")
            .header("Authorization", "Bearer " + answer.get("token").asText())
            .POST(BodyPublishers.noBody());
    assertThat(
            JSON.readTree(send(used).body())
                .at("/event/requestContext/authorizer/jwt/claims/sub")
                .asText())
        .isEqualTo("bob");

    assertThat(send(request(path).header("Origin", "https://evil.example").GET()).statusCode())
        .isEqualTo(403);
    assertThat(send(request(path).header("Origin", "null").GET()).statusCode()).isEqualTo(403);
    assertThat(send(request(path).header("Sec-Fetch-Site", "cross-site").GET()).statusCode())
        .isEqualTo(403);
    assertThat(send(request(path).header("Origin", local.webUri().toString()).GET()).statusCode())
        .isEqualTo(200);
    assertThat(send(request("/local/token?user=mallory").GET()).statusCode()).isEqualTo(400);
  }

  /// A person who tries the wizard has no key of Apple's.
  @Test
  void makesAKeyOfTheSimulatorForThisMachineAlone() throws Exception {
    var made = send(request("/local/key").POST(BodyPublishers.noBody()));

    assertThat(made.statusCode()).isEqualTo(200);
    JsonNode key = JSON.readTree(made.body());
    assertThat(key.get("keyId").asText()).matches("[A-Z0-9]{10}");
    assertThat(key.get("privateKeyPem").asText()).startsWith("-----BEGIN PRIVATE KEY-----");
    assertThat(JSON.readTree(send(request("/config.json").GET()).body()).at("/local/makesKeys"))
        .isEqualTo(JSON.getNodeFactory().booleanNode(true));
    var foreign = request("/local/key").header("Origin", "https://evil.example");
    assertThat(send(foreign.POST(BodyPublishers.noBody())).statusCode()).isEqualTo(403);
    assertThat(send(request("/local/key").GET()).statusCode()).isEqualTo(404);
  }

  @Test
  void renewsATokenUntilTheRefreshTokenEnds() throws Exception {
    JsonNode signedIn = JSON.readTree(send(request("/local/token?user=bob").GET()).body());
    String form = "grant_type=refresh_token&refresh_token=" + signedIn.get("refreshToken").asText();

    tokenTime = START.plus(Duration.ofHours(11));
    JsonNode renewed = JSON.readTree(send(form(form)).body());
    assertThat(renewed.get("token_type").asText()).isEqualTo("Bearer");
    assertThat(renewed.has("refresh_token")).as("no rotation").isFalse();
    var used =
        request("/echo/x")
            .header("Authorization", "Bearer " + renewed.get("access_token").asText())
            .POST(BodyPublishers.noBody());
    assertThat(
            JSON.readTree(send(used).body())
                .at("/event/requestContext/authorizer/jwt/claims/sub")
                .asText())
        .isEqualTo("bob");
    assertThat(send(form(form)).statusCode()).isEqualTo(200);

    assertThat(send(form("grant_type=refresh_token&refresh_token=guessed")).body())
        .isEqualTo("{\"error\":\"invalid_grant\"}");
    assertThat(send(form("grant_type=password")).statusCode()).isEqualTo(400);
    tokenTime = START.plus(Duration.ofHours(12));
    assertThat(send(form(form)).statusCode()).isEqualTo(400);
  }

  private static HttpRequest.Builder form(String form) {
    return request("/local/token")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form));
  }

  @Test
  void refusesAForeignHost() throws Exception {
    try (var socket = new java.net.Socket("127.0.0.1", local.webUri().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /local/token?user=alice HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes())).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void servesDiscoveryAndKeys() throws Exception {
    JsonNode discovery =
        JSON.readTree(send(request("/local/.well-known/openid-configuration").GET()).body());
    assertThat(discovery.get("issuer").asText()).isEqualTo(local.webUri() + "/local");
    JsonNode keys =
        JSON.readTree(
            send(request(URI.create(discovery.get("jwks_uri").asText()).getPath()).GET()).body());
    assertThat(keys.at("/keys/0/kty").asText()).isEqualTo("RSA");
    assertThat(keys.at("/keys/0").has("d")).as("the private half").isFalse();
  }

  @Test
  void startsFunctionsForMatchingObjectsAlone() {
    put("c/App 1+2.ipa");
    put("c/notes.txt");
    local.settle();

    assertThat(RecordingHandler.EVENTS).hasSize(1);
    assertThat(RecordingHandler.EVENTS.getFirst())
        .contains("\"aws.s3\"", "\"c/App 1+2.ipa\"", "\"slipway-drops\"");
  }

  @Test
  void runsNoMoreThanTheReservedConcurrencyAllows() {
    for (int i = 0; i < 12; i++) {
      put("c/many-" + i + ".ipa");
    }
    local.settle();
    // What was turned away comes again after a while.
    for (int i = 0; i < 20 && many() < 12; i++) {
      local.advance(Duration.ofMinutes(5));
    }

    assertThat(many()).isEqualTo(12);
    assertThat(RecordingHandler.MOST_RUNNING).hasValue(1);
  }

  private static long many() {
    return RecordingHandler.EVENTS.stream().filter(event -> event.contains("c/many-")).count();
  }

  @Test
  void repeatsAFailedInvocationAfterOneAndTwoMinutes() {
    int before = local.failures().size();
    RecordingHandler.FAILURES_LEFT.set(2);
    Instant begin = local.clock().instant();
    put("c/flaky.ipa");
    local.settle();
    local.advance(Duration.ofMinutes(4));

    // A repetition that meets a function at work comes a second later, as a throttled one does.
    assertThat(ofDrops())
        .extracting(at -> Duration.between(begin, at).toMinutes())
        .containsExactly(0L, 1L, 3L);
    assertThat(local.failures()).hasSize(before);
  }

  @Test
  void putsWhatFailsForGoodDownAsLambdaDoes() throws Exception {
    int before = local.failures().size();
    RecordingHandler.FAILURES_LEFT.set(3);
    put("c/broken.ipa");
    local.settle();
    local.advance(Duration.ofMinutes(4));

    assertThat(local.failures()).hasSize(before + 1);
    assertThat(local.failures().getLast().event()).contains("c/broken.ipa");
    assertThat(local.failures().getLast().attempts()).isEqualTo(3);
    try (var files = Files.list(directory.resolve("state/failed"))) {
      assertThat(files).isNotEmpty();
    }
  }

  @Test
  void firesSchedulesAtTheirTimesWhileTimePasses() {
    Instant begin = local.clock().instant();
    local.advance(Duration.ofMinutes(15));

    assertThat(RecordingHandler.EVENTS)
        .containsExactly("{\"sweep\":true}", "{\"sweep\":true}", "{\"sweep\":true}");
    assertThat(RecordingHandler.TIMES)
        .allSatisfy(time -> assertThat(Duration.between(START, time).toSeconds() % 300).isZero());
    assertThat(local.clock().instant()).isEqualTo(begin.plus(Duration.ofMinutes(15)));
  }

  @Test
  void keepsItsStateAndItsTimeOverARestart() throws Exception {
    Path state = directory.resolve("kept");
    String token;
    Instant ended;
    try (var first = SlipwayLocal.start(options(state));
        var client = LocalS3.client(first)) {
      client.putObject(put -> put.bucket("slipway-drops").key("k"), RequestBody.fromString("v"));
      token = first.tokenFor(LocalUser.ALICE);
      first.advance(Duration.ofHours(3));
      ended = first.clock().instant();
    }
    try (var second = SlipwayLocal.start(options(state));
        var client = LocalS3.client(second)) {
      assertThat(
              client.getObjectAsBytes(get -> get.bucket("slipway-drops").key("k")).asUtf8String())
          .isEqualTo("v");
      assertThat(second.clock().instant()).isEqualTo(ended);
      assertThat(second.tokenFor(LocalUser.ALICE)).isNotEqualTo(token);
    }
    assertThat(Files.getPosixFilePermissions(state))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(state.resolve("issuer-key.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void saysWhichPortIsTakenAndHowToChooseAnother() throws Exception {
    try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
      var options =
          options(directory.resolve("ports")).withPorts(new Ports(0, taken.getLocalPort(), 0, 0));
      assertThatThrownBy(() -> SlipwayLocal.start(options))
          .isInstanceOf(StartFault.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " (AWS) is in use")
          .hasMessageContaining("SLIPWAY_AWS_PORT=");
    }
  }

  @Test
  void refusesADirectoryThatAnotherRunHolds() {
    assertThatThrownBy(() -> SlipwayLocal.start(options(directory.resolve("state"))))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("SLIPWAY_DIRECTORY");
  }

  private static java.util.List<Instant> ofDrops() {
    var times = new java.util.ArrayList<Instant>();
    for (int i = 0; i < RecordingHandler.EVENTS.size(); i++) {
      if (RecordingHandler.EVENTS.get(i).contains("aws.s3")) {
        times.add(RecordingHandler.TIMES.get(i));
      }
    }
    return times;
  }

  private static void put(String key) {
    s3.putObject(put -> put.bucket("slipway-drops").key(key), RequestBody.fromString("x"));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(local.webUri() + path));
  }

  private static HttpRequest.Builder authorized(String path) {
    return request(path).header("Authorization", "Bearer " + local.tokenFor(LocalUser.ALICE));
  }

  private static HttpRequest.Builder post(String path, String body) {
    return authorized(path).POST(BodyPublishers.ofString(body));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
