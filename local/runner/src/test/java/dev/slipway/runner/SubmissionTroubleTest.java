package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionChanges;
import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.review.ForeignItem;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.Unmet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Submissions that Apple does not take at once, and what else is open beside them.
@Tag("answer")
class SubmissionTroubleTest {
  @TempDir Path directory;

  /// review-live.md, A1: the reason is listed like something that is missing, and passes.
  @Test
  void aVersionThatIsNotReadyYetIsWaitedFor() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage.apple.quirks().settling(Duration.ofMinutes(12));
      stage.put(stage.connect() + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      while (stage.apple.snapshot().reviewSubmissions().isEmpty()) {
        stage.advance(Duration.ofMinutes(1));
      }

      assertThat(stage.newest().path("waitingFor").asText())
          .contains("not ready to accept the version");
      assertThat(stage.newest().path("problem").isMissingNode()).isTrue();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.assertReleasedExactlyOnce();
    }
  }

  @Test
  void aVersionThatIsNeverReadyIsShownWithWhatOnlyTheWebSiteShows() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage.apple.quirks().settling(Duration.ofDays(3));
      stage.put(stage.connect() + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      var stopped = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(stopped.path("problem").path("type").asText()).endsWith(":submission-refused");
      assertThat(stopped.path("problem").path("detail").asText())
          .contains("for 30 minutes", "names nothing that is missing");
      assertThat(stopped.path("problem").path("faults"))
          .extracting(fault -> fault.path("detail").asText())
          .satisfiesExactly(
              privacy -> assertThat(privacy).contains("App Privacy", "select Publish"),
              agreement -> assertThat(agreement).contains("Account Holder", "open Business"));
      assertThat(stopped.path("problem").path("appleErrors").toString())
          .contains("not ready to be submitted yet");
    }
  }

  @ParameterizedTest
  @EnumSource(Unmet.class)
  void whatNoCallCanSetIsNamedAndWhatPassesIsWaitedFor(Unmet unmet) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage.apple.quirks().lacking(unmet);
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      if (unmet != Unmet.LIBRARY_IMAGE) {
        var stopped = stage.advanceUntil("NEEDS_ATTENTION");
        assertThat(stopped.path("problem").path("faults").path(0).path("detail").asText())
            .contains(
                switch (unmet) {
                  case APP_PRIVACY -> "then App Privacy";
                  case PRICE -> "under Pricing and Availability";
                  case RELEASED_SDK -> "a released version of Xcode";
                  case LIBRARY_IMAGE -> "";
                });
        stage.apple.quirks().lacking();
        stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
        stage.local.settle();
      }
      stage.advance(Duration.ofMinutes(40));
      stage.apple.quirks().lacking();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
    }
  }

  /// App Store Connect Help, Overview of submitting for review: one with a version and one without.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsInReviewWithoutAVersionKeepsNoVersionOut(boolean refused) throws Exception {
    try (var stage = Stage.small(directory, one -> one.withReviewScript(ReviewScript.byHand()))) {
      var app = stage.app();
      String event = stage.apple.addForeignItem(app.id(), ForeignItem.APP_EVENT);
      stage.colleague().reviewSubmissions().submit(new ReviewSubmissionId(event));
      if (refused) {
        stage.apple.guesses().turn(Guess.SECOND_OPEN_SUBMISSION);
      }
      stage.put(stage.connect() + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      if (refused) {
        stage.advance(Duration.ofHours(3));
        assertThat(stage.newest().path("state").asText()).isEqualTo("PREPARING");
        assertThat(stage.newest().path("waitingFor").asText()).contains("Another submission");
        stage.apple.reviews().approve(event);
      }
      stage.advanceUntil("WAITING_FOR_REVIEW");
      if (!refused) {
        assertThat(states(stage)).containsExactly("WAITING_FOR_REVIEW", "WAITING_FOR_REVIEW");
      }
      stage.apple.reviews().approve(stage.apple.snapshot().appStoreVersions().getLast().id());

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
    }
  }

  @Test
  void aSubmissionForWhichThereIsNoRoomWaitsForIt() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage
          .apple
          .faults()
          .add(
              Fault.status(
                      409,
                      "STATE_ERROR.MAX_IN_REVIEW_SUBMISSIONS_PER_PLATFORM_LIMIT_REACHED",
                      "The request cannot be fulfilled because of the state of another resource.",
                      "maximum limit of 2 in-flight reviewSubmissions for platform=IOS")
                  .on("PATCH", "/v1/reviewSubmissions/{id}")
                  .times(120));
      stage.put(stage.connect() + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advance(Duration.ofHours(29));
      assertThat(stage.newest().path("waitingFor").asText()).contains("in review");

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
    }
  }

  /// It is not submitted: the drop that corrects it must not wait for it, and its build not go out.
  @Test
  void aReleaseThatWaitsForRoomIsReplacedByANewerDrop() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage
          .apple
          .faults()
          .add(
              Fault.status(
                      409,
                      "STATE_ERROR.MAX_IN_REVIEW_SUBMISSIONS_PER_PLATFORM_LIMIT_REACHED",
                      "The request cannot be fulfilled because of the state of another resource.",
                      "maximum limit of 2 in-flight reviewSubmissions for platform=IOS")
                  .on("PATCH", "/v1/reviewSubmissions/{id}")
                  .times(8));
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      String older = stage.newest().path("id").asText();
      stage.advance(Duration.ofHours(1));
      assertThat(stage.release(older).path("waitingFor").asText()).contains("in review");

      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "3"));
      stage.local.settle();
      stage.advance(Duration.ofMinutes(20));

      assertThat(stage.release(older).path("state").asText()).isEqualTo("SUPERSEDED");
      var released = stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(released.path("buildNumber").asText()).isEqualTo("3");
    }
  }

  /// Apple's words answer another call. Slipway pauses, as after every answer that explains
  /// nothing.
  @Test
  void anAnswerThatDoesNotFitIsNotAnsweredByTheSameCallAtOnce() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage
          .apple
          .faults()
          .add(
              Fault.status(
                      409,
                      "STATE_ERROR",
                      "The request cannot be fulfilled because of the state of another resource.",
                      "appStoreVersion with id 1 was already added to this reviewSubmission.")
                  .on("PATCH", "/v1/reviewSubmissions/{id}")
                  .times(2));
      stage.put(stage.connect() + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      var released = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.release(released.path("id").asText()).path("timeline").toString())
          .contains("Apple does not take");
      stage.assertReleasedExactlyOnce();
    }
  }

  @Test
  void aDraftThatIsWithdrawnStaysEmptyAndIsUsedAgain() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage.apple.quirks().settling(Duration.ofMinutes(20));
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      while (stage.apple.snapshot().reviewSubmissions().isEmpty()) {
        stage.advance(Duration.ofMinutes(1));
      }
      String id = stage.newest().path("id").asText();

      stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/cancel", null);
      stage.local.settle();
      var canceled = stage.advanceUntil(id, "CANCELED");

      assertThat(canceled.toString()).doesNotContain("Too late");
      assertThat(stage.apple.snapshot().reviewSubmissions())
          .singleElement()
          .satisfies(
              draft -> {
                assertThat(draft.state()).isEqualTo("READY_FOR_REVIEW");
                assertThat(draft.itemKinds()).isEmpty();
              });
      stage.apple.quirks().settling(Duration.ZERO);
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "3"));
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(states(stage)).containsExactly("COMPLETE");
    }
  }

  /// A list of open submissions may lack the one that has the version; Apple's words name it.
  @Test
  void theSubmissionThatAppleNamesIsUsed() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = stage.app();
      var submissions = stage.colleague().reviewSubmissions();
      var named = submissions.create(new AppId(app.id()), Platform.IOS).id();
      submissions.create(new AppId(app.id()), Platform.IOS);
      stage
          .apple
          .faults()
          .add(
              Fault.status(
                      409,
                      "STATE_ERROR.ITEM_PART_OF_ANOTHER_SUBMISSION",
                      "Item is already present in another reviewSubmission",
                      "appStoreVersions with id 886271058 was already added to another"
                          + " reviewSubmission with id "
                          + named)
                  .on("POST", "/v1/reviewSubmissionItems"));
      stage.put(stage.connect() + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.snapshot().reviewSubmissions())
          .filteredOn(one -> one.state().equals("COMPLETE"))
          .extracting(Snapshot.ReviewSubmission::id)
          .containsExactly(named.value());
      assertThat(stage.writes()).doesNotContainKey("PATCH /v1/reviewSubmissionItems/{id}");
    }
  }

  /// Apple names the submission that has the version (review-live.md, A2), and the list of its
  /// items may be empty though the version is in (B).
  @Test
  void aVersionThatIsInIsSubmittedThoughAppleDoesNotShowItsItem() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = stage.app();
      String connection = stage.connect();
      stage.put(connection + "/1.1/App.ipa", Ipas.sound("1.1", "2"));
      stage.put(connection + "/1.1/release.json", "{\"submit\": false}");
      stage.local.settle();
      String id = stage.advanceUntil("PREPARED").path("id").asText();
      var submissions = stage.colleague().reviewSubmissions();
      var draft = submissions.create(new AppId(app.id()), Platform.IOS).id();
      stage
          .apple
          .faults()
          .add(Fault.slowConsistency(Duration.ofHours(9)).on("POST", "/v1/reviewSubmissionItems"));
      submissions.addItem(
          draft, new AppStoreVersionId(stage.apple.snapshot().appStoreVersions().getLast().id()));

      stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/submit", null);
      stage.local.settle();
      stage.advanceUntil(id, "READY_FOR_DISTRIBUTION");

      assertThat(states(stage))
          .as("its own draft stays empty")
          .containsExactly("COMPLETE", "READY_FOR_REVIEW");
    }
  }

  /// review-live.md, C: "we once sent the wrong build".
  @Test
  void theBuildThatIsAttachedIsLookedAtBeforeTheSubmission() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/old/App.ipa", Ipas.sound("1.1", "2"));
      stage.put(connection + "/old/release.json", "{\"submit\": false}");
      stage.local.settle();
      stage.advanceUntil("PREPARED");
      String old = stage.apple.snapshot().builds().getLast().id();
      stage.apple.faults().add(Fault.status(503).on("POST", "/v1/reviewSubmissions").times(2));
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "3"));
      stage.local.settle();
      while (stage.apple.faults().pending().size() == 1
          && !stage.writes().containsKey("POST /v1/reviewSubmissions")) {
        stage.advance(Duration.ofMinutes(1));
      }
      var version = stage.apple.snapshot().appStoreVersions().getLast();
      stage
          .colleague()
          .appStoreVersions()
          .update(
              new AppStoreVersionId(version.id()),
              AppStoreVersionChanges.none().withBuild(Change.set(new BuildId(old))));

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      var live = stage.apple.snapshot().appStoreVersions().getLast();
      assertThat(stage.apple.snapshot().builds())
          .filteredOn(build -> build.id().equals(live.buildId()))
          .extracting(Snapshot.Build::buildNumber)
          .containsExactly("3");
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
    }
  }

  @Test
  void aBuildThatAppleDoesNotTakeYetIsAttachedAMomentLater() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage.apple.guesses().turn(Guess.JUST_VALID_BUILD);
      stage.put(stage.connect() + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
    }
  }

  @Test
  void aBuildForInternalTestersIsNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage.put(stage.connect() + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      while (stage.apple.snapshot().builds().size() < 2) {
        stage.advance(Duration.ofSeconds(30));
      }
      stage.apple.restrictToInternalTesting(stage.apple.snapshot().builds().getLast().id());

      var stopped = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(stopped.path("problem").path("detail").asText()).contains("internal testers only");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "1.2"})
  void afterAWithdrawalAppleMayNeedAMoment(String number) throws Exception {
    try (var stage = Stage.small(directory, one -> one.withReviewScript(ReviewScript.byHand()))) {
      stage.app();
      stage.apple.guesses().turn(Guess.JUST_CANCELED);
      String connection = stage.connect();
      stage.put(connection + "/two.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("WAITING_FOR_REVIEW");
      stage.put(connection + "/urgent/App.ipa", Ipas.sound(number, "3"));
      stage.put(connection + "/urgent/release.json", "{\"onConflict\": \"REPLACE\"}");
      stage.local.settle();

      var newer = stage.advanceUntil("WAITING_FOR_REVIEW");

      assertThat(newer.path("buildNumber").asText()).isEqualTo("3");
      assertThat(states(stage)).containsExactly("COMPLETE", "WAITING_FOR_REVIEW");
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
    }
  }

  /// review-live.md, C: a reply alone puts the whole submission back into the queue.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aReplyInTheResolutionCenterBringsARejectedReleaseBack(boolean seenInQueue) throws Exception {
    var minutes = Duration.ofMinutes(20);
    try (var stage =
        Stage.small(
            directory,
            options -> options.withReviewScript(ReviewScript.reject(minutes, minutes)))) {
      var app = stage.app();
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      var rejected = stage.advanceUntil("REJECTED");
      stage.advance(Duration.ofHours(5));
      assertThat(stage.newest().path("problem").path("type").asText()).endsWith(":review-rejected");

      stage.apple.reviews().script(ReviewScript.byHand());
      stage.apple.reviews().reply(app.id());
      if (seenInQueue) {
        stage.advanceUntil("WAITING_FOR_REVIEW");
      }
      stage.apple.reviews().approve(app.id());
      var out = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(out.path("id")).isEqualTo(rejected.path("id"));
      stage.assertReleasedExactlyOnce();
    }
  }

  @Test
  void aNewerDropWaitsForARejectedVersionThatIsBackInReview() throws Exception {
    var minutes = Duration.ofMinutes(20);
    try (var stage =
        Stage.small(
            directory,
            options -> options.withReviewScript(ReviewScript.reject(minutes, minutes)))) {
      var app = stage.app();
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("REJECTED");
      stage.apple.reviews().script(ReviewScript.byHand());
      stage.apple.reviews().reply(app.id());

      stage.put(connection + "/App.ipa", Ipas.sound("1.2", "3"));
      stage.local.settle();
      stage.advanceUntil("QUEUED");
      stage.apple.reviews().approve(app.id());
      stage.advanceUntil("WAITING_FOR_REVIEW");
      stage.apple.reviews().approve(app.id());
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.snapshot().appStoreVersions())
          .extracting(Snapshot.AppStoreVersion::versionString)
          .containsExactly("1.0", "1.1", "1.2");
    }
  }

  private static List<String> states(Stage stage) {
    return stage.apple.snapshot().reviewSubmissions().stream()
        .map(Snapshot.ReviewSubmission::state)
        .toList();
  }
}
