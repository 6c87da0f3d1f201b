package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.NewAppStoreVersion;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.ReviewScript;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A version whose state locks some of its fields (review-live.md, A4, A5, F), and changes that
/// Apple only pretends to make.
@Tag("answer")
class LockedVersionTest {
  private static final String ATTACH = "PATCH /v1/appStoreVersions/{id}/relationships/build";

  @TempDir Path directory;

  /// A person submitted the version that an earlier drop prepared; the newer drop has other texts.
  @Test
  void textsForAVersionInTheQueueAreReportedAndNotTried() throws Exception {
    try (var stage = byHand()) {
      String prefix = submittedByAPerson(stage);
      var before = stage.writes();
      stage.put(prefix + "metadata/en-US/keywords.txt", "lists,tasks,plans");
      stage.put(prefix + "metadata/en-US/support_url.txt", "https://www.slipway.dev/other");
      again(stage, prefix);

      var problem = stage.advanceUntil("NEEDS_ATTENTION").path("problem");

      assertThat(problem.path("type").asText()).endsWith(":version-locked");
      assertThat(problem.path("detail").asText())
          .contains("WAITING_FOR_REVIEW")
          .contains("metadata/en-US/keywords.txt")
          .doesNotContain("support_url.txt");
      assertThat(Folders.writesSince(before, stage)).isEmpty();
    }
  }

  /// Addresses and the promotional text can be changed there, whatever else Apple takes.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void addressesOfAVersionInTheQueueAreChanged(boolean turned) throws Exception {
    try (var stage = byHand()) {
      if (turned) {
        stage.apple.guesses().turn(Guess.EDITS_IN_THE_QUEUE);
      }
      String prefix = submittedByAPerson(stage);
      stage.put(prefix + "metadata/en-US/support_url.txt", "https://www.slipway.dev/other");
      stage.put(prefix + "metadata/en-US/promotional_text.txt", "Now with plans.");
      again(stage, prefix);

      stage.advanceUntil("WAITING_FOR_REVIEW");

      assertThat(Folders.text(stage, "1.1", "en-US", "supportUrl"))
          .isEqualTo("https://www.slipway.dev/other");
      assertThat(Folders.text(stage, "1.1", "en-US", "promotionalText"))
          .isEqualTo("Now with plans.");
      stage.apple.reviews().approve(Folders.version(stage, "1.1").id());
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
    }
  }

  @Test
  void aReleaseTypeForAVersionInReviewIsReportedAndNotTried() throws Exception {
    try (var stage = byHand()) {
      String prefix = submittedByAPerson(stage);
      stage.apple.reviews().startReview(Folders.version(stage, "1.1").id());
      var before = stage.writes();
      stage.put(prefix + "release.json", "{\"releaseType\": \"MANUAL\"}");
      stage.local.settle();

      var problem = stage.advanceUntil("NEEDS_ATTENTION").path("problem");

      assertThat(problem.path("type").asText()).endsWith(":version-locked");
      assertThat(problem.path("detail").asText()).contains("IN_REVIEW").contains("releaseType");
      assertThat(Folders.writesSince(before, stage)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/appStoreVersionLocalizations/{id}",
        "/v1/appInfoLocalizations/{id}",
        "/v1/appStoreReviewDetails/{id}",
        "/v1/ageRatingDeclarations/{id}",
        "/v1/appStoreVersions/{id}"
      })
  void aChangeThatWasAnsweredAndNotMadeIsMadeAgain(String path) throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String prefix = stage.connect() + "/1.1/";
      leaveADraft(stage);
      var fault = Fault.ignoredChange().on("PATCH", path);
      stage.apple.faults().add(fault);

      Folders.drop(stage, prefix, Folders.SMALL);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(fault.isSpent()).isTrue();
      assertThat(Folders.version(stage, "1.1").state()).isEqualTo("READY_FOR_DISTRIBUTION");
      assertThat(Folders.text(stage, "1.1", "en-US", "description")).isNotEmpty();
      assertThat(stage.apple.snapshot().appStoreVersions()).hasSize(2);
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  /// The same build again with other texts, after a rejection.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatsNewOfARejectedVersionIsChanged(boolean turned) throws Exception {
    try (var stage = byHand()) {
      if (turned) {
        stage.apple.guesses().turn(Guess.WHATS_NEW_OF_REJECTED);
      }
      Folders.app(stage);
      String prefix = stage.connect() + "/1.1/";
      Folders.drop(stage, prefix, Folders.SMALL);
      stage.advanceUntil("WAITING_FOR_REVIEW");
      stage.apple.reviews().reject(Folders.version(stage, "1.1").id());
      stage.advanceUntil("REJECTED");

      stage.put(prefix + "metadata/en-US/release_notes.txt", "Other news.");
      again(stage, prefix);
      stage.advanceUntil("WAITING_FOR_REVIEW");

      assertThat(Folders.text(stage, "1.1", "en-US", "whatsNew")).isEqualTo("Other news.");
      assertThat(stage.writes().getOrDefault(ATTACH, 0L)).isEqualTo(turned ? 1L : 0L);
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/appStoreVersionLocalizations/{id}", "/v1/appStoreVersions/{id}"})
  void aChangeThatIsNeverMadeIsReported(String path) throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String prefix = stage.connect() + "/1.1/";
      leaveADraft(stage);
      stage.apple.faults().add(Fault.ignoredChange().on("PATCH", path).always());

      Folders.drop(stage, prefix, Folders.SMALL);
      var problem = stage.advanceUntil("NEEDS_ATTENTION").path("problem");

      assertThat(problem.toString()).contains("Apple answered that it changed");
      assertThat(stage.writes().get("PATCH " + path)).isBetween(2L, 200L);
    }
  }

  /// A colleague's draft of another version, to be renamed.
  private static void leaveADraft(Stage stage) {
    stage
        .colleague()
        .appStoreVersions()
        .create(
            NewAppStoreVersion.of(
                new AppId(stage.apple.snapshot().apps().getFirst().id()), Platform.IOS, "1.0.5"));
  }

  private Stage byHand() throws Exception {
    return Stage.small(directory, options -> options.withReviewScript(ReviewScript.byHand()));
  }

  /// Returns the prefix of the drop whose version a person submitted.
  private static String submittedByAPerson(Stage stage) throws Exception {
    var app = Folders.app(stage);
    String prefix = stage.connect() + "/1.1/";
    Folders.drop(stage, prefix, Folders.SMALL.releaseJson("{\"submit\": false}"));
    stage.advanceUntil("PREPARED");
    var submissions = stage.colleague().reviewSubmissions();
    var submission = submissions.create(new AppId(app.id()), Platform.IOS);
    submissions.addItem(submission.id(), new AppStoreVersionId(Folders.version(stage, "1.1").id()));
    submissions.submit(submission.id());
    stage.advance(Duration.ofSeconds(1));
    assertThat(Folders.version(stage, "1.1").state()).isEqualTo("WAITING_FOR_REVIEW");
    return prefix;
  }

  private static void again(Stage stage, String prefix) {
    stage.put(prefix + "release.json", "{}");
    stage.local.settle();
  }
}
