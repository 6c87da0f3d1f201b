package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.ReviewScript;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rejections, and others who are at work on the same app.
class ReviewTroubleTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(
      value = ReviewScript.Mode.class,
      names = {"REJECT", "METADATA_REJECT"})
  void aRejectionIsToldAndTheNextDropIsSubmittedAgain(ReviewScript.Mode mode) throws Exception {
    var minutes = Duration.ofMinutes(20);
    try (var stage =
        Stage.small(
            directory,
            options -> options.withReviewScript(new ReviewScript(mode, minutes, minutes)))) {
      stage.app();
      String connection = stage.connect();
      byte[] ipa = Ipas.sound("1.1", "2");
      stage.put(connection + "/App.ipa", ipa);
      stage.local.settle();

      var rejected = stage.advanceUntil("REJECTED");

      assertThat(rejected.path("problem").path("type").asText()).endsWith(":review-rejected");
      assertThat(rejected.path("problem").path("detail").asText())
          .contains(
              mode == ReviewScript.Mode.REJECT ? "rejected the version." : "texts or pictures")
          .contains("Apple shows the reason only in App Store Connect")
          .contains(
              mode == ReviewScript.Mode.REJECT
                  ? "raise CFBundleVersion and upload the new build"
                  : "again with the same build; a new build is not needed");

      stage.apple.reviews().script(ReviewScript.approve(minutes, minutes));
      // As the problem says: a new build, or the same one once its texts are corrected.
      boolean again = mode == ReviewScript.Mode.METADATA_REJECT;
      stage.put(connection + "/App.ipa", again ? ipa : Ipas.sound("1.1", "3"));
      stage.local.settle();
      var out = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(out.path("buildNumber").asText()).isEqualTo(again ? "2" : "3");
      assertThat(stage.apple.snapshot().buildUploads()).hasSize(again ? 1 : 2);
      assertThat(stage.release(rejected.path("id").asText()).path("state").asText())
          .isEqualTo("REJECTED");
      var snapshot = stage.apple.snapshot();
      assertThat(snapshot.reviewSubmissions()).as("the same submission").hasSize(1);
      assertThat(snapshot.appStoreVersions()).as("the same version").hasSize(2);
      assertThat(stage.writes()).containsEntry("PATCH /v1/reviewSubmissionItems/{id}", 1L);
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
    }
  }

  /// The submission has unresolved issues then, as after a rejection (review-live.md, A23).
  @Tag("answer")
  @Test
  void aBuildThatAppleFindsInvalidIsReportedAsSuchAndReplaced() throws Exception {
    try (var stage =
        Stage.small(directory, options -> options.withReviewScript(ReviewScript.byHand()))) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("WAITING_FOR_REVIEW");
      String version = stage.apple.snapshot().appStoreVersions().getLast().id();
      stage.apple.reviews().invalidBinary(version);

      var invalid = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(invalid.path("problem").path("type").asText()).endsWith(":binary-invalid");
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "3"));
      stage.local.settle();
      stage.advanceUntil("WAITING_FOR_REVIEW");
      stage.apple.reviews().approve(version);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(stage.apple.snapshot().appStoreVersions()).hasSize(2);
    }
  }

  @Tag("answer")
  @ParameterizedTest
  @EnumSource(names = {"BEFORE", "AFTER"})
  void resolvingARejectionSurvivesALostAnswer(Effect effect) throws Exception {
    var minutes = Duration.ofMinutes(20);
    try (var stage =
        Stage.small(
            directory,
            options -> options.withReviewScript(ReviewScript.reject(minutes, minutes)))) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("REJECTED");
      stage.apple.reviews().script(ReviewScript.approve(minutes, minutes));
      for (String path :
          new String[] {"/v1/reviewSubmissionItems/{id}", "/v1/appStoreVersions/{id}"}) {
        var fault = Fault.status(503).on("PATCH", path);
        stage.apple.faults().add(effect == Effect.AFTER ? fault.afterEffect() : fault);
      }

      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "3"));
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.faults().pending()).isEmpty();
      assertThat(stage.apple.snapshot().reviewSubmissions()).hasSize(1);
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
    }
  }

  enum Effect {
    BEFORE,
    AFTER
  }

  @Tag("answer")
  @Test
  void theSameFileAfterARejectionIsNotUploadedAgain() throws Exception {
    var minutes = Duration.ofMinutes(20);
    try (var stage =
        Stage.small(
            directory,
            options -> options.withReviewScript(ReviewScript.reject(minutes, minutes)))) {
      stage.app();
      String connection = stage.connect();
      stage
          .apple
          .faults()
          .add(Fault.cutBeforeAnswer().on("PATCH", "/v1/buildUploadFiles/{id}").afterEffect());
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("REJECTED");
      stage.apple.reviews().script(ReviewScript.approve(minutes, minutes));

      String before = stage.newest().path("id").asText();
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.advance(Duration.ofHours(3));

      stage.assertReleasedExactlyOnce();
      assertThat(stage.release(before).path("state").asText())
          .as("its successor sent the same build again")
          .isEqualTo("REJECTED");
    }
  }

  /// A colleague put a version into a draft submission and did not send it.
  @Tag("answer")
  @Test
  void aVersionInADraftThatWasNotSentIsTakenOver() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = stage.app();
      String draft = unsentDraft(stage, app);
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.2", "3"));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      var snapshot = stage.apple.snapshot();
      assertThat(snapshot.appStoreVersions()).hasSize(2);
      assertThat(snapshot.appStoreVersions().getLast().versionString()).isEqualTo("1.2");
      assertThat(snapshot.reviewSubmissions())
          .singleElement()
          .satisfies(submission -> assertThat(submission.id()).isEqualTo(draft));
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
    }
  }

  /// Another tenant with the same team counts as somebody else: its lane is another one.
  @Tag("answer")
  @Test
  void aVersionOfSomebodyElseInReviewIsWaitedFor() throws Exception {
    try (var stage =
        Stage.small(directory, options -> options.withReviewScript(ReviewScript.byHand()))) {
      var app = stage.app();
      String bobs = stage.connect(LocalUser.BOB, stage.apple.createKey(KeyRole.APP_MANAGER));
      stage.put(bobs + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advance(Duration.ofMinutes(40));
      assertThat(stage.apple.snapshot().reviewSubmissions().getFirst().state())
          .isEqualTo("WAITING_FOR_REVIEW");
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.2", "3"));
      stage.local.settle();

      var waiting = stage.advanceUntil("QUEUED");
      assertThat(waiting.path("problem").path("type").asText()).endsWith(":version-locked");
      assertThat(waiting.path("problem").path("detail").asText()).contains("Version 1.1");
      stage.advance(Duration.ofHours(3));
      assertThat(stage.newest().path("state").asText()).isEqualTo("QUEUED");

      stage.apple.reviews().approve(app.id());
      stage.advanceUntil("WAITING_FOR_REVIEW");
      stage.apple.reviews().approve(app.id());
      var out = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(out.path("problem").isMissingNode()).isTrue();
      assertThat(stage.apple.snapshot().appStoreVersions()).hasSize(3);
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
    }
  }

  /// Apple takes no new version while one is on its way out; looking and creating must not go round
  /// in circles meanwhile.
  @Tag("answer")
  @Test
  void aVersionOnItsWayOutIsWaitedFor() throws Exception {
    try (var stage = Stage.small(directory, options -> options.distribution(Duration.ofHours(5)))) {
      stage.app();
      String bobs = stage.connect(LocalUser.BOB, stage.apple.createKey(KeyRole.APP_MANAGER));
      stage.put(bobs + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advance(Duration.ofMinutes(100));
      assertThat(stage.apple.snapshot().appStoreVersions().getLast().state())
          .isEqualTo("PROCESSING_FOR_DISTRIBUTION");
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.2", "3"));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.writes().get("POST /v1/appStoreVersions")).isLessThan(20);
      assertThat(stage.apple.snapshot().appStoreVersions()).hasSize(3);
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
    }
  }

  /// Releases of one key are followed in one call: one that fails must not stop the others.
  @Tag("answer")
  @Test
  void aVersionThatIsGoneDoesNotHoldUpOtherApps() throws Exception {
    try (var stage =
        Stage.small(directory, options -> options.withReviewScript(ReviewScript.byHand()))) {
      stage.app();
      var other = stage.app("com.example.other");
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      String deleted = stage.advanceUntil("WAITING_FOR_REVIEW").path("id").asText();
      var version = stage.apple.snapshot().appStoreVersions().getLast();
      stage.put(
          connection + "/Other.ipa",
          Ipas.of(SampleIpa.Spec.of("com.example.other", "1.1", "2").withPayloadBytes(600_000)));
      stage.local.settle();
      String followed = stage.advanceUntil("WAITING_FOR_REVIEW").path("id").asText();

      var colleague = stage.colleague();
      colleague
          .reviewSubmissions()
          .cancel(
              new ReviewSubmissionId(stage.apple.snapshot().reviewSubmissions().getFirst().id()));
      stage.advance(Duration.ofSeconds(30));
      stage.apple.removeVersion(version.id());
      stage.apple.reviews().approve(other.id());
      stage.advance(Duration.ofMinutes(15));

      assertThat(stage.release(followed).path("state").asText())
          .isEqualTo("READY_FOR_DISTRIBUTION");
      stage.advance(Duration.ofHours(1));
      assertThat(stage.release(deleted).path("state").asText()).isEqualTo("NEEDS_ATTENTION");
      assertThat(stage.release(deleted).path("problem").path("detail").asText())
          .contains("upload the build again");
    }
  }

  /// Version 1.1 with its build in a submission that was not sent.
  private static String unsentDraft(Stage stage, SimulatedApp app) throws Exception {
    String bobs = stage.connect(LocalUser.BOB, stage.apple.createKey(KeyRole.APP_MANAGER));
    stage.put(bobs + "/1.1/App.ipa", Ipas.sound("1.1", "2"));
    stage.put(bobs + "/1.1/release.json", "{\"submit\": false}");
    stage.local.settle();
    stage.advance(Duration.ofMinutes(40));
    var version = stage.apple.snapshot().appStoreVersions().getLast();
    var submissions = stage.colleague().reviewSubmissions();
    var submission = submissions.create(new AppId(app.id()), Platform.IOS);
    submissions.addItem(submission.id(), new AppStoreVersionId(version.id()));
    return submission.id().value();
  }
}
