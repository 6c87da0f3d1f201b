package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.webhooks.Webhook;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.settings.Exchange;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Releases of which Apple's webhooks tell, from the registration to the App Store: the simulator
/// sends signed notifications to the runner's route. `-Dwebhooks.all=true` tries every trouble.
class WebhookReleaseTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration UPLOAD = Duration.ofMinutes(8);
  private static final Duration BUILD = Duration.ofMinutes(2);
  private static final UnaryOperator<SimulatorOptions> SLOW =
      options -> options.processing(UPLOAD, BUILD);

  @TempDir Path directory;

  @Test
  void isRegisteredOnceAndThenTellsWhenTheBuildIsReady() throws Exception {
    try (var stage = Stage.withWebhooks(directory, SLOW)) {
      String app = stage.app().id();
      String connection = stage.connect();
      stage.put(connection + "/First.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      assertThat(registration(stage, connection, app).path("state").asText())
          .isEqualTo("REGISTERED");
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.assertReleasedExactlyOnce();

      int before = stage.apple.exchanges().size();
      stage.put(connection + "/Second.ipa", Stage.ipa("1.2", "3"));
      stage.local.settle();
      String second = stage.newest().path("id").asText();
      stage.local.advance(UPLOAD.plus(BUILD));
      assertThat(stage.release(second).path("state").asText())
          .as("at the moment at which the build is ready")
          .isEqualTo("WAITING_FOR_REVIEW");
      var exchanges = stage.apple.exchanges().stream().skip(before).toList();
      assertThat(looks(exchanges)).as("calls while the build processes").isBetween(1L, 2L);
      stage.advanceUntil(second, "READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.calls())
          .containsEntry("POST /v1/webhooks", 1L)
          .containsEntry("GET /v1/apps/{id}/webhooks", 1L);
      assertThat(webhooks(stage, app)).hasSize(1);
    }
  }

  static Stream<Fault> troubles() {
    var all =
        List.of(
            Fault.webhookLost().always(),
            Fault.webhookForged().always(),
            Fault.webhookTwice().always(),
            Fault.webhookLate(Duration.ofMinutes(50)).always(),
            Fault.webhookOvertaken().times(3));
    return Boolean.getBoolean("webhooks.all") ? all.stream() : all.stream().limit(2);
  }

  @Tag("answer")
  @ParameterizedTest
  @MethodSource("troubles")
  void releasesExactlyOnceWhateverHappensToNotifications(Fault trouble) throws Exception {
    try (var stage = Stage.withWebhooks(directory, SLOW)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(trouble);
      stage.put(connection + "/First.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.local.advance(Duration.ofHours(1));
      stage.assertReleasedExactlyOnce();
      assertThat(trouble.matchedCalls()).isGreaterThan(2);
    }
  }

  @Tag("answer")
  @Test
  void makesUpForWhatWasLostFromTheHistory() throws Exception {
    try (var stage = Stage.withWebhooks(directory, WebhookReleaseTest::byHand)) {
      String app = stage.app().id();
      String connection = stage.connect();
      stage.put(connection + "/First.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("WAITING_FOR_REVIEW");
      stage.local.advance(Duration.ofHours(1));
      stage.apple.faults().add(Fault.webhookLost());
      stage.apple.reviews().startReview(app);
      stage.local.settle();
      int marks = keys(stage, "deliveries/").size();

      round(stage);

      assertThat(keys(stage, "deliveries/")).hasSize(marks + 1);
      assertThat(stage.apple.calls()).containsKey("GET /v1/webhooks/{id}/deliveries");
      assertThat(webhooks(stage, app)).hasSize(1);
    }
  }

  @Tag("answer")
  @Test
  void registersAnewWhatSomebodyDeletedAtApple() throws Exception {
    try (var stage = Stage.withWebhooks(directory, WebhookReleaseTest::byHand)) {
      String app = stage.app().id();
      String connection = stage.connect();
      stage.put(connection + "/First.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("WAITING_FOR_REVIEW");
      var colleague = stage.colleague().webhooks();
      colleague.list(new AppId(app)).forEach(webhook -> colleague.delete(webhook.id()));

      round(stage);

      assertThat(webhooks(stage, app)).hasSize(1);
    }
  }

  @Tag("answer")
  @Test
  void leavesOneWebhookWhenManyRegisterAtOnceAndWhenTheRecordIsLost() throws Exception {
    try (var stage = Stage.withWebhooks(directory, UnaryOperator.identity())) {
      String app = stage.app().id();
      String connection = stage.connect();
      for (int i = 0; i < 5; i++) {
        ask(stage, connection, app);
      }
      stage.local.settle();
      assertThat(stage.apple.calls()).containsEntry("POST /v1/webhooks", 1L);

      stage.s3.deleteObject(
          delete ->
              delete
                  .bucket(stage.local.stateBucket())
                  .key("webhooks/" + connection + "/" + app + ".json"));
      ask(stage, connection, app);
      stage.local.settle();
      assertThat(stage.apple.calls()).containsEntry("POST /v1/webhooks", 1L);
      assertThat(webhooks(stage, app)).hasSize(1);
      assertThat(registration(stage, connection, app).path("state").asText())
          .isEqualTo("REGISTERED");
    }
  }

  @Tag("answer")
  @Test
  void doesWithoutWhereAppleForbidsIt() throws Exception {
    try (var stage = Stage.withWebhooks(directory, UnaryOperator.identity())) {
      String app = stage.app().id();
      String connection = stage.connect();
      stage.apple.faults().add(Fault.status(403).on("GET", "/v1/apps/{id}/webhooks").always());
      stage.put(connection + "/First.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.assertReleasedExactlyOnce();
      round(stage);
      stage.put(connection + "/Second.ipa", Stage.ipa("1.2", "3"));
      stage.local.settle();

      var registration = registration(stage, connection, app);
      assertThat(registration.path("state").asText()).isEqualTo("REFUSED");
      assertThat(registration.path("reason").asText()).isNotEmpty();
      assertThat(
              stage.apple.exchanges().stream()
                  .filter(exchange -> exchange.path().endsWith("/webhooks")))
          .hasSize(1);
    }
  }

  @Test
  void isForgottenWithItsConnection() throws Exception {
    try (var stage = Stage.withWebhooks(directory, UnaryOperator.identity())) {
      String app = stage.app().id();
      String connection = stage.connect();
      ask(stage, connection, app);
      stage.local.settle();
      stage.call(LocalUser.ALICE, "DELETE", "/connections/" + connection, null);
      round(stage);

      assertThat(keys(stage, "webhooks/")).isEmpty();
      assertThat(post(stage, "/apple/webhooks/" + connection + "/" + app)).isEqualTo(403);
    }
  }

  @Test
  void refusesStrangersWithoutASignOfWhatThereIs() throws Exception {
    try (var stage = Stage.withWebhooks(directory, UnaryOperator.identity())) {
      String app = stage.app().id();
      String connection = stage.connect();
      ask(stage, connection, app);
      stage.local.settle();

      assertThat(post(stage, "/apple/webhooks/" + connection + "/" + app)).isEqualTo(403);
      assertThat(post(stage, "/apple/webhooks/" + "a".repeat(26) + "/" + app)).isEqualTo(403);
      assertThat(post(stage, "/apple/webhooks/nothing/1")).isEqualTo(403);
    }
  }

  private static SimulatorOptions byHand(SimulatorOptions options) {
    return options.withReviewScript(ReviewScript.byHand());
  }

  /// What the daily schedule does, without the day: a round that goes on after an id before all
  /// others (digits sort before letters).
  private static void round(Stage stage) {
    stage.s3.putObject(
        put -> put.bucket(stage.local.stateBucket()).key("wake/check/after-" + "2".repeat(26)),
        RequestBody.fromString("{}"));
    stage.local.settle();
  }

  private static void ask(Stage stage, String connection, String app) {
    stage.s3.putObject(
        put ->
            put.bucket(stage.local.stateBucket()).key("wake/check/app-" + connection + "-" + app),
        RequestBody.fromString("{}"));
  }

  private static int post(Stage stage, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(stage.local.webUri() + path))
            .header("Content-Type", "application/json")
            .header("x-apple-signature", "hmacsha256=" + "0".repeat(64))
            .POST(HttpRequest.BodyPublishers.ofString("{\"data\":{\"id\":\"1\"}}"))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }

  private static JsonNode registration(Stage stage, String connection, String app)
      throws Exception {
    String key = "webhooks/" + connection + "/" + app + ".json";
    return JSON.readTree(
        stage
            .s3
            .getObjectAsBytes(get -> get.bucket(stage.local.stateBucket()).key(key))
            .asByteArray());
  }

  private static List<String> keys(Stage stage, String prefix) {
    return stage
        .s3
        .listObjectsV2(list -> list.bucket(stage.local.stateBucket()).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private static List<Webhook> webhooks(Stage stage, String app) {
    return stage.colleague().webhooks().list(new AppId(app));
  }

  /// Reads behind the commit of the build's file, up to the answer that the build is ready.
  private static long looks(List<Exchange> exchanges) {
    long looks = 0;
    boolean committed = false;
    for (Exchange exchange : exchanges) {
      if (exchange.method().equals("PATCH") && exchange.path().contains("/buildUploadFiles/")) {
        committed = true;
      } else if (committed) {
        looks++;
        if (exchange.responseBody().contains("\"VALID\"")) {
          return looks;
        }
      }
    }
    throw new AssertionError("the build was never seen as ready");
  }
}
