package dev.slipway.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.invocation.Interference;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.SimulatorClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// What one tenant waits for while another tenant keeps the functions busy, in real time and on a
/// real clock: Apple answers each call after 150 ms, and takes five seconds for a part.
final class Fairness implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CALL = Duration.ofMillis(150);
  private static final Duration PART = Duration.ofSeconds(5);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String BUSY = "busy";
  private static final String OTHER = "other";

  private final Load load;
  private final SlipwayLocal local;
  private final AppStoreConnectSimulator apple;
  private final S3Client s3;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, String> connections = new HashMap<>();
  private final Thread ticks;
  private final AtomicInteger parts = new AtomicInteger();
  private volatile boolean deaf;

  /// What the busy tenant asks for at one moment.
  record Load(int plans, int uploads) {}

  /// What the other tenant waited for: until its drop was read and its app found, until its plan
  /// was made, and until its bytes began to move.
  record Waits(Duration intake, Duration plan, Duration bytes) {
    Waits minus(Waits alone) {
      return new Waits(
          intake.minus(alone.intake), plan.minus(alone.plan), bytes.minus(alone.bytes));
    }
  }

  Fairness(Path directory, Load load) throws Exception {
    this.load = load;
    local =
        SlipwayLocal.start(
            SlipwayLocalOptions.of(IssuerKey.in(directory), RepositoryFiles.file("template.yaml"))
                .withClock(SimulatorClock.realTime())
                .withInterference(new Deafness())
                .withSimulator(options -> options.withStateFile(null).hourLimit(1_000_000)));
    apple = local.simulator().orElseThrow();
    s3 = LocalS3.client(local);
    ticks = Thread.ofPlatform().name("ticks").start(this::tick);
  }

  /// Loses the events of drops while the objects of plans are put.
  private final class Deafness implements Interference {
    @Override
    public void deliver(String function, String event, Runnable delivery) {
      if (!deaf) {
        delivery.run();
      }
    }
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(TICK);
        local.startDue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Measures the other tenant's waits while it is alone, then beside the busy tenant.
  ///
  /// @return first those without, then those with the load
  Waits[] run() throws Exception {
    connect(BUSY, load.uploads + 1);
    connect(OTHER, 6);
    apple
        .faults()
        .script(
            (_, path) -> {
              boolean part = path.startsWith("/parts/");
              if (part) {
                parts.incrementAndGet();
              }
              return Fault.delay(part ? PART : CALL);
            });
    deaf = true;
    for (int plan = 0; plan < load.plans; plan++) {
      drop(BUSY, load.uploads, "Plan" + plan);
    }
    for (int plan = 0; plan < 3; plan++) {
      drop(OTHER, 3 + plan, "Plan" + plan);
    }
    local.settle();
    deaf = false;
    // The first invocations of a process are slow.
    waits(0, "Plan0");
    var alone = waits(1, "Plan1");
    for (int upload = 0; upload < load.uploads; upload++) {
      drop(BUSY, upload, "App" + upload);
    }
    for (int plan = 0; plan < load.plans; plan++) {
      plan(BUSY, "Plan" + plan);
    }
    Thread.sleep(Duration.ofSeconds(1));
    return new Waits[] {alone, waits(2, "Plan2")};
  }

  private int drops;

  private Waits waits(int app, String plan) throws Exception {
    long start = System.nanoTime();
    String name = "Own" + drops++;
    drop(OTHER, app, name);
    String planId = plan(OTHER, plan);
    Duration intake = null;
    Duration planTook = null;
    Duration bytes = null;
    while (intake == null || planTook == null || bytes == null) {
      var passed = Duration.ofNanos(System.nanoTime() - start);
      if (passed.compareTo(PATIENCE) > 0) {
        throw new AssertionError("not done after " + PATIENCE);
      }
      JsonNode release = find(name);
      if (intake == null && release.has("app")) {
        intake = passed;
      }
      if (bytes == null && isUploading(release)) {
        bytes = passed;
      }
      if (planTook == null && isPlanned(planId)) {
        planTook = passed;
      }
      Thread.sleep(50);
    }
    await(name, release -> release.path("upload").path("finished").asBoolean());
    return new Waits(intake, planTook, bytes);
  }

  private void await(String name, Predicate<JsonNode> condition) throws Exception {
    while (!condition.test(find(name))) {
      Thread.sleep(200);
    }
  }

  private static boolean isUploading(JsonNode release) {
    return release.path("upload").path("running").asBoolean()
        || release.path("upload").path("finished").asBoolean();
  }

  private boolean isPlanned(String id) throws Exception {
    return call(OTHER, "GET", "/releases/" + id, null).path("state").asText().equals("PLANNED");
  }

  private JsonNode find(String name) throws Exception {
    for (JsonNode release : call(OTHER, "GET", "/releases?limit=20", null).path("releases")) {
      if (release.path("drop").path("key").asText().endsWith("/" + name + ".ipa")) {
        return release;
      }
    }
    return JSON.missingNode();
  }

  private void connect(String tenant, int apps) throws Exception {
    var key = apple.createKey(KeyRole.APP_MANAGER, KeyKind.TEAM, UUID.randomUUID().toString());
    for (int app = 0; app < apps; app++) {
      apple.createApp(
          NewApp.of(bundleId(tenant, app), "Example " + tenant + app)
              .withIssuerId(key.issuerId())
              .liveVersion("1.0", "1"));
    }
    var body =
        Map.of("keyId", key.keyId(), "issuerId", key.issuerId(), "privateKey", key.privateKeyPem());
    var made = call(tenant, "POST", "/connections", JSON.writeValueAsString(body));
    connections.put(tenant, made.path("id").asText());
    local.settle();
  }

  private void drop(String tenant, int app, String name) throws IOException {
    var bytes = new ByteArrayOutputStream();
    SampleIpa.write(
        bytes, SampleIpa.Spec.of(bundleId(tenant, app), "1.1", "2").withPayloadBytes(10_000));
    String key = connections.get(tenant) + "/" + name + ".ipa";
    s3.putObject(
        put -> put.bucket(local.dropBucket()).key(key), RequestBody.fromBytes(bytes.toByteArray()));
  }

  private String plan(String tenant, String name) throws Exception {
    String key = connections.get(tenant) + "/" + name + ".ipa";
    return call(tenant, "POST", "/releases/plan", JSON.writeValueAsString(Map.of("key", key)))
        .path("id")
        .asText();
  }

  private static String bundleId(String tenant, int app) {
    return "com.example." + tenant + ".a" + app;
  }

  private JsonNode call(String tenant, String method, String path, String json)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(local.webUri() + path))
            .header("Authorization", "Bearer " + tokens.computeIfAbsent(tenant, local::tokenFor))
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
    ticks.interrupt();
    s3.close();
    http.close();
    local.close();
  }
}
