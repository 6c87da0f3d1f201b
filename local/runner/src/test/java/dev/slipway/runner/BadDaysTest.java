package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.localaws.http.RecordedRequest;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Apple's bad days that last: a day and two hours each, with the sweep every five minutes. Each
/// ends in success, or waits with a time, or tells a person what to do; and none makes the product
/// call Apple, or write to S3, in a hot loop.
///
/// Every sixth day is run; `-Dbaddays.every=1` runs all. The busiest hours are printed.
@Tag("proof")
class BadDaysTest {
  private static final int EVERY = Integer.getInteger("baddays.every", 6);

  /// The first hour holds the way up to the trouble (35 to 60 calls for this folder), and tries
  /// after 1, 3, 7, 15, 31 and 60 minutes, each with a look before it; every picture that is stuck
  /// is brought three times. Measured: 90.
  private static final long MOST_CALLS_IN_THE_FIRST_HOUR = 100;

  /// What is tried every half hour, or every five minutes because Apple said so, takes a look and a
  /// write each time: 12 times 2, and half as much again.
  private static final long MOST_CALLS_IN_A_LATER_HOUR = 40;

  /// A try writes the record twice, its markers four times and the lane twice.
  private static final long MOST_S3_WRITES_IN_A_LATER_HOUR = 120;

  private static final Duration DAY = Duration.ofHours(26);

  @TempDir Path directory;

  private enum End {
    OUT,
    WAITING,
    NEEDS_ATTENTION
  }

  /// A day.
  ///
  /// @param problem of the release at its end; empty for none
  private record Day(
      String name,
      UnaryOperator<SimulatorOptions> apple,
      List<Fault> faults,
      End end,
      String problem) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Day writes(String name, Fault fault, End end, String problem) {
    return new Day(
        name, UnaryOperator.identity(), List.of(fault.on("POST", "/v1/**").always()), end, problem);
  }

  private static Day other(String name, Fault fault, End end, String problem) {
    return new Day(name, UnaryOperator.identity(), List.of(fault), end, problem);
  }

  private static Day apple(String name, UnaryOperator<SimulatorOptions> apple, End end, String p) {
    return new Day(name, apple, List.of(), end, p);
  }

  private static List<Day> all() {
    var cut = Fault.cutBeforeAnswer();
    return List.of(
        writes("429 without Retry-After", Fault.status(429), End.NEEDS_ATTENTION, "gave-up"),
        // A wait that Apple names does not count.
        writes(
            "429 with Retry-After",
            Fault.status(429).retryAfter(Duration.ofMinutes(6)),
            End.WAITING,
            "rate-limited"),
        other(
            "429 with Retry-After to reads",
            Fault.status(429).retryAfter(Duration.ofMinutes(6)).on("GET", "/v1/**").always(),
            End.WAITING,
            "rate-limited"),
        writes("503 before the effect", Fault.status(503), End.NEEDS_ATTENTION, "gave-up"),
        writes("500 after the effect", Fault.status(500).afterEffect(), End.OUT, ""),
        writes("HTML page", Fault.htmlErrorPage(502), End.NEEDS_ATTENTION, "gave-up"),
        writes("HTML page after the effect", Fault.htmlErrorPage(502).afterEffect(), End.OUT, ""),
        writes("truncated JSON", Fault.truncatedBody(), End.OUT, ""),
        writes("reset before the effect", cut, End.NEEDS_ATTENTION, "gave-up"),
        writes("reset after the effect", cut.afterEffect(), End.OUT, ""),
        writes("401", Fault.status(401), End.NEEDS_ATTENTION, "gave-up"),
        other(
            "part addresses that have always expired",
            Fault.partUrlExpired().always(),
            End.NEEDS_ATTENTION,
            "gave-up"),
        other(
            "processing FAILED",
            Fault.processingFailure("90683", "Missing purpose string.").always(),
            End.NEEDS_ATTENTION,
            "build-upload-failed"),
        other(
            "pictures stuck", Fault.stuckAsset("*").always(), End.NEEDS_ATTENTION, "media-refused"),
        apple(
            "upload never COMPLETE",
            options -> options.processing(Duration.ofHours(60), Duration.ofMinutes(5)),
            End.NEEDS_ATTENTION,
            "gave-up"),
        apple(
            "upload COMPLETE five hours late",
            options -> options.processing(Duration.ofHours(5), Duration.ofMinutes(5)),
            End.OUT,
            ""),
        apple(
            "Apple's clock ten minutes ahead",
            options -> options.withDateSkew(Duration.ofMinutes(10)),
            End.OUT,
            ""),
        apple(
            "Apple's clock ten minutes behind",
            options -> options.withDateSkew(Duration.ofMinutes(-10)),
            End.OUT,
            ""));
  }

