package dev.slipway.runner.growth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.http.RecordedRequest;
import dev.slipway.runner.IssuerKey;
import dev.slipway.runner.LocalS3;
import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.SlipwayLocalOptions;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.settings.SimulatorClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The whole product on a clock that moves only when it is advanced, with one kind of work at a
/// time, so that each request belongs to one.
final class GrowthStage implements AutoCloseable {
  /// As many requests as the stand-in keeps.
  private static final int REQUESTS_KEPT = 50_000;

  /// How often the runner's limit (two minutes of real time) may pass while functions run.
  private static final int PATIENCE = 20;

  /// So that a small build has as many parts as one of 150 MB.
  private static final long PART_BYTES = 24 << 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  final SlipwayLocal local;
  final AppStoreConnectSimulator apple;
  final S3Client s3;
  final Gate gate = new Gate();
  private final HttpClient http = HttpClient.newHttpClient();

  GrowthStage(Path directory, SimulatorClock clock) throws Exception {
    local =
        SlipwayLocal.start(
            SlipwayLocalOptions.of(IssuerKey.in(directory), RepositoryFiles.file("template.yaml"))
                .withClock(clock)
                .withInterference(gate)
                .withSimulator(
                    options ->
                        options
                            .withOpenApi(List.of())
                            .withStateFile(null)
                            .withPartSizeBytes(PART_BYTES)));
    apple = local.simulator().orElseThrow();
    s3 = LocalS3.client(local);
  }

  String setting(String name) {
    return local.functions().stream()
        .map(function -> function.environment().get(name))
        .filter(value -> value != null)
        .findFirst()
        .orElseThrow();
  }

  String putDrop(String key, byte[] bytes) {
    return local.aws().put(local.dropBucket(), key, bytes);
  }

  void putState(String key, String document) {
    local.aws().put(local.stateBucket(), key, document.getBytes(StandardCharsets.UTF_8));
  }

  /// Returns the current keys of the state bucket with this prefix.
  List<String> stateKeys(String prefix) {
    return s3
        .listObjectsV2Paginator(list -> list.bucket(local.stateBucket()).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  String state(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(local.stateBucket()).key(key)).asUtf8String();
  }

  /// Lets everything run that was started.
  void settle() {
    patiently(local::settle);
  }

  /// Lets time pass; what the gate passes runs meanwhile.
  void advance(Duration duration) {
    var end = local.clock().instant().plus(duration);
    patiently(() -> local.advance(Duration.between(local.clock().instant(), end)));
  }

  /// Runs what the gate holds, one kind after the other, until nothing is left.
  Tally run() {
    var tally = new Tally();
    for (var batch = gate.take(); batch.isPresent(); batch = gate.take()) {
      tally.add(batch.get().trigger(), run(batch.get()));
    }
    return tally;
  }

  Tally.Work run(Gate.Batch batch) {
    local.aws().requests().clear();
    long calls = appleCalls();
    long begin = System.nanoTime();
    batch.deliveries().forEach(Runnable::run);
    settle();
    var work = new Tally.Work();
    work.millis = (System.nanoTime() - begin) / 1_000_000;
    work.appleCalls = appleCalls() - calls;
    work.invocations = batch.deliveries().size();
    List<RecordedRequest> requests = local.aws().requests().all();
    if (requests.size() == REQUESTS_KEPT) {
      throw new IllegalStateException(
          batch.trigger() + " made more requests than the AWS stand-in keeps");
    }
    requests.forEach(
        request -> work.requests.merge(Kind.of(request, local.dropBucket()), 1L, Long::sum));
    return work;
  }

  /// Makes every answer of AWS and of Apple come later, in real time.
  void slow(Duration aws, Duration appleCall) {
    local.aws().faults().script((_, _, _, _, _) -> Optional.of(Fault.delay(aws)));
    apple.faults().script((_, _) -> dev.slipway.simulator.settings.Fault.delay(appleCall));
  }

  void fast() {
    local.aws().faults().clear();
    apple.faults().clear();
  }

  private long appleCalls() {
    return apple.calls().values().stream().mapToLong(Long::longValue).sum();
  }

  /// Work on thousands of releases may outlast the runner's patience.
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

  JsonNode call(String tenant, String method, String path, String json)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(local.webUri() + path))
            .header("Authorization", "Bearer " + local.tokenFor(tenant))
            .header("Content-Type", "application/json")
            .method(
                method,
                json.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json))
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + " was answered with " + answer.statusCode());
    }
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() throws IOException {
    s3.close();
    http.close();
    local.close();
  }
}
