package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.localaws.http.RecordedRequest;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.ReviewScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one release costs in requests to S3 from its drop to the App Store, with one and with two
/// days in review, of all functions, without what the schedules request anyway. It prints the
/// numbers by function, operation and first segment of the key, and compares them with what
/// `infrastructure/costs.py` multiplies.
@Tag("proof")
class ReleaseRequestsTest {
  /// Whose requests do not count: the tests' own looks at the release.
  private static final String API = "ApiFunction";

  private static final Duration STEP = Duration.ofMinutes(5);
  private static final SampleFolder FOLDER =
      SampleFolder.of(SampleIpa.Spec.of(Stage.BUNDLE_ID, "1.1", "2").withPayloadBytes(700_000))
          .locales(2)
          .displays(2)
          .screenshots(5)
          .previews(0);

  /// How far parallel work may make one run differ from another.
  private static final double TOLERANCE = 0.1;

  @TempDir Path directory;

  /// PUT, COPY, POST and LIST cost the same; DELETE is free.
  ///
  /// @param byKind requests by function, operation and first segment of the key
  private record Cost(Map<String, Long> byKind) {
    long writesAndLists() {
      return sum("Put", "List", "Copy", "Create", "Complete", "Upload");
    }

    long reads() {
      return sum("Get", "Head");
    }

    private long sum(String... verbs) {
      return byKind.entrySet().stream()
          .filter(entry -> Set.of(verbs).stream().anyMatch(operation(entry.getKey())::startsWith))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    private static String operation(String kind) {
      return kind.substring(kind.indexOf(' ') + 1);
    }
  }

  @Test
  void aReleaseWithADayInReviewCostsWhatTheCostsSay() throws Exception {
    assertCosts(1);
  }

  @Test
  void aReleaseWithTwoDaysInReviewCostsWhatTheCostsSay() throws Exception {
    var cost = assertCosts(2);

    assertThat(cost.writesAndLists()).as("design.md, Numbers to hold").isLessThanOrEqualTo(150);
    assertThat(cost.reads()).as("design.md, Numbers to hold").isLessThanOrEqualTo(600);
  }

  private Cost assertCosts(int days) throws Exception {
    var cost = measured(days);
    System.out.printf(
        "S3 requests of a release, days_in_review=%d writes_and_lists=%d reads=%d %s%n",
        days, cost.writesAndLists(), cost.reads(), cost.byKind());
    var said = said(days);
    assertThat(cost.writesAndLists() / (double) said.writesAndLists)
        .as("writes and lists in RELEASE_REQUESTS of infrastructure/costs.py")
        .isBetween(1 - TOLERANCE, 1 + TOLERANCE);
    assertThat(cost.reads() / (double) said.reads)
        .as("reads in RELEASE_REQUESTS of infrastructure/costs.py")
        .isBetween(1 - TOLERANCE, 1 + TOLERANCE);
    return cost;
  }

  private record Said(long writesAndLists, long reads) {}

  private static Said said(int days) throws IOException {
    String costs = Files.readString(RepositoryFiles.file("infrastructure/costs.py"));
    var table = Pattern.compile("RELEASE_REQUESTS = \\{([^}]*)\\}").matcher(costs);
    assertThat(table.find()).isTrue();
    var row = Pattern.compile(days + ": \\((\\d+), (\\d+)\\)").matcher(table.group(1));
    assertThat(row.find()).isTrue();
    return new Said(Long.parseLong(row.group(1)), Long.parseLong(row.group(2)));
  }

  /// The requests while a release goes to the App Store, less those of as long a time without one.
  private Cost measured(int days) throws Exception {
    var waiting = Duration.ofDays(days).minusHours(2);
    try (var stage =
        Stage.with(
            directory,
            options ->
                options.withReviewScript(ReviewScript.approve(waiting, Duration.ofHours(2))))) {
      stage.apple.createApp(
          NewApp.of(Stage.BUNDLE_ID, "Example")
              .locales("en-US", "de-DE")
              .liveVersion("1.0", "1")
              .withScreenshots());
      String connection = stage.connect();
      var idle = counted(stage, stage.local.clock().instant().plus(Duration.ofDays(1)));
      stage.local.aws().requests().clear();
      var begin = stage.local.clock().instant();
      Folders.drop(stage, connection + "/1.1/", FOLDER);
      var busy = new TreeMap<String, Long>();
      while (!stage.newest().path("state").asText().equals("READY_FOR_DISTRIBUTION")) {
        var next = stage.local.clock().instant().plus(Duration.ofHours(1));
        counted(stage, next).forEach((name, count) -> busy.merge(name, count, Long::sum));
        assertThat(next).isBefore(begin.plus(Duration.ofDays(days + 1)));
      }
      double idleDays =
          Duration.between(begin, stage.local.clock().instant()).toMinutes()
              / (double) Duration.ofDays(1).toMinutes();
      idle.forEach((name, count) -> busy.merge(name, -Math.round(count * idleDays), Long::sum));
      // What a schedule did less often meanwhile makes no release cheaper.
      busy.values().removeIf(count -> count <= 0);
      return new Cost(busy);
    }
  }

  private static Map<String, Long> counted(Stage stage, Instant until) throws IOException {
    var counts = new TreeMap<String, Long>();
    var log = stage.local.aws().requests();
    while (stage.local.clock().instant().isBefore(until)) {
      stage.local.advance(STEP);
      log.all().stream()
          .filter(request -> request.service().equals("s3"))
          .filter(request -> request.sessionToken() != null)
          .filter(request -> !API.equals(request.sessionToken()))
          .forEach(request -> counts.merge(name(stage, request), 1L, Long::sum));
      log.clear();
    }
    return counts;
  }

  private static String name(Stage stage, RecordedRequest request) {
    String call = request.sessionToken() + " " + request.operation();
    boolean drop = request.bucket().equals(stage.local.dropBucket());
    return call + " " + (drop ? "drop" : request.key().split("/")[0]);
  }
}