  static Stream<Day> days() {
    var all = all();
    return IntStream.range(0, all.size()).filter(i -> i % EVERY == 0).mapToObj(all::get);
  }

  @ParameterizedTest
  @MethodSource("days")
  void aBadDayEndsWellOrIsToldAndIsNoHotLoop(Day day) throws Exception {
    try (var stage =
        Stage.small(directory, options -> day.apple().apply(options.withExchangesKept(10)))) {
      Folders.app(stage);
      String connection = stage.connect();
      day.faults().forEach(fault -> stage.apple.faults().add(fault));
      var start = stage.local.clock().instant();
      long before = stage.calls();
      Folders.drop(stage, connection + "/1.1/", Folders.SMALL.screenshots(1));

      var calls = new long[(int) DAY.toHours()];
      for (int hour = 0; hour < calls.length; hour++) {
        for (int step = 0; step < 12; step++) {
          stage.local.advance(Duration.ofMinutes(5));
        }
        calls[hour] = stage.calls() - before;
        before = stage.calls();
      }

      var release = stage.newest();
      long later = IntStream.range(1, calls.length).mapToLong(i -> calls[i]).max().orElse(0);
      long writes = mostWritesInALaterHour(stage, start);
      System.out.printf(
          "bad day: %s: %s; calls in the first hour %d, in a later one at most %d; S3 writes in a"
              + " later hour at most %d%n",
          day, release.path("state").asText(), calls[0], later, writes);
      assertEnd(release, day);
      assertThat(stage.local.failures()).isEmpty();
      assertThat(calls[0]).isLessThanOrEqualTo(MOST_CALLS_IN_THE_FIRST_HOUR);
      assertThat(later).isLessThanOrEqualTo(MOST_CALLS_IN_A_LATER_HOUR);
      assertThat(writes).isLessThanOrEqualTo(MOST_S3_WRITES_IN_A_LATER_HOUR);
    }
  }

  private static void assertEnd(JsonNode release, Day day) {
    String state = release.path("state").asText();
    var problem = release.path("problem");
    switch (day.end()) {
      case OUT -> assertThat(state).as(release::toPrettyString).isEqualTo("READY_FOR_DISTRIBUTION");
      case NEEDS_ATTENTION -> {
        assertThat(state).as(release::toPrettyString).isEqualTo("NEEDS_ATTENTION");
        assertThat(problem.path("detail").asText()).as("the remedy").isNotBlank();
      }
      case WAITING -> {
        assertThat(release.path("open").asBoolean()).isTrue();
        assertThat(release.path("nextCheckAt").asText()).isNotBlank();
      }
    }
    if (!day.problem().isEmpty()) {
      assertThat(problem.path("type").asText()).endsWith(":" + day.problem());
    }
  }

  private static long mostWritesInALaterHour(Stage stage, Instant start) {
    var writes =
        stage.local.aws().requests().all().stream()
            .filter(request -> request.service().equals("s3"))
            .filter(
                request ->
                    request.operation().startsWith("Put")
                        || request.operation().startsWith("Delete"))
            .map(RecordedRequest::time)
            .map(time -> Duration.between(start, time).toHours())
            .filter(hour -> hour > 0)
            .toList();
    return writes.stream()
        .distinct()
        .mapToLong(hour -> writes.stream().filter(hour::equals).count())
        .max()
        .orElse(0);
  }

  /// The parts stop half-way, nobody is there for a week, and Apple's addresses are over.
  @Test
  void partAddressesAWeekOldAreExchanged() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(Fault.cutBeforeAnswer().onParts().nth(2).times(10_000));
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      assertThat(stage.newest().path("state").asText()).isEqualTo("UPLOADING");

      stage.apple.faults().clear();
      stage.local.clock().advance(Duration.ofDays(7));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
      assertThat(stage.writes())
          .containsEntry("POST /v1/buildUploads", 2L)
          .containsEntry("DELETE /v1/buildUploads/{id}", 1L);
    }
  }

  /// One answer of 401 in the middle: one new token, and the call once more.
  @Test
  void aTokenThatIsRefusedInTheMiddleIsRenewedOnce() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      var refused = Fault.status(401).on("POST", "/v1/buildUploadFiles");
      stage.apple.faults().add(refused);
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      assertThat(refused.matchedCalls()).isEqualTo(2);
      assertThat(stage.newest().path("problem").isMissingNode()).isTrue();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.assertReleasedExactlyOnce();
    }
  }

  /// Every answer comes late, but comes: slower than a person would wait, within the deadline.
  @Test
  void slowAnswersAreWaitedFor() throws Exception {
    try (var stage =
        Stage.small(
            directory,
            options ->
                options.withReviewScript(
                    ReviewScript.approve(Duration.ofMinutes(30), Duration.ofMinutes(20))))) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(Fault.delay(Duration.ofMillis(150)).on("*", "/v1/**").always());
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
    }
  }
}
