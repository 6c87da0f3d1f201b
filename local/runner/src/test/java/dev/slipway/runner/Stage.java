package dev.slipway.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.NewApp;
import dev.slipway.simulator.ReviewScript;
import dev.slipway.simulator.SimulatedApp;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.SimulatorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// The whole product with one app, one key and one connection, for tests: drop something, let time
/// pass, look at the release. Closes everything, and fails then when the contract was broken.
final class Stage implements AutoCloseable {
  static final String BUNDLE_ID = "com.example.app";
  private static final ObjectMapper JSON = new ObjectMapper();

  final SlipwayLocal local;
  final AppStoreConnectSimulator apple;
  final S3Client s3;
  private final HttpClient http = HttpClient.newHttpClient();

  private Stage(Path directory, UnaryOperator<SimulatorOptions> simulator) throws Exception {
    local =
        SlipwayLocal.start(
            SlipwayLocalOptions.of(directory, Path.of("../../template.yaml")).simulator(simulator));
    apple = local.simulator().orElseThrow();
    s3 = LocalS3.client(local);
  }

  /// Review by hand.
  static Stage open(Path directory) throws Exception {
    return new Stage(directory, UnaryOperator.identity());
  }

  /// Review approves everything by itself.
  static Stage approving(Path directory) throws Exception {
    return new Stage(
        directory,
        options ->
            options.reviewScript(
                ReviewScript.approve(Duration.ofMinutes(30), Duration.ofMinutes(20))));
  }

  static Stage with(Path directory, UnaryOperator<SimulatorOptions> simulator) throws Exception {
    return new Stage(directory, simulator);
  }

  SimulatedApp app() {
    return app(BUNDLE_ID);
  }

  SimulatedApp app(String bundleId) {
    return apple.createApp(NewApp.of(bundleId, "Example").liveVersion("1.0", "1"));
  }

  String connect() throws Exception {
    return connect(LocalUser.ALICE, apple.createKey(KeyRole.APP_MANAGER));
  }

  String connect(LocalUser user, SimulatedKey key) throws Exception {
    var body =
        Map.of(
            "keyId", key.keyId(),
            "issuerId", key.issuerId(),
            "privateKey", key.privateKeyPem());
    var answer = call(user, "POST", "/connections", JSON.writeValueAsString(body));
    local.settle();
    return answer.body().path("id").asText();
  }

  static byte[] ipa(String version, String build) throws IOException {
    return ipa(SampleIpa.Spec.of(BUNDLE_ID, version, build).withPayloadBytes(12 << 20));
  }

  static byte[] ipa(SampleIpa.Spec spec) throws IOException {
    var bytes = new ByteArrayOutputStream();
    SampleIpa.write(bytes, spec);
    return bytes.toByteArray();
  }

  void put(String key, byte[] bytes) {
    s3.putObject(put -> put.bucket(local.dropBucket()).key(key), RequestBody.fromBytes(bytes));
  }

  void put(String key, String text) {
    put(key, text.getBytes(StandardCharsets.UTF_8));
  }

  /// The newest release, whole.
  JsonNode newest() throws Exception {
    var items = releases();
    return items.isEmpty() ? JSON.missingNode() : release(items.getFirst().path("id").asText());
  }

  List<JsonNode> releases() throws Exception {
    var items = new ArrayList<JsonNode>();
    call(LocalUser.ALICE, "GET", "/releases", null).body().path("releases").forEach(items::add);
    return items;
  }

  JsonNode release(String id) throws Exception {
    return call(LocalUser.ALICE, "GET", "/releases/" + id, null).body();
  }

  record Answered(int status, JsonNode body, HttpResponse<String> response) {}

  Answered call(LocalUser user, String method, String path, String json) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(local.webUri() + path))
            .header("Authorization", "Bearer " + local.tokenFor(user))
            .header("Content-Type", "application/json")
            .method(
                method,
                json == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json))
            .build();
    var response = http.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answered(
        response.statusCode(),
        response.body().isEmpty() ? JSON.missingNode() : JSON.readTree(response.body()),
        response);
  }

  /// Lets time pass until the newest release is in this state.
  JsonNode advanceUntil(String state) throws Exception {
    return advanceUntil(newest().path("id").asText(), state);
  }

  JsonNode advanceUntil(String release, String state) throws Exception {
    for (int minutes = 0; minutes < 48 * 60; minutes += 5) {
      var seen = release(release);
      if (seen.path("state").asText().equals(state)) {
        return seen;
      }
      local.advance(Duration.ofMinutes(5));
    }
    throw new AssertionError("never " + state + ": " + release(release).toPrettyString());
  }

  long calls() {
    return apple.calls().values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() throws IOException {
    s3.close();
    http.close();
    local.close();
  }
}
