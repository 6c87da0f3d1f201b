package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.localaws.LocalAws;
import dev.slipway.localaws.LocalAwsOptions;
import dev.slipway.localaws.endpoints.AwsClients;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/// `infrastructure/restore`: the state bucket is put back to a point in time, and releases go on
/// from there.
@Tag("program")
class RestoreTest {
  private static final String ID = "abcdefghijklmnopqrstuvwxyz";
  private static final String RELEASE = "releases/" + ID + ".json";
  private static final String CONNECTION = "connections/" + ID + ".json";

  /// The aws command line with a stack of two functions, of which one is stopped.
  private static final String AWS =
      """
      #!/usr/bin/env python3
      import json, sys
      words = sys.argv[1:]
      if words[1] == "describe-stacks":
          print(json.dumps({"Stacks": [{"Outputs": [{"OutputKey": "StateBucketName", "OutputValue": "state"}]}]}))
      elif words[1] == "list-stack-resources":
          print(json.dumps({"StackResourceSummaries": [
              {"ResourceType": "AWS::Lambda::Function", "PhysicalResourceId": name} for name in ("api", "upload")]}))
      elif words[1] == "get-function-concurrency":
          stopped = words[words.index("--function-name") + 1] == "api"
          print(json.dumps({"ReservedConcurrentExecutions": 0 if stopped else 8}))
      else:
          sys.exit("no " + words[1])
      """;

  @TempDir Path directory;

  private record Ended(int status, String said) {}

  @BeforeAll
  static void hasPrograms() {
    for (String program : List.of("python3", "aws")) {
      assumeTrue(
          Stream.of(System.getenv("PATH").split(File.pathSeparator))
              .anyMatch(place -> Files.isExecutable(Path.of(place, program))),
          "the script needs Python 3 and the aws command line");
    }
  }

  @Test
  void putsBackWhatChangedHidesWhatIsNewAndLeavesTheRest() throws Exception {
    try (var state = State.open(directory)) {
      state.put(RELEASE, "one");
      state.put(CONNECTION, "{}");
      state.put("tenants/a+b/ä %.json", "marker");
      state.put("tenants/gone", "deleted before");
      state.put("open/20261123T0900Z/x", "due");
      state.later();
      state.delete("tenants/gone");
      state.put("apps/moved", "there and deleted in one second");
      state.delete("apps/moved");
      state.put("apps/lane", "one");
      var then = state.texts();
      String time = state.time();
      state.later();
      state.put(RELEASE, "two");
      state.put(RELEASE, "three");
      state.delete("tenants/a+b/ä %.json");
      state.put("tenants/gone", "again");
      for (int i = 0; i < 3; i++) {
        state.put("releases/new/" + i, "x");
      }
      state.delete("open/20261123T0900Z/x");
      state.put("budgets/key.json", "0");
      state.put("turns/acme/0", "a lease of now");
      state.put("slots/0", "a lease of now");
      state.later();
      var before = state.texts();
      String later = state.time();
      state.later();

      var shown = state.restore("--to", time, "--dry-run");
      assertThat(shown.said)
          .contains(
              "put back  \"" + RELEASE + "\" as of ", "put back  \"tenants/a+b/\\u00e4 %.json\"")
          .contains("(now: deleted ", "hide      \"releases/new/0\" (of ")
          .contains("restore: put_back=2 hidden=4 changed=no");
      assertThat(state.restore("--to", time).said).contains("Change 6 objects?", "changed=no");
      assertThat(state.texts()).as("a dry run, and no answer").isEqualTo(before);

      var restored = state.restore("--to", time, "--yes");
      assertThat(restored.said).endsWith("restore: put_back=2 hidden=4 changed=yes\n");
      assertThat(restored.status).isZero();
      var left = new TreeMap<>(then);
      left.remove("open/20261123T0900Z/x");
      left.put("budgets/key.json", "0");
      left.put("turns/acme/0", "a lease of now");
      left.put("slots/0", "a lease of now");
      left.put("wake/release/" + ID, "");
      assertThat(state.texts()).isEqualTo(left);

      state.later();
      assertThat(state.restore("--to", later, "--yes").status).isZero();
      left.clear();
      left.putAll(before);
      left.put("wake/release/" + ID, "");
      assertThat(state.texts()).as("undone").isEqualTo(left);
    }
  }

