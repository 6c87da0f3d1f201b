package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.settings.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Apple answers badly on the way: the release gets there all the same, with everything at Apple
/// exactly once, or says what a person must do.
class AppleTroubleTest {
  /// Every write of the path of [#drop].
  static final List<String> WRITES =
      List.of(
          "POST /v1/buildUploads",
          "POST /v1/buildUploadFiles",
          "PATCH /v1/buildUploadFiles/{id}",
          "PATCH /v1/builds/{id}",
          "POST /v1/appStoreVersions",
          "PATCH /v1/appStoreVersionLocalizations/{id}",
          "POST /v1/appStoreVersionPhasedReleases",
          "POST /v1/reviewSubmissions",
          "POST /v1/reviewSubmissionItems",
          "PATCH /v1/reviewSubmissions/{id}");

  @TempDir Path directory;

  record Trouble(String name, Fault fault) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Trouble> troubleOnWrites() {
    var all = new ArrayList<Trouble>();
    for (String write : WRITES) {
      all.add(on(write, "503 before the effect", Fault.status(503)));
      all.add(on(write, "500 after the effect", Fault.status(500).afterEffect()));
      all.add(on(write, "cut after the effect", Fault.cutBeforeAnswer().afterEffect()));
      all.add(on(write, "truncated JSON", Fault.truncatedBody()));
      if (write.startsWith("POST")) {
        all.add(on(write, "not to be seen yet", Fault.slowConsistency(Duration.ofMinutes(2))));
      }
    }
    // Refused at the door, by whatever write: a few stand for all.
    all.add(on(WRITES.get(0), "cut before the effect", Fault.cutBeforeAnswer()));
    all.add(on(WRITES.get(1), "429", Fault.status(429)));
    all.add(on(WRITES.get(2), "429 later", Fault.status(429).retryAfter(Duration.ofMinutes(4))));
    all.add(on(WRITES.get(4), "429", Fault.status(429)));
    all.add(on(WRITES.get(4), "401", Fault.status(401)));
    all.add(on(WRITES.get(4), "agreements, spuriously", Fault.agreements()));
    all.add(on(WRITES.get(5), "HTML page", Fault.htmlErrorPage(502)));
    all.add(on(WRITES.get(7), "agreements, spuriously", Fault.agreements()));
    all.add(
        on(WRITES.get(8), "HTML page after the effect", Fault.htmlErrorPage(502).afterEffect()));
    all.add(on(WRITES.get(9), "429 later", Fault.status(429).retryAfter(Duration.ofMinutes(4))));
    all.add(on(WRITES.get(9), "401", Fault.status(401)));
    return Sample.of(18, all.stream());
  }

  private static Trouble on(String write, String name, Fault fault) {
    int space = write.indexOf(' ');
    return new Trouble(
        write + ": " + name, fault.on(write.substring(0, space), write.substring(space + 1)));
  }

  @ParameterizedTest
  @MethodSource("troubleOnWrites")
  void aWriteThatGoesWrongOnceIsNeitherLostNorDoubled(Trouble trouble) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(trouble.fault());

