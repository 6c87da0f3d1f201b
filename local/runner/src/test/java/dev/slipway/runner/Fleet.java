package dev.slipway.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Many apps of many tenants, each with a live version, whose next versions are dropped at one
/// moment of a clock that moves only when told.
final class Fleet implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration STEP = Duration.ofMinutes(5);

  private static final int STEPS_BETWEEN_CHECKS = 3;

  /// A batch of drops, so that nobody has to wait longer than a runner does.
  private static final int DROPPED_AT_ONCE = 25;

  /// How often the runner's patience (two minutes of real time) may run out in one step.
  private static final int PATIENCE = 20;

  private final Plan plan;
  private final SlipwayLocal local;
  private final AppStoreConnectSimulator apple;
  private final S3Client s3;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> connections = new LinkedHashMap<>();
  private final Map<String, Instant> released = new HashMap<>();
  private final List<String> brokenChecks = new ArrayList<>();
  private int checks;

  /// How large a fleet is.
  ///
  /// @param apps of each tenant
  /// @param hourLimit calls that Apple lets a key make in an hour
  /// @param oneKey whether all tenants use the same key
  record Plan(int tenants, int apps, int hourLimit, boolean oneKey) {
    int allApps() {
      return tenants * apps;
    }
  }

  /// How a day went.
  ///
  /// @param spread from the moment at which the first tenant had all of its releases out to the
  ///   last tenant's
  /// @param troubles what kept releases from getting out; empty when all did
  record Day(
      Plan plan,
      long calls,
      int lowestRemaining,
      long refused,
      Duration took,
      Duration spread,
      int checks,
      List<String> brokenChecks,
      List<String> troubles) {
    String line() {
      return "fleet: apps=%d tenants=%d calls=%d lowest_remaining=%d hours=%.1f refused_429=%d"
              .formatted(
                  plan.allApps(),
                  plan.tenants,
                  calls,
                  lowestRemaining,
                  took.toMinutes() / 60.0,
                  refused)
          + " limit=%d keys=%d spread_minutes=%d checks=%d"
              .formatted(
                  plan.hourLimit, plan.oneKey ? 1 : plan.tenants, spread.toMinutes(), checks);
    }
  }

  Fleet(Path directory, Plan plan) throws Exception {
    this.plan = plan;
    local =
        SlipwayLocal.start(
            SlipwayLocalOptions.of(IssuerKey.in(directory), RepositoryFiles.file("template.yaml"))
                .withClock(SimulatorClock.fixedAt(Stage.START))
                .withSimulator(
                    options ->
                        options
                            .withStateFile(null)
                            .hourLimit(plan.hourLimit)
                            .withReviewScript(
                                ReviewScript.approve(
                                    Duration.ofMinutes(30), Duration.ofMinutes(20)))));
    apple = local.simulator().orElseThrow();
    s3 = LocalS3.client(local);
  }

  /// Connects everybody, drops everything, and lets time pass until all is out.
  ///
  /// @param patience after so long of the simulated clock a release that is not out is a trouble
  Day run(Duration patience) throws Exception {
    connectAll();
    Instant start = local.clock().instant();
    long before = calls();
    dropAll();
    for (int step = 0; !allOut() && passed(start).compareTo(patience) < 0; step++) {
      if (step % STEPS_BETWEEN_CHECKS == 1) {
        check();
      }
      advance(STEP);
      noteReleased();
    }
    var ends = new ArrayList<Instant>();
    for (int tenant = 0; tenant < plan.tenants; tenant++) {
      Instant end = start;
      for (int app = 0; app < plan.apps; app++) {
        Instant out = released.getOrDefault(bundleId(tenant, app), local.clock().instant());
        end = out.isAfter(end) ? out : end;
      }
      ends.add(end);
    }
    ends.sort(null);
    var use = apple.rateUse();
    return new Day(
        plan,
        calls() - before,
        use.lowestRemaining(),
        use.refused(),
        Duration.between(start, ends.getLast()),
        Duration.between(ends.getFirst(), ends.getLast()),
        checks,
        List.copyOf(brokenChecks),
        troubles());
  }

  private void connectAll() throws Exception {
    SimulatedKey shared = null;
    for (int tenant = 0; tenant < plan.tenants; tenant++) {
      var key = shared == null ? key() : shared;
      shared = plan.oneKey ? key : null;
      for (int app = 0; app < plan.apps; app++) {
        apple.createApp(
            NewApp.of(bundleId(tenant, app), "Example " + tenant + " " + app)
                .withIssuerId(key.issuerId())
                .liveVersion("1.0", "1"));
      }
      var body =
          Map.of(
              "keyId", key.keyId(),
              "issuerId", key.issuerId(),
              "privateKey", key.privateKeyPem());
      var made = call(name(tenant), "POST", "/connections", JSON.writeValueAsString(body));
      connections.put(name(tenant), made.path("id").asText());
    }
    settle();
  }

  private SimulatedKey key() {
    return plan.tenants == 1
        ? apple.createKey(KeyRole.APP_MANAGER)
        : apple.createKey(KeyRole.APP_MANAGER, KeyKind.TEAM, UUID.randomUUID().toString());
  }

  /// At one moment: the clock stands still.
  private void dropAll() throws IOException {
    int dropped = 0;
    for (int app = 0; app < plan.apps; app++) {
      for (int tenant = 0; tenant < plan.tenants; tenant++) {
        var bytes = new ByteArrayOutputStream();
        SampleIpa.write(
            bytes, SampleIpa.Spec.of(bundleId(tenant, app), "1.1", "2").withPayloadBytes(10_000));
        String objectKey = connections.get(name(tenant)) + "/App" + app + ".ipa";
        s3.putObject(
            put -> put.bucket(local.dropBucket()).key(objectKey),
            RequestBody.fromBytes(bytes.toByteArray()));
        if (++dropped % DROPPED_AT_ONCE == 0) {
          settle();
        }
      }
    }
    settle();
  }

  /// Somebody asks what a key can do, while its hour is wanted for releases.
  private void check() throws Exception {
    int tenant = checks++ % plan.tenants;
    Instant asked = local.clock().instant();
    var verdict =
        call(name(tenant), "POST", "/connections/" + connections.get(name(tenant)) + "/check", "")
            .path("verdict");
    boolean isWhole =
        verdict.path("state").asText().equals("CONNECTED")
            && verdict.path("likelyRole").asText().endsWith("APP_MANAGER")
            && verdict.path("checkedAt").asText().equals(asked.toString());
    if (!isWhole || !local.clock().instant().equals(asked)) {
      brokenChecks.add(asked + ": " + verdict.path("state") + " " + verdict.path("problem"));
    }
  }

  private void noteReleased() {
    var bundleIds = new HashMap<String, String>();
    var snapshot = apple.snapshot();
    snapshot.apps().forEach(app -> bundleIds.put(app.id(), app.bundleId()));
    snapshot.appStoreVersions().stream()
        .filter(Fleet::isOut)
        .forEach(
            version ->
                released.putIfAbsent(bundleIds.get(version.appId()), local.clock().instant()));
  }

  private static boolean isOut(Snapshot.AppStoreVersion version) {
    return version.versionString().equals("1.1")
        && version.state().equals("READY_FOR_DISTRIBUTION");
  }

  private boolean allOut() {
    return released.size() == plan.allApps();
  }

  /// What is not as it must be in the end, at Apple and in the records.
  private List<String> troubles() throws Exception {
    advance(STEP);
    var troubles = new ArrayList<String>();
    var snapshot = apple.snapshot();
    expect(troubles, "apps out", released.size(), plan.allApps());
    expect(troubles, "build uploads", snapshot.buildUploads().size(), plan.allApps());
    expect(troubles, "submissions", snapshot.reviewSubmissions().size(), plan.allApps());
    Set<String> states = new HashSet<>();
    int records = 0;
    for (String tenant : connections.keySet()) {
      var page = call(tenant, "GET", "/releases?limit=100", null);
      for (JsonNode release : page.path("releases")) {
        records++;
        states.add(release.path("state").asText() + release.path("problem").path("type").asText());
      }
    }
    expect(troubles, "records", records, plan.allApps());
    if (!states.equals(Set.of("READY_FOR_DISTRIBUTION"))) {
      troubles.add("records: " + states);
    }
    local.failures().forEach(failure -> troubles.add("failed: " + failure));
    return troubles;
  }

  private static void expect(List<String> troubles, String what, int found, int expected) {
    if (found != expected) {
      troubles.add(what + ": " + found + " instead of " + expected);
    }
  }

  private long calls() {
    return apple.calls().values().stream().mapToLong(Long::longValue).sum();
  }

  private Duration passed(Instant start) {
    return Duration.between(start, local.clock().instant());
  }

  private void advance(Duration duration) {
    Instant end = local.clock().instant().plus(duration);
    patiently(() -> local.advance(Duration.between(local.clock().instant(), end)));
  }

  private void settle() {
    patiently(local::settle);
  }

  /// A sweep of hundreds of releases may outlast the runner's patience on a small machine.
  private static void patiently(Runnable work) {
    for (int tries = 1; ; tries++) {
      try {
        work.run();
        return;
      } catch (IllegalStateException e) {
        if (tries == PATIENCE) {
          throw e;
        }
      }
    }
  }

  private static String name(int tenant) {
    return "tenant-" + tenant;
  }

  private static String bundleId(int tenant, int app) {
    return "com.example.t" + tenant + ".a" + app;
  }

  private JsonNode call(String tenant, String method, String path, String json)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(local.webUri() + path))
            .header("Authorization", "Bearer " + local.tokenFor(tenant))
            .header("Content-Type", "application/json")
            .method(
                method,
                json == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json))
            .build();
    var body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return body.isEmpty() ? JSON.missingNode() : JSON.readTree(body);
  }

  @Override
  public void close() throws IOException {
    var breaches = LeastPrivilege.breaches(local);
    s3.close();
    http.close();
    local.close();
    if (!breaches.isEmpty()) {
      throw new AssertionError("template.yaml does not allow: " + String.join("; ", breaches));
    }
  }
}
