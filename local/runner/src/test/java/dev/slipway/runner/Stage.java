package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.auth.ApiKey;
import dev.slipway.appstoreconnect.auth.IssuerId;
import dev.slipway.appstoreconnect.auth.KeyId;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.http.ClientOptions;
import dev.slipway.runner.cloudformation.Surroundings;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.invocation.Interference;
import dev.slipway.runner.invocation.LocalFunction;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.runner.template.Template;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/// The whole product with one app, one key and one connection, for tests: drop something, let time
/// pass, look at the release. Closes everything, and fails then when the contract was broken, a
/// function did what template.yaml does not allow it, or a part of a connected key came out.
final class Stage implements AutoCloseable {
  static final String BUNDLE_ID = "com.example.app";

  /// An ordinary release of a build takes some 30 calls, 19 of them after the drop's first minutes;
  /// one that is tried again every minute takes 60 more.
  static final long BUSIEST_HOUR = 70;

  /// A small build has several parts.
  private static final long PART_BYTES = 256 << 10;

  private static final Duration TALLY_INTERVAL = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  final SlipwayLocal local;
  final AppStoreConnectSimulator apple;
  final S3Client s3;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<LocalUser, String> tokens = new ConcurrentHashMap<>();
  private final List<Tally> tallies = new ArrayList<>();
  private final Path directory;
  final Canary canary = new Canary();

  /// How many calls Apple had taken by then. When a stage begins: what Apple requires from a date
  /// on does not change from day to day.
  static final Instant START = Instant.parse("2026-11-30T09:00:00Z");

  private record Tally(Instant at, long calls) {}

  private Stage(Path directory, UnaryOperator<SimulatorOptions> simulator) throws Exception {
    this(directory, simulator, Interference.NONE);
  }

  private Stage(
      Path directory, UnaryOperator<SimulatorOptions> simulator, Interference interference)
      throws Exception {
    this(directory, Path.of("../../template.yaml"), simulator, interference);
  }

  private Stage(
      Path directory,
      Path template,
      UnaryOperator<SimulatorOptions> simulator,
      Interference interference)
      throws Exception {
    this(
        directory,
        options(directory, template, START)
            .withSimulator(simulator)
            .withInterference(interference));
  }

  private static SlipwayLocalOptions options(Path directory, Path template, Instant start) {
    return SlipwayLocalOptions.of(directory, template).withClock(SimulatorClock.fixedAt(start));
  }