      drop(stage, connection);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.faults().pending()).as("the fault happened").isEmpty();
      stage.assertReleasedExactlyOnce();
      var version = stage.apple.snapshot().appStoreVersions().getLast();
      assertThat(version.whatsNew()).isEqualTo("Faster.");
      assertThat(version.phasedReleaseState()).isEqualTo("ACTIVE");
    }
  }

  static Stream<Trouble> troubleOnReads() {
    return Stream.of(
        new Trouble("1: HTML page", Fault.htmlErrorPage(502).on("GET", "**")),
        new Trouble("2: cut", Fault.cutBeforeAnswer().on("GET", "**").nth(2)),
        new Trouble("3: truncated", Fault.truncatedBody().on("GET", "**").nth(3)),
        new Trouble("4: 401", Fault.status(401).on("GET", "**").nth(4)),
        new Trouble("4: agreements", Fault.agreements().on("GET", "**").nth(4)),
        new Trouble("5: 503", Fault.status(503).on("GET", "**").nth(5)),
        new Trouble(
            "6: 429 later",
            Fault.status(429).retryAfter(Duration.ofMinutes(10)).on("GET", "**").nth(6)),
        new Trouble("8: agreements", Fault.agreements().on("GET", "**").nth(8)),
        new Trouble("12: HTML page", Fault.htmlErrorPage(200).on("GET", "**").nth(12)),
        new Trouble("14: 401 in a row", Fault.status(401).on("GET", "**").nth(14).times(4)));
  }

  static Stream<Trouble> sampleOfTroubleOnReads() {
    return Sample.of(9, troubleOnReads());
  }

  @ParameterizedTest
  @MethodSource("sampleOfTroubleOnReads")
  void aReadThatGoesWrongIsRepeated(Trouble trouble) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(trouble.fault());

      drop(stage, connection);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.faults().pending()).as("the fault happened").isEmpty();
      stage.assertReleasedExactlyOnce();
    }
  }

  @Tag("answer")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/buildUploads",
        "POST /v1/appStoreVersions",
        "POST /v1/reviewSubmissionItems",
      })
  void lastingAgreementTroubleIsShownAndWaitedOut(String write) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(on(write, "lasting", Fault.agreements().always()).fault());
      drop(stage, connection);
      stage.advance(Duration.ofHours(3));

      var waiting = stage.newest();
      assertThat(waiting.path("open").asBoolean()).isTrue();
      assertProblem(
          waiting,
          "agreement-missing",
          "Account Holder must accept or renew it at developer.apple.com/account");

      stage.apple.faults().clear();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.assertReleasedExactlyOnce();
    }
  }

  /// The check found the role, so a role that is too low is not the answer.
  @Test
  void aCallThatAppleForbidsIsForAPerson() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage
          .apple
          .faults()
          .add(on("POST /v1/appStoreVersions", "403", Fault.status(403).always()).fault());
      drop(stage, connection);

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertProblem(release, "apple-refused", "the call POST /v1/appStoreVersions");
      assertProblem(release, "apple-refused", "Check the connection again");
      assertThat(stage.writes()).containsEntry("POST /v1/appStoreVersions", 1L);
    }
  }

  /// What fails for ever is tried less and less often, and after a day a person is told.
  @Tag("answer")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/buildUploads",
        "PATCH /v1/reviewSubmissions/{id}",
      })
  void whatFailsForADayIsForAPerson(String write) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(on(write, "always", Fault.status(503).always()).fault());
      drop(stage, connection);

      stage.advance(Duration.ofHours(2));
      assertProblem(stage.newest(), "apple-unavailable", "Slipway retries automatically");
      assertThat(stage.newest().path("open").asBoolean()).isTrue();
      stage.advance(Duration.ofHours(24));

      assertThat(stage.newest().path("state").asText()).isEqualTo("NEEDS_ATTENTION");
      assertProblem(stage.newest(), "gave-up", "24 hours");
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
    }
  }

  @Tag("answer")
  @Test
  void aRefusalWithoutReasonAtTheLastStepIsNotRepeatedForEver() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage
          .apple
          .faults()
          .add(on("POST /v1/reviewSubmissionItems", "409", Fault.status(409).always()).fault());
      drop(stage, connection);

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertProblem(release, "submission-refused", "App Privacy");
      assertThat(release.path("problem").path("appleErrors").toString()).contains("STATE_ERROR");
      assertThat(stage.writes().get("POST /v1/reviewSubmissionItems")).isLessThan(40);
    }
  }

  /// The build is there, but the service of versions does not see it as valid yet.
  @Tag("answer")
  @Test
  void aVersionThatCannotBeCreatedYetIsCreatedLater() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      var fault =
          Fault.status(
              409,
              "ENTITY_ERROR.RELATIONSHIP.INVALID",
              "The provided entity includes a relationship with an invalid value",
              "The specified build is not valid: its processing state is PROCESSING.");
      stage.apple.faults().add(on("POST /v1/appStoreVersions", "", fault.always()).fault());
      drop(stage, connection);
      stage.advance(Duration.ofHours(2));
      assertThat(stage.writes().get("POST /v1/appStoreVersions")).isBetween(2L, 40L);

      stage.apple.faults().clear();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.assertReleasedExactlyOnce();
    }
  }

  /// What a repeat gets after the answer to the first call was lost (review-live.md, A19).
  @Tag("answer")
  @Test
  void anEncryptionAnswerThatAppleHasAlreadyCountsAsGiven() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage
          .apple
          .faults()
          .add(
              Fault.status(
                      409,
                      "ENTITY_ERROR.ATTRIBUTE.INVALID",
                      "An attribute value is invalid.",
                      "You cannot update when the value is already set.")
                  .on("PATCH", "/v1/builds/{id}")
                  .afterEffect());

      drop(stage, connection);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
      assertThat(stage.writes()).containsEntry("PATCH /v1/builds/{id}", 1L);
    }
  }

  /// A drop that needs every write: phases, What's New, and the answer on encryption.
  private static void drop(Stage stage, String connection) {
    var spec =
        SampleIpa.Spec.of(Stage.BUNDLE_ID, "1.1", "2")
            .withPayloadBytes(600_000)
            .withEncryption(null);
    stage.put(connection + "/1.1/App.ipa", Ipas.of(spec));
    stage.put(
        connection + "/1.1/release.json",
        """
        {"phasedRelease": true, "whatsNew": {"en-US": "Faster."},
         "usesNonExemptEncryption": false}\
        """);
    stage.local.settle();
  }

  private static void assertProblem(JsonNode release, String problem, String said) {
    assertThat(release.path("problem").path("type").asText())
        .as(() -> release.toPrettyString())
        .isEqualTo("urn:slipway:problem:" + problem);
    assertThat(release.path("problem").path("detail").asText()).contains(said);
  }
}
