package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.builds.NewBuild;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders without an `.ipa`: they name a build that Apple has, or need none.
class BuildAtAppleTest {
  private static final String VERSIONS = "/v1/appStoreVersions";

  @TempDir Path directory;

  @Test
  void theNewestBuildIsReleasedAsPlannedAndASecondDropWritesNothing() throws Exception {
    try (var stage = Stage.small(directory)) {
      String app = Folders.app(stage).id();
      stage.apple.addBuild(NewBuild.of(app, "1.1", "416"));
      stage.apple.clock().advance(Duration.ofMinutes(1));
      stage.apple.addBuild(NewBuild.of(app, "1.1", "417"));
      // The same number of another version, as it is usual.
      stage.apple.addBuild(NewBuild.of(app, "1.0", "417"));
      String prefix = stage.connect() + "/1.1/";
      folder(stage, prefix, terms("\"LATEST\"", ", \"submit\": false, \"dryRun\": true"));
      var planned = stage.advanceUntil("PLANNED");
      assertThat(stage.writes()).as("a plan writes nothing at Apple").isEmpty();

      again(stage, prefix, terms("\"LATEST\"", ", \"submit\": false"));
      var prepared = stage.advanceUntil("PREPARED");

      assertThat(stage.writes()).isEqualTo(calls(planned.path("plan")));
      assertThat(stage.writes().keySet()).noneMatch(call -> call.contains("buildUpload"));
      assertThat(Folders.checks(prepared)).doesNotContain("build-newer-passed-over");
      assertThat(prepared.path("buildNumber").asText()).isEqualTo("417");
      assertThat(prepared.path("upload").isMissingNode()).isTrue();
      var before = stage.writes();

      again(stage, prefix, terms("\"LATEST\"", ", \"submit\": false"));
      var second = stage.advanceUntil("PREPARED");

      assertThat(second.path("id")).isNotEqualTo(prepared.path("id"));
      assertThat(Folders.writesSince(before, stage)).isEmpty();
      stage.call(
          LocalUser.ALICE, "POST", "/releases/" + second.path("id").asText() + "/submit", null);
      stage.local.settle();
      stage.advanceUntil(second.path("id").asText(), "READY_FOR_DISTRIBUTION");
      assertThat(build(stage, "1.1")).isEqualTo("417");
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  @Test
  void textsAndPicturesAloneNeedNoBuildAndALaterBuildJoinsThem() throws Exception {
    try (var stage = Stage.small(directory)) {
      String app = Folders.app(stage).id();
      String prefix = stage.connect() + "/1.1/";
      String page = "{\"bundleId\": \"%s\", \"version\": \"1.1\", \"submit\": false%s}";
      folder(stage, prefix, page.formatted(Stage.BUNDLE_ID, ", \"dryRun\": true"));
      var planned = stage.advanceUntil("PLANNED");

      again(stage, prefix, page.formatted(Stage.BUNDLE_ID, ""));
      var prepared = stage.advanceUntil("PREPARED");

      assertThat(stage.writes()).isEqualTo(calls(planned.path("plan")));
      assertThat(prepared.path("buildNumber").isMissingNode()).isTrue();
      assertThat(version(stage, "1.1").buildId()).isNull();
      assertThat(Folders.text(stage, "1.1", "en-US", "description")).isNotBlank();
      var before = stage.writes();

      again(stage, prefix, page.formatted(Stage.BUNDLE_ID, ""));
      stage.advanceUntil("PREPARED");
      assertThat(Folders.writesSince(before, stage)).isEmpty();

      stage.apple.addBuild(NewBuild.of(app, "1.1", "2"));
      again(stage, prefix, terms("{\"number\": \"2\"}", ""));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(build(stage, "1.1")).isEqualTo("2");
      assertThat(stage.releases())
          .extracting(release -> release.path("state").asText())
          .containsOnly("READY_FOR_DISTRIBUTION", "SUPERSEDED", "PLANNED");
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void testersGetABuildThatAppleHas() throws Exception {
    try (var stage = Stage.small(directory)) {
      String app =
          stage
              .apple
              .createApp(
                  NewApp.of(Stage.BUNDLE_ID, "Example")
                      .liveVersion("1.0", "1")
                      .betaGroup("Team", true))
              .id();
      stage.apple.addBuild(NewBuild.of(app, "1.1", "417").forInternalTesters());
      String terms =
          terms(
              "{\"number\": \"417\"}",
              ", \"testFlight\": {\"only\": true, \"groups\": [\"Team\"]}");
      String prefix = stage.connect() + "/1.1/";
      stage.put(prefix + "release.json", terms);
      stage.local.settle();

      stage.advanceUntil("IN_BETA_TESTING");

      assertThat(stage.apple.snapshot().builds())
          .filteredOn(build -> build.buildNumber().equals("417"))
          .singleElement()
          .satisfies(build -> assertThat(build.betaGroupNames()).containsExactly("Team"));
      var before = stage.writes();
      again(stage, prefix, terms);
      stage.advanceUntil("IN_BETA_TESTING");
      assertThat(Folders.writesSince(before, stage)).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void whatCannotBeReleasedIsFoundBeforeAnythingIsWritten() throws Exception {
    try (var stage = Stage.small(directory)) {
      String app = Folders.app(stage).id();
      stage.apple.addBuild(NewBuild.of(app, "1.1", "7").thatHasExpired());
      stage.apple.addBuild(NewBuild.of(app, "1.1", "8").in("PROCESSING"));
      stage.apple.addBuild(NewBuild.of(app, "1.2", "9").forPlatform("TV_OS"));
      String prefix = stage.connect() + "/1.1/";

      assertFound(stage, prefix, terms("{\"number\": \"7\"}", ""), "build-expired");
      assertFound(stage, prefix, terms("{\"number\": \"6\"}", ""), "build-not-at-apple");
      assertFound(stage, prefix, terms("\"LATEST\"", ""), "build-in-processing");
      assertFound(
          stage,
          prefix,
          terms("\"LATEST\"", "").replace("\"1.1\"", "\"1.2\""),
          "build-of-other-platform");
      stage.put(prefix + "App.ipa", Ipas.sound("1.1", "10"));
      assertFound(stage, prefix, terms("\"LATEST\"", ""), "release-json-fault");
      assertThat(stage.writes()).isEmpty();
    }
  }

  /// Somebody expires the build after preflight: Apple's words do not say so.
  @Tag("answer")
  @Test
  void aBuildThatExpiresBeforeItIsAttachedIsNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.guesses().turn(Guess.EXPIRED_BUILD_REFUSED);
      String build = stage.apple.addBuild(NewBuild.of(Folders.app(stage).id(), "1.1", "417"));
      held(stage);

      stage.apple.expireBuild(build);
      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertProblem(release, "Build 417 has expired");
      assertThat(stage.apple.snapshot().appStoreVersions()).hasSize(1);
    }
  }

  /// As Xcode Cloud does.
  @Tag("answer")
  @Test
  void aBuildThatBecomesOneForInternalTestersIsNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      String build = stage.apple.addBuild(NewBuild.of(Folders.app(stage).id(), "1.1", "417"));
      held(stage);

      stage.apple.restrictToInternalTesting(build);

      assertProblem(
          stage.advanceUntil("NEEDS_ATTENTION"), "Build 417 is for TestFlight's internal testers");
    }
  }

  @Tag("answer")
  @Test
  void theNewestStaysTheOneThatItWasAtPreflight() throws Exception {
    try (var stage = Stage.small(directory)) {
      String app = Folders.app(stage).id();
      stage.apple.addBuild(NewBuild.of(app, "1.1", "417"));
      held(stage);

      stage.apple.addBuild(NewBuild.of(app, "1.1", "418"));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(build(stage, "1.1")).isEqualTo("417");
    }
  }

  @Tag("answer")
  @Test
  void theAnswerOnEncryptionIsGivenOnceAlsoIfApplesAnswerIsLost() throws Exception {
    try (var stage = Stage.small(directory)) {
      String app = stage.app().id();
      stage.apple.addBuild(NewBuild.of(app, "1.1", "417").declaring(null));
      String prefix = stage.connect() + "/1.1/";
      assertFound(stage, prefix, terms("\"LATEST\"", ""), "encryption-unanswered");
      stage
          .apple
          .faults()
          .add(Fault.cutBeforeAnswer().on("PATCH", "/v1/builds/{id}").afterEffect());

      again(stage, prefix, terms("\"LATEST\"", ", \"usesNonExemptEncryption\": false"));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.writes()).containsEntry("PATCH /v1/builds/{id}", 1L);
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  /// Nobody can submit a version without a build, and a person may have added one on the web.
  @Tag("answer")
  @Test
  void aVersionWithoutABuildIsNotSubmitted() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String prefix = stage.connect() + "/1.1/";
      folder(
          stage,
          prefix,
          "{\"bundleId\": \"%s\", \"version\": \"1.1\", \"submit\": false}"
              .formatted(Stage.BUNDLE_ID));
      var prepared = stage.advanceUntil("PREPARED");

      stage.call(
          LocalUser.ALICE, "POST", "/releases/" + prepared.path("id").asText() + "/submit", null);
      stage.local.settle();

      var release = stage.advanceUntil("NEEDS_ATTENTION");
      assertThat(release.path("problem").toString()).containsIgnoringCase("build");
      assertThat(stage.apple.snapshot().reviewSubmissions())
          .allSatisfy(submission -> assertThat(submission.state()).isEqualTo("READY_FOR_REVIEW"));
    }
  }

  /// Drops for the newest build, and lets the creation of the version fail, so that there is time
  /// between preflight and the attaching of the build.
  private static void held(Stage stage) throws Exception {
    stage.apple.faults().add(Fault.status(503).on("POST", VERSIONS));
    folder(stage, stage.connect() + "/1.1/", terms("\"LATEST\"", ""));
    assertThat(stage.newest().path("buildNumber").asText()).isEqualTo("417");
    assertThat(stage.apple.snapshot().appStoreVersions()).hasSize(1);
  }

  private static void assertFound(Stage stage, String prefix, String releaseJson, String check)
      throws Exception {
    again(stage, prefix, releaseJson);
    var release = stage.advanceUntil("NEEDS_ATTENTION");
    assertThat(Folders.checks(release)).as(release::toPrettyString).contains(check);
  }

  private static void assertProblem(JsonNode release, String words) {
    var problem = release.path("problem");
    assertThat(problem.path("detail").asText()).as(release::toPrettyString).startsWith(words);
    assertThat(problem.path("appleErrors").toString()).contains("could not be added");
  }

  private static String terms(String build, String more) {
    return "{\"bundleId\": \"%s\", \"version\": \"1.1\", \"build\": %s%s}"
        .formatted(Stage.BUNDLE_ID, build, more);
  }

  /// Puts the texts and pictures of [Folders#SMALL], without the `.ipa`.
  private static void folder(Stage stage, String prefix, String releaseJson) throws Exception {
    stage.canary.watchSecret(Folders.SMALL.demoPassword());
    Map<String, byte[]> files = Folders.files(Folders.SMALL);
    files.keySet().removeIf(path -> path.endsWith(".ipa"));
    files.put("release.json", releaseJson.getBytes(StandardCharsets.UTF_8));
    Folders.drop(stage, prefix, files);
  }

  private static void again(Stage stage, String prefix, String releaseJson) {
    stage.advance(Duration.ofMinutes(1));
    stage.put(prefix + "release.json", releaseJson);
    stage.local.settle();
  }

  private static Snapshot.AppStoreVersion version(Stage stage, String number) {
    return Folders.version(stage, number);
  }

  /// The number of the build that a version has.
  private static String build(Stage stage, String number) {
    String id = version(stage, number).buildId();
    return stage.apple.snapshot().builds().stream()
        .filter(build -> build.id().equals(id))
        .map(Snapshot.Build::buildNumber)
        .findFirst()
        .orElse("none");
  }

  private static Map<String, Long> calls(JsonNode plan) {
    var calls = new HashMap<String, Long>();
    for (JsonNode action : plan.path("actions")) {
      for (JsonNode call : action.path("calls")) {
        calls.merge(call.asText(), 1L, Long::sum);
      }
    }
    return new TreeMap<>(calls);
  }
}
