package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What Apple makes of a build after its commit, and how long it takes.
@Tag("answer")
class BuildProcessingTest {
  private static final String DELAY = "Apple has been processing this build for more than 4 hours";

  @TempDir Path directory;

  static Stream<Set<Guess>> guesses() {
    return Stream.of(
        EnumSet.of(Guess.BUILD_IDS),
        EnumSet.of(Guess.BUILD_LINKS),
        EnumSet.of(Guess.BUILD_IDS, Guess.BUILD_LINKS));
  }

  @ParameterizedTest
  @MethodSource("guesses")
  void theBuildIsFoundByItsLinkItsIdOrItsNumbers(Set<Guess> guesses) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.guesses().turn(guesses);
      stage.app();
      stage.put(stage.connect() + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
    }
  }

  /// The version is approved with another build after preflight looked: Apple reports three
  /// numbers.
  @Test
  void aClosedTrainIsOneProblem() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = new AppId(stage.app().id());
      String connection = stage.connect();
      stage.put(connection + "/first/App.ipa", Ipas.sound("1.1", "2"));
      stage.put(connection + "/first/release.json", "{\"submit\": false}");
      stage.local.settle();
      stage.advanceUntil("PREPARED");
      stage
          .apple
          .faults()
          .add(Fault.status(429).retryAfter(Duration.ofHours(2)).on("POST", "/v1/buildUploads"));
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "3"));
      stage.local.settle();
      assertThat(stage.apple.faults().pending()).isEmpty();
      var colleague = stage.colleague();
      var submission = colleague.reviewSubmissions().create(app, Platform.IOS);
      String version = stage.apple.snapshot().appStoreVersions().getLast().id();
      colleague.reviewSubmissions().addItem(submission.id(), new AppStoreVersionId(version));
      colleague.reviewSubmissions().submit(submission.id());

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      var problem = release.path("problem");
      assertThat(problem.path("faults").isMissingNode()).as("one problem").isTrue();
      assertThat(problem.path("appleErrors"))
          .extracting(error -> error.asText().substring(0, 5))
          .containsExactly("90062", "90478", "90186");
    }
  }

  @Test
  void aBuildThatIsProcessedWithoutEndIsReportedAndReplaced() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(Fault.processingWithoutEnd());
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      String stuck = stage.newest().path("id").asText();

      stage.advance(Duration.ofHours(3));
      assertThat(stage.newest().path("waitingFor").asText())
          .isEqualTo("Apple is processing the build.");
      stage.advance(Duration.ofHours(4));

      var release = stage.newest();
      assertThat(release.path("state").asText()).isEqualTo("PROCESSING");
      assertThat(release.path("open").asBoolean()).isTrue();
      assertThat(release.path("problem").isMissingNode()).isTrue();
      assertThat(release.path("waitingFor").asText())
          .startsWith(DELAY)
          .contains("raise the build number (CFBundleVersion)");
      assertThat(timeline(release)).satisfiesOnlyOnce(line -> assertThat(line).startsWith(DELAY));
      assertThat(stage.apple.exchanges())
          .as("tokens are renewed while Apple is asked for hours")
          .noneMatch(exchange -> exchange.status() == 401);

      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "3"));
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(stage.release(stuck).path("state").asText()).isEqualTo("SUPERSEDED");
    }
  }

  private static List<String> timeline(JsonNode release) {
    var lines = new ArrayList<String>();
    release.path("timeline").forEach(line -> lines.add(line.path("message").asText()));
    return lines;
  }

  static Stream<Fault> strayAnswers() {
    return Stream.of(
        Fault.strayNotFound().on("GET", "/v1/buildUploads/{id}").times(3),
        Fault.status(500).on("GET", "/v1/buildUploads/{id}").times(6),
        Fault.status(401).on("GET", "/v1/buildUploads/{id}").times(3));
  }

  @ParameterizedTest
  @MethodSource("strayAnswers")
  void strayAnswersWhileAppleProcessesAreOutlasted(Fault fault) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage.apple.faults().add(fault);
      stage.put(stage.connect() + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
      assertThat(stage.apple.faults().pending()).isEmpty();
    }
  }
}