  @Test
  void aReleaseGoesOnFromThereAndDoublesNothing() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String id = stage.connect();
      stage.put(id + "/App.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      assertThat(stage.newest().path("state").asText()).isEqualTo("PROCESSING");
      stage.advance(Duration.ofSeconds(2));
      String time = stage.local.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
      stage.advanceUntil("WAITING_FOR_REVIEW");

      var restored =
          run(
              stage.local.awsEnvironment(),
              "--bucket",
              stage.local.stateBucket(),
              "--to",
              time,
              "--yes");
      assertThat(restored.said).contains("changed=yes");
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      var apple = stage.apple.snapshot();
      assertThat(apple.buildUploads()).hasSize(1);
      assertThat(apple.appStoreVersions()).as("the live version and the new one").hasSize(2);
      assertThat(apple.reviewSubmissions())
          .filteredOn(submission -> !submission.appStoreVersionIds().isEmpty())
          .as("submissions with a version; an empty draft may remain")
          .hasSize(1);
    }
  }

  @Test
  void refusesNonsense() throws Exception {
    try (var state = State.open(directory)) {
      state.put(RELEASE, "one");
      state.later();
      var before = state.texts();
      assertRefused(state.restore("--to", "yesterday", "--yes"), "is not a time");
      assertRefused(state.restore("--to", "2026-11-23T09:00:00", "--yes"), "has no time zone");
      assertRefused(state.restore("--to", "2999-01-01T00:00:00Z", "--yes"), "is in the future");
      assertRefused(
          state.restore("--to", Instant.now().minus(400, ChronoUnit.DAYS).toString(), "--yes"),
          "is more than 365 days ago");
      assertRefused(
          state.restore("--to", Instant.now().minus(300, ChronoUnit.DAYS).toString(), "--yes"),
          "the bucket was empty then");
      assertRefused(state.restore("--to", state.time(), "--yes", "--dry-run"), "not allowed with");
      assertRefused(
          run(state.environment(), "--bucket", "plain", "--to", state.time(), "--yes"),
          "keeps no versions");
      assertRefused(
          run(state.environment(), "--bucket", "drops", "--to", state.time(), "--yes"),
          "is it the state bucket?");
      assertThat(state.texts()).isEqualTo(before);
    }
  }

  @Test
  void refusesAStackWhoseFunctionsRun() throws Exception {
    Path aws = Files.writeString(directory.resolve("aws"), AWS);
    Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwx------"));
    var ended =
        run(
            Map.of(),
            "--aws",
            aws.toString(),
            "--stack",
            "slipway-dev",
            "--to",
            "2026-11-01T00:00:00Z",
            "--yes");

    assertRefused(ended, "functions of slipway-dev may write");
    assertThat(ended.said)
        .contains("put-function-concurrency --function-name upload --reserved-concurrent")
        .doesNotContain("--function-name api");
  }

  private static void assertRefused(Ended ended, String reason) {
    assertThat(ended.said).contains(reason);
    assertThat(ended.status).isEqualTo(2);
  }

  private static Ended run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("python3"));
    command.add(RepositoryFiles.file("infrastructure/restore").toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().putAll(environment);
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    var process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  /// A state bucket that no function reads, on a clock that the test sets.
  private record State(LocalAws aws, AwsClients clients, AtomicReference<Instant> now)
      implements AutoCloseable {

    static State open(Path directory) throws IOException {
      var now =
          new AtomicReference<>(
              Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
      var aws =
          LocalAws.start(
              LocalAwsOptions.at(directory)
                  .withClock(now::get)
                  .withSignatureClock(InstantSource.system()));
      aws.createBucket("state", true);
      aws.createBucket("drops", true);
      aws.createBucket("plain", false);
      return new State(aws, AwsClients.at(aws), now);
    }

    void later() {
      now.updateAndGet(time -> time.plusSeconds(2));
    }

    /// Now, as a person writes it.
    String time() {
      return now.get().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    void put(String key, String text) {
      clients.s3().putObject(put -> put.bucket("state").key(key), RequestBody.fromString(text));
    }

    void delete(String key) {
      clients.s3().deleteObject(delete -> delete.bucket("state").key(key));
    }

    Map<String, String> texts() {
      var texts = new TreeMap<String, String>();
      clients.s3().listObjectsV2Paginator(list -> list.bucket("state")).contents().stream()
          .map(object -> object.key())
          .forEach(
              key ->
                  texts.put(
                      key,
                      clients
                          .s3()
                          .getObjectAsBytes(get -> get.bucket("state").key(key))
                          .asUtf8String()));
      return texts;
    }

    Map<String, String> environment() {
      var environment = new HashMap<>(aws.environment());
      environment.put("AWS_DEFAULT_REGION", "us-east-1");
      return environment;
    }

    Ended restore(String... arguments) throws Exception {
      var all = new ArrayList<>(List.of("--bucket", "state"));
      all.addAll(List.of(arguments));
      return run(environment(), all.toArray(String[]::new));
    }

    @Override
    public void close() {
      clients.close();
      aws.close();
    }
  }
}