  private Stage(Path directory, SlipwayLocalOptions options) throws Exception {
    this.directory = directory;
    IssuerKey.in(options.directory());
    local =
        SlipwayLocal.start(
            options.withSimulator(
                simulator -> options.simulator().apply(simulator.withPartSizeBytes(PART_BYTES))));
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
            options.withReviewScript(
                ReviewScript.approve(Duration.ofMinutes(30), Duration.ofMinutes(20))));
  }

  /// Approving, by another template.
  static Stage approving(Path directory, Path template) throws Exception {
    return new Stage(
        directory,
        template,
        options ->
            options.withReviewScript(
                ReviewScript.approve(Duration.ofMinutes(30), Duration.ofMinutes(20))),
        Interference.NONE);
  }

  static Stage with(Path directory, UnaryOperator<SimulatorOptions> simulator) throws Exception {
    return new Stage(directory, simulator);
  }

  /// Everything approved by itself.
  static Stage small(Path directory) throws Exception {
    return small(directory, UnaryOperator.identity());
  }

  static Stage small(Path directory, UnaryOperator<SimulatorOptions> simulator) throws Exception {
    return new Stage(directory, options -> simulator.apply(small(options)));
  }

  /// As above, beginning at another time than [#START].
  static Stage smallAt(Path directory, Instant start) throws Exception {
    return new Stage(
        directory,
        options(directory, Path.of("../../template.yaml"), start).withSimulator(Stage::small));
  }

  /// As above, with something that comes between events and functions.
  static Stage small(Path directory, Interference interference) throws Exception {
    return new Stage(directory, Stage::small, interference);
  }

  /// As above, by another template.
  static Stage small(Path directory, Path template, Interference interference) throws Exception {
    return new Stage(directory, template, Stage::small, interference);
  }

  /// As above, and Apple tells the functions of changes.
  static Stage withWebhooks(Path directory, UnaryOperator<SimulatorOptions> simulator)
      throws Exception {
    return new Stage(
        directory,
        options(directory, Path.of("../../template.yaml"), START)
            .withSimulator(options -> simulator.apply(small(options)))
            .withWebhooks(true));
  }

  private static SimulatorOptions small(SimulatorOptions options) {
    return options.withReviewScript(
        ReviewScript.approve(Duration.ofMinutes(30), Duration.ofMinutes(20)));
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
    canary.watch(key.privateKeyPem());
    var body =
        Map.of(
            "keyId", key.keyId(),
            "issuerId", key.issuerId(),
            "privateKey", key.privateKeyPem());
    var answer = call(user, "POST", "/connections", JSON.writeValueAsString(body));
    local.settle();
    return answer.body().path("id").asText();
  }

  /// A colleague with a key of their own, at work on the web site.
  AppStoreConnectClient colleague() {
    var key = apple.createKey(KeyRole.ADMIN);
    byte[] der =
        Base64.getMimeDecoder().decode(key.privateKeyPem().replaceAll("-----[A-Z ]+-----", ""));
    return new AppStoreConnectClient(
        apple.baseUri(),
        new TokenSource(
            new ApiKey.TeamKey(
                new KeyId(key.keyId()), new IssuerId(key.issuerId()), ApiKey.fromPkcs8(der)),
            local.clock()),
        local.clock(),
        _ -> {},
        ClientOptions.defaults());
  }

  static byte[] ipa(String version, String build) throws IOException {
    return ipa(SampleIpa.Spec.of(BUNDLE_ID, version, build).withPayloadBytes(600_000));
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

  /// The newest version of an object.
  byte[] get(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(local.dropBucket()).key(key)).asByteArray();
  }

  /// Version ids of an object, the newest first.
  List<String> versions(String key) {
    return s3
        .listObjectVersions(list -> list.bucket(local.dropBucket()).prefix(key))
        .versions()
        .stream()
        .map(ObjectVersion::versionId)
        .toList();
  }

  /// Entity tag of an object, without quotes.
  String etag(String key) {
    return s3.headObject(head -> head.bucket(local.dropBucket()).key(key)).eTag().replace("\"", "");
  }

  /// Calls a function with an event, as a stack with this drop bucket would.
  void invoke(String logicalId, String dropBucket, String event) throws Exception {
    var template =
        Template.read(
            RepositoryFiles.file("template.yaml"),
            new Surroundings(
                Map.of(
                    "Stage",
                    "local",
                    "JwtIssuer",
                    local.webUri() + "/local",
                    "JwtAudience",
                    "any",
                    "TenantClaim",
                    "sub",
                    "AppleUrl",
                    apple.baseUri().toString(),
                    "PartHosts",
                    apple.uploadUri().getHost()),
                Map.of("DropBucket", dropBucket, "StateBucket", local.stateBucket()),
                "us-east-1",
                "000000000000",
                "slipway-local"));
    var resource =
        template.functions().stream()
            .filter(function -> function.logicalId().equals(logicalId))
            .findFirst()
            .orElseThrow();
    var environment = new HashMap<>(resource.environment());
    environment.putAll(local.awsEnvironment());
    new LocalFunction(resource, environment, local.clock())
        .invoke(event.getBytes(StandardCharsets.UTF_8));
  }

  void deleteNewestVersion(String key) {
    String version = versions(key).getFirst();
    s3.deleteObject(delete -> delete.bucket(local.dropBucket()).key(key).versionId(version));
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
            .header("Authorization", "Bearer " + tokens.computeIfAbsent(user, local::tokenFor))
            .header("Content-Type", "application/json")
            .method(
                method,
                json == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json))
            .build();
    var response = http.send(request, HttpResponse.BodyHandlers.ofString());
    canary.answered(response.headers() + "\n" + response.body());
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
      advance(Duration.ofMinutes(5));
    }
    throw new AssertionError("never " + state + ": " + release(release).toPrettyString());
  }

  /// Lets time pass, and takes down how busy Apple was meanwhile.
  void advance(Duration duration) {
    if (tallies.isEmpty()) {
      tallies.add(new Tally(local.clock().instant(), calls()));
    }
    var end = local.clock().instant().plus(duration);
    while (local.clock().instant().isBefore(end)) {
      var left = Duration.between(local.clock().instant(), end);
      local.advance(left.compareTo(TALLY_INTERVAL) < 0 ? left : TALLY_INTERVAL);
      tallies.add(new Tally(local.clock().instant(), calls()));
    }
  }

  /// The most calls that Apple took in any hour that was let pass with [#advance].
  long mostCallsInAnHour() {
    long most = 0;
    for (var from : tallies) {
      for (var to : tallies) {
        if (Duration.between(from.at(), to.at()).compareTo(Duration.ofHours(1)) <= 0) {
          most = Math.max(most, to.calls() - from.calls());
        }
      }
    }
    return most;
  }

  /// The end state that every trouble on the way must leave: out, and nothing there twice.
  void assertReleasedExactlyOnce() throws Exception {
    assertReleasedExactlyOnce(BUSIEST_HOUR);
  }

  /// As above, for a release that takes more calls.
  void assertReleasedExactlyOnce(long busiestHour) throws Exception {
    assertThat(newest().path("state").asText()).isEqualTo("READY_FOR_DISTRIBUTION");
    assertThat(newest().path("problem").isMissingNode()).isTrue();
    assertThat(local.failures()).isEmpty();
    var snapshot = apple.snapshot();
    assertThat(snapshot.buildUploads())
        .filteredOn(upload -> !upload.state().equals("FAILED"))
        .as("build uploads")
        .hasSize(1);
    assertThat(snapshot.appStoreVersions()).as("the live version and the new one").hasSize(2);
    assertThat(snapshot.reviewSubmissions())
        .as("review submissions")
        .singleElement()
        .satisfies(submission -> assertThat(submission.appStoreVersionIds()).hasSize(1));
    assertThat(mostCallsInAnHour()).as("calls in the busiest hour").isLessThan(busiestHour);
  }

  /// Calls that change something at Apple, by method and path template, with their number.
  Map<String, Long> writes() {
    return apple.calls().entrySet().stream()
        .filter(entry -> !entry.getKey().startsWith("GET "))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  long calls() {
    return apple.calls().values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() throws IOException {
    var breaches = LeastPrivilege.breaches(local);
    var leaks = canary.findings(directory, apple);
    canary.close();
    s3.close();
    http.close();
    local.close();
    if (!leaks.isEmpty()) {
      throw new AssertionError("what must stay secret came out: " + String.join("; ", leaks));
    }
    if (!breaches.isEmpty()) {
      throw new AssertionError("template.yaml does not allow: " + String.join("; ", breaches));
    }
  }
}
