package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.settings.Fault;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A phased release that is out, told what to do by its release.
class PhasedReleaseTest {

  @TempDir Path directory;

  @Test
  void isPausedResumedAndCompleted() throws Exception {
    try (var stage = Stage.small(directory)) {
      String id = released(stage, "{\"phasedRelease\": true}");
      assertThat(stage.release(id).path("actions").toString())
          .isEqualTo("[\"pause\",\"complete\"]");

      order(stage, id, "PAUSE");
      assertThat(Folders.version(stage, "1.1").phasedReleaseState()).isEqualTo("PAUSED");
      assertThat(stage.release(id).path("actions").toString())
          .isEqualTo("[\"resume\",\"complete\"]");
      order(stage, id, "RESUME");
      assertThat(Folders.version(stage, "1.1").phasedReleaseState()).isEqualTo("ACTIVE");
      order(stage, id, "COMPLETE");

      assertThat(Folders.version(stage, "1.1").phasedReleaseState()).isEqualTo("COMPLETE");
      assertThat(stage.release(id).path("actions")).isEmpty();
      assertThat(stage.writes()).containsEntry("PATCH /v1/appStoreVersionPhasedReleases/{id}", 3L);
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  /// A colleague was quicker, on the web site (review-live.md, A21).
  @Tag("answer")
  @Test
  void anOrderThatIsCarriedOutAlreadyCountsAsDone() throws Exception {
    try (var stage = Stage.small(directory)) {
      String id = released(stage, "{\"phasedRelease\": true}");
      var colleague = stage.colleague();
      var version =
          colleague
              .appStoreVersions()
              .get(new AppStoreVersionId(Folders.version(stage, "1.1").id()));
      colleague.phasedReleases().update(version.phasedRelease().id(), PhasedReleaseState.PAUSED);

      order(stage, id, "PAUSE");

      var release = stage.release(id);
      assertThat(release.path("timeline").toString()).doesNotContain("Apple did not change");
      assertThat(release.path("actions").toString()).isEqualTo("[\"resume\",\"complete\"]");
    }
  }

  @Test
  void aReleaseWithoutPhasesTakesNoSuchOrder() throws Exception {
    try (var stage = Stage.small(directory)) {
      String id = released(stage, "{\"phasedRelease\": false}");

      var answer =
          stage.call(
              LocalUser.ALICE,
              "POST",
              "/releases/" + id + "/phased-release",
              "{\"action\": \"PAUSE\"}");

      assertThat(answer.status()).isEqualTo(409);
    }
  }

  /// What Apple refuses is told; the version is on the App Store all the same.
  @Tag("answer")
  @ParameterizedTest
  @CsvSource({"403, FORBIDDEN_ERROR", "404, NOT_FOUND", "422, ENTITY_UNPROCESSABLE"})
  void anOrderThatAppleRefusesIsToldAndDropped(int status, String code) throws Exception {
    try (var stage = Stage.small(directory)) {
      String id = released(stage, "{\"phasedRelease\": true}");
      stage
          .apple
          .faults()
          .add(
              Fault.status(status, code, "Refused.", "Not now.")
                  .on("PATCH", "/v1/appStoreVersionPhasedReleases/{id}"));

      order(stage, id, "PAUSE");

      var release = stage.release(id);
      assertThat(release.path("state").asText()).isEqualTo("READY_FOR_DISTRIBUTION");
      assertThat(release.path("timeline").toString()).contains("Apple did not change the phased");
      assertThat(release.path("actions").toString()).isEqualTo("[\"pause\",\"complete\"]");
    }
  }

  /// The version is on the App Store, whatever becomes of the order.
  @Tag("answer")
  @Test
  void anOrderThatFailsForADayIsDropped() throws Exception {
    try (var stage = Stage.small(directory)) {
      String id = released(stage, "{\"phasedRelease\": true}");
      stage
          .apple
          .faults()
          .add(
              Fault.status(503, "UNEXPECTED_ERROR", "Failed.", "Not today.")
                  .on("PATCH", "/v1/appStoreVersionPhasedReleases/{id}")
                  .always());

      order(stage, id, "PAUSE");
      stage.advance(Duration.ofHours(26));

      var release = stage.release(id);
      assertThat(release.path("state").asText()).isEqualTo("READY_FOR_DISTRIBUTION");
      assertThat(release.path("problem").isMissingNode()).isTrue();
      assertThat(release.path("timeline").toString())
          .contains("The phased release was not changed.", "UNEXPECTED_ERROR: Not today.");
      assertThat(release.path("actions").toString()).isEqualTo("[\"pause\",\"complete\"]");
      stage.apple.faults().clear();
      order(stage, id, "PAUSE");
      assertThat(Folders.version(stage, "1.1").phasedReleaseState()).isEqualTo("PAUSED");
    }
  }

  private static String released(Stage stage, String releaseJson) throws Exception {
    Folders.app(stage);
    Folders.drop(stage, stage.connect() + "/1.1/", Folders.SMALL.releaseJson(releaseJson));
    return stage.advanceUntil("READY_FOR_DISTRIBUTION").path("id").asText();
  }

  private static void order(Stage stage, String id, String action) throws Exception {
    var answer =
        stage.call(
            LocalUser.ALICE,
            "POST",
            "/releases/" + id + "/phased-release",
            "{\"action\": \"" + action + "\"}");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    stage.local.settle();
  }
}
