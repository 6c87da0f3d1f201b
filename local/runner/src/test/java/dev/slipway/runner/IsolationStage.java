package dev.slipway.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.IsolationMatrix.Attempt;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.invocation.LocalFunction;
import dev.slipway.runner.template.HttpRoute;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.yaml.snakeyaml.Yaml;

/// Alice with a connection, releases in several states and an upload under way; Bob with a
/// connection to another team.
final class IsolationStage implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final Stage stage;
  final Belongings alice;
  final String bobs;
  private final Path directory;
  private final Tokens tokens;
  private final String machineToken;
  private final JsonNode document;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// An answer without what differs from one request to the next.
  record Answer(int status, Map<String, List<String>> headers, String body) {}

  private IsolationStage(Stage stage, Path directory) throws Exception {
    this.stage = stage;
    this.directory = directory;
    this.tokens = Tokens.of(stage.local, directory);
    this.machineToken = stage.local.machineToken();
    this.document =
        JSON.valueToTree(
            new Yaml().load(Files.readString(RepositoryFiles.file("infrastructure/openapi.yaml"))));
    this.alice = alice();
    this.bobs =
        stage.connect(
            LocalUser.BOB,
            stage.apple.createKey(
                KeyRole.ADMIN, KeyKind.TEAM, new UUID(1, 0x8000_0000_0000_0001L).toString()));
  }

  static IsolationStage open(Path directory) throws Exception {
    return new IsolationStage(Stage.open(directory), directory);
  }

  private Belongings alice() throws Exception {
    for (String app : List.of("", ".two", ".three", ".four")) {
      stage.app(Stage.BUNDLE_ID + app);
    }
    var key = stage.apple.createKey(KeyRole.APP_MANAGER);
    String connection = stage.connect(LocalUser.ALICE, key);
    var releases = new ArrayList<String>();
    drop(connection, "", "{}");
    releases.add(stage.advanceUntil("WAITING_FOR_REVIEW").path("id").asText());
    drop(connection, ".two", "{\"submit\": false}");
    releases.add(stage.advanceUntil("PREPARED").path("id").asText());
    drop(connection, ".three", "{\"releaseType\": \"MANUAL\"}");
    var waiting = stage.advanceUntil("WAITING_FOR_REVIEW");
    stage.apple.reviews().approve(waiting.at("/app/id").asText());
    releases.add(
        stage
            .advanceUntil(waiting.path("id").asText(), "PENDING_DEVELOPER_RELEASE")
            .path("id")
            .asText());
    stage.put(connection + "/Noise.ipa", "no zip");
    stage.local.settle();
    releases.add(stage.newest().path("id").asText());
    // Of two releases of one moment, the ID decides which is the newest.
    stage.advance(Duration.ofSeconds(1));
    drop(connection, ".four", "{}");
    releases.add(stage.newest().path("id").asText());

    var upload =
        stage.call(
            LocalUser.ALICE,
            "POST",
            "/connections/" + connection + "/uploads",
            "{\"name\":\"Large.ipa\",\"sizeBytes\":20000000}");
    var link =
        stage.call(
            LocalUser.ALICE,
            "POST",
            "/connect-links",
            "{\"label\":\"Example Ltd\",\"returnUrl\":\"" + stage.local.webUri() + "/\"}");
    var page = stage.call(LocalUser.ALICE, "GET", "/releases?limit=1", null);
    return new Belongings(
        connection,
        List.copyOf(releases),
        upload.body().path("uploadId").asText(),
        link.body().path("id").asText(),
        List.of(page.body().path("next").asText(), "1"),
        List.of(connection + "/f.two/release.json", connection + "/Noise.ipa"),
        key.keyId(),
        key.issuerId(),
        List.of(Stage.BUNDLE_ID, "f.two", "Noise.ipa"));
  }

  private void drop(String connection, String app, String releaseJson) throws Exception {
    var spec =
        dev.slipway.runner.sample.SampleIpa.Spec.of(Stage.BUNDLE_ID + app, "1.1", "2")
            .withPayloadBytes(300_000);
    stage.put(connection + "/f" + app + "/App.ipa", Stage.ipa(spec));
    stage.put(connection + "/f" + app + "/release.json", releaseJson);
    stage.local.settle();
  }

  IsolationMatrix matrix() {
    return new IsolationMatrix(routes(), document, alice, List.of(bobs));
  }

  /// As template.yaml has them.
  List<HttpRoute> routes() {
    return stage.local.functions().stream()
        .flatMap(function -> function.routes().stream())
        .toList();
  }

  /// The functions as the template has them, to be called by themselves.
  List<LocalFunction> functions() {
    return stage.local.functions().stream()
        .map(
            resource -> {
              var environment = new HashMap<>(resource.environment());
              environment.putAll(stage.local.awsEnvironment());
              environment.put("AWS_SESSION_TOKEN", resource.logicalId());
              return new LocalFunction(resource, environment, stage.local.clock());
            })
        .toList();
  }

  /// The route's address about something of Alice's.
  String alices(HttpRoute route) {
    return route
        .path()
        .replace("{connectionId}", alice.connection())
        .replace("{releaseId}", alice.releases().getFirst())
        .replace("{uploadId}", alice.upload())
        .replace("{linkId}", alice.link())
        .replaceAll("\\{[^}]+}", alice.connection());
  }

  Tokens tokens() {
    return tokens;
  }

  String token(LocalUser user) {
    return stage.local.tokenFor(user);
  }

  StateImage image() throws IOException {
    return StateImage.of(stage, directory);
  }

  /// The keys of both buckets that contain this text: what a listing shows, without delete markers
  /// and older versions.
  List<String> listed(String text) {
    var keys = new ArrayList<String>();
    for (String bucket : List.of(stage.local.stateBucket(), stage.local.dropBucket())) {
      stage
          .s3
          .listObjectsV2Paginator(list -> list.bucket(bucket))
          .contents()
          .forEach(object -> keys.add(object.key()));
    }
    keys.removeIf(key -> !key.contains(text));
    return keys;
  }

  void settle() {
    stage.local.settle();
  }

  Answer send(String token, Attempt attempt) {
    return send("Bearer " + token, attempt.method(), attempt.target(), attempt.body().orElse(null));
  }

  /// The same request about things that never existed.
  Answer sendAboutNothing(String token, Attempt attempt) {
    return send(
        "Bearer " + token,
        attempt.method(),
        alice.neverOf(attempt.target()),
        attempt.body().map(alice::neverOf).orElse(null));
  }

  /// A request of the machine client, which acts for a tenant.
  Answer sendFor(String tenant, Attempt attempt) {
    return sendFor(tenant, attempt.method(), attempt.target(), attempt.body().orElse(null));
  }

  /// The same request about things that never existed.
  Answer sendForAboutNothing(String tenant, Attempt attempt) {
    return sendFor(
        tenant,
        attempt.method(),
        alice.neverOf(attempt.target()),
        attempt.body().map(alice::neverOf).orElse(null));
  }

  private Answer sendFor(String tenant, String method, String target, String body) {
    return send("Bearer " + stage.local.machineToken(), List.of(tenant), method, target, body);
  }

  /// @param authorization empty for none
  Answer send(String authorization, String method, String target, String body) {
    return send(authorization, List.of(), method, target, body);
  }

  /// @param tenants a header `Slipway-Tenant` for each
  Answer send(
      String authorization, List<String> tenants, String method, String target, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(stage.local.webUri() + target))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null || method.equals("GET") || method.equals("HEAD")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    tenants.forEach(tenant -> request.header("Slipway-Tenant", tenant));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      stage.canary.answered(response.headers() + "\n" + response.body());
      var headers = new TreeMap<>(response.headers().map());
      headers.remove("date");
      return new Answer(
          response.statusCode(),
          headers,
          response.body().replaceAll("\"instance\":\"[^\"]*\"", "\"instance\":\"\""));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Whether the answer says something of Alice's that the request did not say itself.
  boolean shows(Answer answer, Attempt attempt) {
    String said = answer.headers() + answer.body();
    return alice.shown().stream()
        .anyMatch(each -> said.contains(each) && !attempt.name().contains(each));
  }

  @Override
  public void close() throws IOException {
    http.close();
    stage.close();
  }
}
