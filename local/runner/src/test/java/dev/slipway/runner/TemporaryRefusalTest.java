package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Apple refuses for a while: the release waits with a time and a true text, and then goes on
/// without a person.
@Tag("answer")
class TemporaryRefusalTest {
  private static final String TO_TESTERS =
      "{\"testFlight\": {\"groups\": [\"Team\"], \"only\": true}}";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anUploadBeyondTheDailyLimitIsMadeAgainADayLater(boolean atReservation) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.quirks().uploadsADay(1);
      if (atReservation) {
        stage.apple.guesses().turn(Guess.UPLOAD_LIMIT_AT_RESERVATION);
      }
      stage.put(connection + "/one/App.ipa", Ipas.sound("1.1", "2"));
      stage.put(connection + "/one/release.json", "{\"submit\": false}");
      stage.local.settle();
      stage.advanceUntil("PREPARED");
      stage.put(connection + "/two/App.ipa", Ipas.sound("1.1", "3"));
      stage.put(connection + "/two/release.json", "{}");
      stage.local.settle();
      stage.advance(Duration.ofHours(3));

      var waiting = stage.newest();
      assertThat(waiting.path("state").asText()).isEqualTo("UPLOADING");
      assertWaits(
          waiting, "rate-limited", "counts all uploads of the last 24 hours, failed ones too");
      assertThat(waiting.path("problem").path("detail").asText())
          .contains("Slipway uploads the same build again automatically 24 hours later.")
          .contains("Upload nothing else for this app in that time");
      assertThat(waiting.path("problem").path("appleErrors").toString()).contains("90382");
      assertThat(Instant.parse(waiting.path("nextCheckAt").asText()))
          .isAfter(stage.local.clock().instant().plus(Duration.ofHours(20)));
      assertThat(stage.writes()).containsEntry("POST /v1/buildUploads", 2L);

      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(stage.writes()).containsEntry("POST /v1/buildUploads", 3L);
      assertThat(stage.apple.snapshot().builds().getLast().buildNumber()).isEqualTo("3");
    }
  }

  /// Two days are lost to Apple's limit, which is more than the 24 hours of a failure.
  @Test
  void theDailyLimitDoesNotEndARelease() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(Fault.processingFailure("90382", "Upload limit reached.").times(2));
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advance(Duration.ofHours(30));
      assertThat(stage.newest().path("state").asText()).isEqualTo("UPLOADING");

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.writes()).containsEntry("POST /v1/buildUploads", 3L);
    }
  }

  @Test
  void waitsThatAppleNamesDoNotCountTowardTheDay() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage
          .apple
          .faults()
          .add(
              Fault.status(503)
                  .retryAfter(Duration.ofHours(7))
                  .on("POST", "/v1/buildUploads")
                  .always());
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advance(Duration.ofHours(40));
      assertWaits(stage.newest(), "apple-unavailable", "Slipway retries automatically");

      stage.apple.faults().clear();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.assertReleasedExactlyOnce();
    }
  }

  /// Seen on reads of build uploads (build-uploads.md 2.9).
  @Test
  void somethingThatAppleDoesNotFindForAWhileIsReadAgain() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage
          .apple
          .faults()
          .add(
              Fault.status(
                      404,
                      "NOT_FOUND",
                      "The specified resource does not exist",
                      "There is no resource of type 'apps' with id '6446048195'")
                  .on("GET", "/v1/buildUploads/{id}")
                  .times(3));
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advance(Duration.ofMinutes(15));
      assertWaits(
          stage.newest(),
          "apple-refused",
          "does not exist, as it sometimes does for a while. Slipway retries automatically");

      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.assertReleasedExactlyOnce();
    }
  }

  @Test
  void aBuildThatTestFlightDoesNotSeeAsProcessedIsAddedLater() throws Exception {
    try (var stage = Stage.small(directory)) {
      String connection = dropForTesters(stage, 3);
      stage.advance(Duration.ofMinutes(20));
      assertWaits(
          stage.newest(),
          "apple-refused",
          "although processing has ended. Slipway retries automatically, for 1 hour.");

      stage.advanceUntil("IN_BETA_TESTING");
      assertThat(stage.writes())
          .as("of " + connection)
          .containsEntry("POST /v1/betaGroups/{id}/relationships/builds", 4L);
    }
  }

  @Test
  void whatDoesNotPassIsForAPersonWhenItsTimeIsOver() throws Exception {
    try (var stage = Stage.small(directory)) {
      dropForTesters(stage, 10_000);

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("detail").asText())
          .contains(", for 1 hour. TestFlight does not see the build as processed yet")
          .endsWith("Look at the build in App Store Connect under TestFlight, and upload again.");
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
    }
  }

  private static String dropForTesters(Stage stage, int refusals) throws Exception {
    stage.apple.createApp(
        NewApp.of(Stage.BUNDLE_ID, "Example").liveVersion("1.0", "1").betaGroup("Team", true));
    String connection = stage.connect();
    String words = "The build is not in a valid processing state for this operation.";
    stage
        .apple
        .faults()
        .add(
            Fault.status(422, "ENTITY_UNPROCESSABLE", words, words)
                .on("POST", "/v1/betaGroups/{id}/relationships/builds")
                .times(refusals));
    stage.put(connection + "/1.1/App.ipa", Ipas.sound("1.1", "2"));
    stage.put(connection + "/1.1/release.json", TO_TESTERS);
    stage.local.settle();
    return connection;
  }

  /// Just after VALID (review-live.md, C).
  @Test
  void aBuildThatCannotBeAttachedWhileItSettlesIsAttachedLater() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage
          .apple
          .faults()
          .add(
              Fault.status(
                      409,
                      "ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE",
                      "A relationship value is not acceptable for the current resource state.",
                      "The specified pre-release build could not be added.")
                  .on("POST", "/v1/appStoreVersions")
                  .times(2));
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
      assertThat(stage.writes()).containsEntry("POST /v1/appStoreVersions", 3L);
    }
  }

  /// Apple answers 401 to a good key for three hours (cases, G01).
  @Test
  void aKeyThatAppleRejectsInAnOutageIsCheckedUntilItWorksAgain() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.advance(Duration.ofMinutes(10));
      var outage = Fault.status(401).on("*", "/v1/**").always();
      stage.apple.faults().add(outage);
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advance(Duration.ofMinutes(20));
      assertWaits(
          stage.newest(),
          "connection-not-usable",
          "probably has an outage (developer.apple.com/system-status)");
      assertThat(state(stage, connection)).isEqualTo("NOT_CONNECTED");

      stage.advance(Duration.ofMinutes(160));
      assertWaits(stage.newest(), "connection-not-usable", "so probably the key was revoked");
      assertThat(outage.matchedCalls()).as("few questions in three hours").isLessThan(60);

      stage.apple.faults().clear();
      stage.advance(Duration.ofMinutes(65));
      assertThat(state(stage, connection)).isEqualTo("CONNECTED");
      assertThat(stage.newest().path("problem").isMissingNode()).isTrue();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.assertReleasedExactlyOnce();
    }
  }

  private static String state(Stage stage, String connection) throws Exception {
    return stage
        .call(LocalUser.ALICE, "GET", "/connections/" + connection, null)
        .body()
        .path("state")
        .asText();
  }

  private static void assertWaits(JsonNode release, String problem, String said) {
    assertThat(release.path("open").asBoolean()).as(release::toPrettyString).isTrue();
    assertThat(release.path("problem").path("type").asText())
        .as(release::toPrettyString)
        .isEqualTo("urn:slipway:problem:" + problem);
    assertThat(release.path("problem").path("detail").asText()).contains(said);
    assertThat(release.path("nextCheckAt").asText()).isNotBlank();
  }
}
