package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What Slipway knows about the bytes at Apple, from the tags of the parts and Apple's checksum.
@Tag("answer")
class UploadProofTest {
  private static final String SAME = "Uploaded: Apple has the same 2.1 MB. Apple is processing";
  private static final String SHOWS_ANOTHER = "Apple shows the checksum ";

  @TempDir Path directory;

  private static List<String> timeline(JsonNode release) {
    var lines = new ArrayList<String>();
    release.path("timeline").forEach(line -> lines.add(line.path("message").asText()));
    return lines;
  }

  private static List<String> timelineOf(Stage stage) throws Exception {
    stage.put(stage.connect() + "/App.ipa", Ipas.sound("1.1", "2"));
    stage.local.settle();
    stage.advanceUntil("READY_FOR_DISTRIBUTION");
    stage.assertReleasedExactlyOnce();
    return timeline(stage.newest());
  }

  @Test
  void theTimelineSaysThatAppleHasTheSameBytes() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();

      assertThat(timelineOf(stage))
          .anyMatch(line -> line.startsWith(SAME))
          .noneMatch(line -> line.startsWith(SHOWS_ANOTHER));

      assertThat(stage.apple.calls()).doesNotContainKey("GET /v1/buildUploadFiles/{id}");
      assertThat(stage.apple.partPuts())
          .as("Apple's header is sent, although it does not insist")
          .hasSizeGreaterThan(8)
          .allSatisfy(
              put ->
                  assertThat(put.requestHeaders().get("Content-type"))
                      .containsExactly("application/octet-stream"));
    }
  }

  /// What was sent before an interruption is covered by what the record keeps of it.
  @Test
  void anInterruptedUploadIsProvedToo() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage.apple.faults().add(Fault.status(409).onParts().nth(5));

      assertThat(timelineOf(stage)).anyMatch(line -> line.startsWith(SAME));
    }
  }

  @Test
  void aCommitWhoseAnswerIsLostIsProvedByTheLookThatFindsIt() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage
          .apple
          .faults()
          .add(Fault.cutBeforeAnswer().on("PATCH", "/v1/buildUploadFiles/{id}").afterEffect());

      assertThat(timelineOf(stage)).anyMatch(line -> line.startsWith(SAME));
    }
  }

  @Test
  void aDifferenceIsOneWarningAndChangesNothing() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage.apple.faults().add(Fault.otherComposite());

      assertThat(timelineOf(stage))
          .contains("Uploaded. Apple is processing the build.")
          .satisfiesOnlyOnce(
              line ->
                  assertThat(line)
                      .startsWith(SHOWS_ANOTHER + "0".repeat(32))
                      .contains("The release continues"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPOSITE_OF_PARTS", "PART_TAGS", "LARGE_PARTS", "UPLOAD_COMPLETE_FIRST"})
  void theReleaseEndsWellWhateverAppleShows(Guess guess) throws Exception {
    try (var stage = Stage.small(directory, options -> options.withPartSizeBytes(64 << 10))) {
      stage.apple.guesses().turn(guess);
      stage.app();

      var warnings =
          timelineOf(stage).stream().filter(line -> line.startsWith(SHOWS_ANOTHER)).toList();

      assertThat(warnings).hasSize(guess == Guess.COMPOSITE_OF_PARTS ? 1 : 0);
    }
  }

  @Test
  void theReleaseEndsWellWithAllGuessesTurned() throws Exception {
    try (var stage = Stage.small(directory, options -> options.withPartSizeBytes(64 << 10))) {
      stage
          .apple
          .guesses()
          .turn(
              Guess.LEADING_ZEROS,
              Guess.COMPOSITE_OF_PARTS,
              Guess.PART_TAGS,
              Guess.LARGE_PARTS,
              Guess.UPLOAD_COMPLETE_FIRST,
              Guess.DELETE_OF_A_FAILED_UPLOAD,
              Guess.BUILD_IDS,
              Guess.BUILD_LINKS,
              Guess.DECLARED_NUMBERS);
      stage.app();
      stage.apple.faults().add(Fault.status(409).onParts().nth(5));
      stage.put(stage.connect() + "/App.ipa", Ipas.sound("1.02.0", "007"));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
    }
  }

  /// The answer with the addresses was lost, and so was every trace of the parts that arrived: only
  /// Apple's entity tags say that nothing has to be sent.
  @Test
  void partsThatAppleShowsAreNotSentAgain() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      byte[] ipa = Ipas.sound("1.1", "2");
      stage
          .apple
          .faults()
          .add(Fault.cutBeforeAnswer().on("POST", "/v1/buildUploadFiles").afterEffect());
      stage.put(connection + "/App.ipa", ipa);
      stage.local.settle();
      int sent = send(stage, ipa);

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
      assertThat(stage.apple.partPuts()).hasSize(sent);
      assertThat(timeline(stage.newest())).anyMatch(line -> line.startsWith(SAME));
    }
  }

  private static int send(Stage stage, byte[] ipa) throws Exception {
    var upload = stage.apple.snapshot().buildUploads().getLast().id();
    var operations =
        stage
            .colleague()
            .buildUploadFiles()
            .listFor(new BuildUploadId(upload))
            .getFirst()
            .uploadOperations();
    try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
      for (var operation : operations) {
        var part =
            Arrays.copyOfRange(
                ipa, (int) operation.offset(), (int) (operation.offset() + operation.length()));
        var answer =
            http.send(
                HttpRequest.newBuilder(operation.url())
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(part))
                    .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
      }
    }
    return operations.size();
  }
}
