package dev.slipway.functions.applewebhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.json.Json;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.lane.Lane;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.StateKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppleWebhookHandlerTest {
  private static final ConnectionId CONNECTION = ConnectionId.of("anna", "team");
  private static final ReleaseId RELEASE = ReleaseId.of("b", "k", "v");
  private static final String APP = "6446048195";
  private static final String PATH = "/apple/webhooks/" + CONNECTION + "/" + APP;
  private static final String NEW_SECRET = "a secret of 32 bytes or so, newer";
  private static final String OLD_SECRET = "a secret of 32 bytes or so, older";

  @TempDir Path directory;
  private FunctionFixture fixture;
  private AppleWebhookHandler handler;

  @BeforeEach
  void start() throws Exception {
    fixture = new FunctionFixture(directory);
    handler = new AppleWebhookHandler(fixture.environment(), fixture.clock());
    secrets(List.of(NEW_SECRET, OLD_SECRET));
    release();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private void secrets(List<String> accepted) {
    fixture
        .aws()
        .clients()
        .secretsManager()
        .createSecret(
            create ->
                create
                    .name("slipway/test/webhooks/" + CONNECTION)
                    .secretString(Json.writeText(Map.of("secrets", accepted))));
  }

  /// One in processing, with its lane.
  private void release() {
    Instant now = fixture.clock().instant();
    var drop =
        new Drop("b", Drop.Kind.BARE_IPA, new ObjectVersion("c/A.ipa", "v1", "\"e\"", 1), now);
    var release =
        ReleaseRecord.received(RELEASE, CONNECTION, "anna", drop, now, now)
            .withApp(new ReleaseRecord.App(new AppId(APP), "Example"))
            .withBuild(BuildLedger.EMPTY.reserved(new BuildUploadId("U1")).committed(now))
            .moved(Status.due(ReleaseState.PROCESSING, now), now, "Processing.");
    new ReleaseStore(fixture.aws().state(), fixture.clock()).create(release);
    var entrant = new Lane.Entrant(RELEASE, now, "1.1", "2");
    var lane = new Lane(new Lane.Current(entrant, false, List.of()), List.of(), null, List.of());
    fixture
        .aws()
        .state()
        .create(StateKeys.app(CONNECTION, APP, Platform.IOS.name()), lane.toJson());
  }

  private static String upload(String event, String upload, String state) {
    return Json.writeText(
        Map.of(
            "data",
            Map.of(
                "type",
                "buildUploadStateUpdated",
                "id",
                event,
                "attributes",
                Map.of("oldState", "PROCESSING", "newState", state),
                "relationships",
                Map.of("instance", Map.of("data", Map.of("type", "buildUploads", "id", upload))))));
  }

  private static String version(String event, Instant timestamp) {
    return Json.writeText(
        Map.of(
            "data",
            Map.of(
                "type",
                "appStoreVersionAppVersionStateUpdated",
                "id",
                event,
                "attributes",
                Map.of("newValue", "REJECTED", "timestamp", timestamp.toString()))));
  }

  private static String sign(String secret, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return "hmacsha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer send(String path, String body, String signature) {
    return send("POST", path, body, signature);
  }

  private Answer send(String method, String path, String body, String signature) {
    return fixture.call(
        handler,
        new Request(
            method,
            path,
            Map.of(),
            Map.of("content-type", "application/json", "x-apple-signature", signature),
            body.getBytes(UTF_8),
            ""));
  }

  private List<String> wakes() {
    return fixture.aws().state().list("wake/", null, 100).keys();
  }

  @Test
  void wakesTheReleaseThatItSpeaksOf() {
    String body = upload("E1", "U1", "COMPLETE");
    assertThat(send(PATH, body, sign(NEW_SECRET, body)).status()).isEqualTo(204);
    assertThat(wakes()).containsExactly("wake/release/told-" + RELEASE);
  }

  @Test
  void takesTheSecretBeforeTheLastOne() {
    String body = upload("E1", "U1", "COMPLETE");
    assertThat(send(PATH, body, sign(OLD_SECRET, body)).status()).isEqualTo(204);
    assertThat(wakes()).hasSize(1);
  }

  @Test
  void onlyNotesWhatIsNoNews() {
    String body = upload("E1", "U1", "PROCESSING");
    assertThat(send(PATH, body, sign(NEW_SECRET, body)).status()).isEqualTo(204);
    assertThat(wakes()).containsExactly("wake/release/heard-" + RELEASE);
  }

  @Test
  void takesWhatConcernsNobody() {
    for (String body :
        List.of(
            upload("E1", "U2", "COMPLETE"),
            "{\"data\":{\"type\":\"webhookPingCreated\",\"id\":\"E2\"}}",
            "{\"data\":{\"type\":\"somethingNew\",\"id\":\"E3\"}}",
            "{\"something\":\"else\"}")) {
      assertThat(send(PATH, body, sign(NEW_SECRET, body)).status()).as(body).isEqualTo(204);
    }
    assertThat(wakes()).isEmpty();
  }

  @Test
  void actsOnNoNotificationTwice() {
    String body = upload("E1", "U1", "COMPLETE");
    send(PATH, body, sign(NEW_SECRET, body));
    fixture.aws().state().delete("wake/release/told-" + RELEASE);

    assertThat(send(PATH, body, sign(NEW_SECRET, body)).status()).isEqualTo(204);
    assertThat(wakes()).isEmpty();
  }

  @Test
  void refusesWhatIsTooOldOrNotYet() {
    Instant now = fixture.clock().instant();
    for (Duration age : List.of(Duration.ofDays(8), Duration.ofHours(-1))) {
      String body = version("E" + age, now.minus(age));
      assertThat(send(PATH, body, sign(NEW_SECRET, body)).status()).isEqualTo(403);
    }
    String body = version("E3", now.minus(Duration.ofDays(6)));
    assertThat(send(PATH, body, sign(NEW_SECRET, body)).status()).isEqualTo(204);
  }

  @Test
  void refusesEverythingElseWithOneAnswer() {
    String body = upload("E1", "U1", "COMPLETE");
    String good = sign(NEW_SECRET, body);
    String other = "/apple/webhooks/" + ConnectionId.of("ben", "team") + "/" + APP;
    String large = "x".repeat(64 * 1024 + 1);
    var answers =
        List.of(
            send(PATH, body, ""),
            send(PATH, body, sign("guessed", body)),
            send(PATH, body + " ", good),
            send(other, body, good),
            send("/apple/webhooks/not-an-id/" + APP, body, good),
            send("/apple/webhooks/" + CONNECTION + "/..%2F", body, good),
            send("/apple/webhooks/" + CONNECTION, body, good),
            send(PATH, large, sign(NEW_SECRET, large)),
            send("GET", PATH, body, good));

    assertThat(answers).allMatch(answer -> answer.status() == 403);
    assertThat(answers).extracting(Answer::text).containsOnly(answers.getFirst().text());
    assertThat(answers).extracting(Answer::headers).containsOnly(answers.getFirst().headers());
    assertThat(wakes()).isEmpty();
  }

  @Test
  void readsNoSecretForWhatIsMalformed() {
    String body = upload("E1", "U1", "COMPLETE");
    String good = sign(NEW_SECRET, body);
    for (String path :
        List.of(
            "/apple/webhooks/not-an-id/" + APP,
            "/apple/webhooks/" + CONNECTION.value().toUpperCase(Locale.ROOT) + "/" + APP,
            "/apple/webhooks/" + CONNECTION + "a/" + APP,
            "/apple/webhooks/" + CONNECTION + "/" + "9".repeat(65),
            "/apple/webhooks/" + CONNECTION + "/app%0A",
            "/apple/webhooks/" + CONNECTION,
            "/apple/hooks/" + CONNECTION + "/" + APP,
            "/")) {
      assertThat(send(path, body, good).status()).as(path).isEqualTo(403);
    }
    for (String malformed :
        List.of("", "[]", "null", "{", "{} {}", "{\"a\":1,\"a\":2}", "[".repeat(10_000))) {
      assertThat(send(PATH, malformed, sign(NEW_SECRET, malformed)).status())
          .as(malformed)
          .isEqualTo(403);
    }
    for (String signature :
        List.of("", "hmacsha256=", "0".repeat(63), "g".repeat(64), "hmacsha1=" + "0".repeat(64))) {
      assertThat(send(PATH, body, signature).status()).as(signature).isEqualTo(403);
    }
    assertThat(send("GET", PATH, body, good).status()).isEqualTo(403);

    assertThat(fixture.aws().aws().requests().count("GetSecretValue")).isZero();
    assertThat(send(PATH, body, good).status()).isEqualTo(204);
    assertThat(fixture.aws().aws().requests().count("GetSecretValue")).isOne();
  }

  /// The metric filter of template.yaml counts this line for the alarm.
  @Test
  void logsARefusalInTheWordsThatAreCounted() throws Exception {
    send(PATH, upload("E1", "U1", "COMPLETE"), "");

    assertThat(fixture.log())
        .contains("\"message\":\"Request answered\"")
        .contains("\"status\":403");
    assertThat(Files.readString(Path.of("../template.yaml")))
        .contains("FilterPattern: '{ $.message = \"Request answered\" && $.status = 403 }'");
  }

  @Test
  void asksTheSecretStoreOnceForAnyName() {
    String body = upload("E1", "U2", "COMPLETE");
    String other = "/apple/webhooks/" + ConnectionId.of("ben", "team") + "/" + APP;
    for (int i = 0; i < 3; i++) {
      send(PATH, body, sign(NEW_SECRET, body));
      send(other, body, sign(NEW_SECRET, body));
    }

    assertThat(
            fixture.aws().aws().requests().all().stream()
                .filter(request -> request.operation().equals("GetSecretValue")))
        .hasSize(2);
    assertThat(fixture.log()).doesNotContain(NEW_SECRET, OLD_SECRET);
  }

  @Test
  void takesABodyInBase64() {
    String body = upload("E1", "U1", "COMPLETE");
    String event =
        Json.writeText(
            Map.of(
                "version",
                "2.0",
                "rawPath",
                PATH,
                "pathParameters",
                Map.of("connectionId", CONNECTION.value(), "appId", APP),
                "headers",
                Map.of("x-apple-signature", sign(NEW_SECRET, body)),
                "requestContext",
                Map.of("http", Map.of("method", "POST"), "stage", "$default"),
                "body",
                java.util.Base64.getEncoder().encodeToString(body.getBytes(UTF_8)),
                "isBase64Encoded",
                true));

    assertThat(fixture.invoke(handler, event, 20_000)).contains("204");
    assertThat(wakes()).hasSize(1);
  }

  @Test
  void answersOtherEventsWithTheSameRefusal() {
    String answer =
        fixture.invoke(handler, FunctionFixture.stateObjectCreated("wake/release/x"), 20_000);
    assertThat(answer).contains("403").contains("webhook-refused");
  }
}
