package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.review.ForeignItem;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several submissions of one app, and what may be done to each (review-live.md, A2, A3, A10 to
/// A12, A16 to A18 and C).
class OpenSubmissionsTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;

  @BeforeEach
  void start() {
    simulator = AppStoreConnectSimulator.start(SimulatorOptions.defaults().withClock(clock));
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    app = simulator.createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private String submitted(String version) {
    String submission = caller.createSubmission(app.id()).id();
    assertThat(caller.addItem(submission, version).status()).isEqualTo(201);
    assertThat(submit(submission).status()).isEqualTo(200);
    return submission;
  }

  private Caller.Reply submit(String submission) {
    return caller.patchSubmission(submission, "'submitted':true");
  }

  private Caller.Reply cancel(String submission) {
    return caller.patchSubmission(submission, "'canceled':true");
  }

  private String state(String submission) {
    return caller.get("/v1/reviewSubmissions/" + submission).attribute("state").asText();
  }

  private String item(String submission) {
    return caller.get("/v1/reviewSubmissions/" + submission + "/items").ids().getFirst();
  }

  private Caller.Reply resolve(String submission) {
    return caller.update("reviewSubmissionItems", item(submission), "'resolved':true");
  }

  private static JsonNode associated(Caller.Reply reply) {
    return reply.json().path("errors").path(0).path("meta").path("associatedErrors");
  }

  @Test
  void letsDraftsLieBesideEachOtherAndBesideWhatIsInReview() {
    String version = caller.readyVersion(app);
    caller.createSubmission(app.id());
    String submission = submitted(version);
    assertThat(caller.createSubmission(app.id()).status()).isEqualTo(201);
    simulator.reviews().reject(version);
    assertThat(caller.createSubmission(app.id()).status()).isEqualTo(201);
    assertThat(cancel(submission).attribute("state").asText()).isEqualTo("CANCELING");
    assertThat(caller.createSubmission(app.id()).status()).isEqualTo(201);
    assertThat(simulator.snapshot().reviewSubmissions())
        .extracting(Snapshot.ReviewSubmission::state)
        .containsExactly(
            "READY_FOR_REVIEW",
            "CANCELING",
            "READY_FOR_REVIEW",
            "READY_FOR_REVIEW",
            "READY_FOR_REVIEW");
  }

  @Test
  void refusesASecondOpenSubmissionInTheWordsThatCodemagicParses() {
    simulator.guesses().turn(Guess.SECOND_OPEN_SUBMISSION);
    caller.createSubmission(app.id());
    String submission = submitted(caller.readyVersion(app));
    Caller.Reply second = caller.createSubmission(app.id());
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.json().path("errors").path(0).path("detail").asText())
        .isEqualTo(
            "There is another reviewSubmissions with id " + submission + " still in progress");
  }

  /// The raw answer of review-live.md, B: Apple's internal number, and no `/v1`.
  @Test
  void namesTheSubmissionThatHasTheVersion() {
    String version = caller.readyVersion(app);
    String submission = submitted(version);
    simulator.reviews().reject(version);
    Caller.Reply refused = caller.addItem(caller.createSubmission(app.id()).id(), version);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(associated(refused)).hasSize(1);
    var entry = associated(refused).properties().iterator().next();
    assertThat(entry.getKey()).matches("/appStoreVersions/88[0-9]{7}");
    String number = entry.getKey().substring("/appStoreVersions/".length());
    assertThat(refused.json().path("errors").path(0).path("title").asText())
        .isEqualTo("appStoreVersions with id '" + number + "' is not in valid state.");
    JsonNode reason = entry.getValue().path(0);
    assertThat(reason.path("code").asText())
        .isEqualTo("STATE_ERROR.ITEM_PART_OF_ANOTHER_SUBMISSION");
    assertThat(reason.path("title").asText())
        .isEqualTo("Item is already present in another reviewSubmission");
    assertThat(reason.path("detail").asText())
        .isEqualTo(
            "appStoreVersions with id "
                + number
                + " was already added to another reviewSubmission with id "
                + submission);
  }

  @Test
  void takesOneVersionInASubmission() {
    String version = caller.readyVersion(app);
    String submission = caller.createSubmission(app.id()).id();
    assertThat(caller.addItem(submission, version).status()).isEqualTo(201);
    String live =
        simulator.snapshot().appStoreVersions().stream()
            .filter(each -> each.versionString().equals("1.0"))
            .findFirst()
            .orElseThrow()
            .id();

    Caller.Reply second = caller.addItem(submission, live);
    assertThat(second.status()).isEqualTo(409);
    JsonNode error = second.json().path("errors").path(0);
    assertThat(error.path("code").asText())
        .isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID.NOT_ALLOWED");
    assertThat(error.path("title").asText())
        .isEqualTo("Only one appStoreVersion can be present in reviewSubmissions.");
    assertThat(error.has("detail")).isFalse();
    assertThat(error.path("source").path("pointer").asText())
        .isEqualTo("/data/relationships/appStoreVersion");
  }

  @Test
  void addsNothingToWhatWasSentOrRejected() {
    String version = caller.readyVersion(app);
    String submission = submitted(version);
    for (int i = 0; i < 2; i++) {
      Caller.Reply refused = caller.addItem(submission, version);
      assertThat(refused.code()).isEqualTo("STATE_ERROR.ENTITY_STATE_INVALID");
      assertThat(refused.text())
          .contains("reviewSubmission state does not allow adding more items.");
      if (i == 0) {
        simulator.reviews().reject(version);
      }
    }
  }

  @Test
  void cancelsNoDraft() {
    String version = caller.readyVersion(app);
    String draft = caller.createSubmission(app.id()).id();
    for (int i = 0; i < 2; i++) {
      Caller.Reply refused = cancel(draft);
      assertThat(refused.status()).isEqualTo(409);
      JsonNode error = refused.json().path("errors").path(0);
      assertThat(error.path("code").asText()).isEqualTo("STATE_ERROR.ENTITY_STATE_INVALID");
      assertThat(error.path("title").asText()).isEqualTo("Resource state is invalid.");
      assertThat(error.path("detail").asText()).isEqualTo("Resource is not in cancellable state");
      caller.addItem(draft, version);
    }
    assertThat(caller.delete("/v1/reviewSubmissionItems/" + item(draft)).status()).isEqualTo(204);
    assertThat(caller.versionState(version)).isEqualTo("PREPARE_FOR_SUBMISSION");
    assertThat(state(draft)).isEqualTo("READY_FOR_REVIEW");
    assertThat(caller.addItem(draft, version).status()).as("used again").isEqualTo(201);
  }

  @Test
  void showsThatARejectedVersionWasTakenOutOfADraft() {
    String version = caller.readyVersion(app);
    String submission = submitted(version);
    cancel(submission);
    clock.advance(Duration.ofSeconds(20));
    String draft = caller.createSubmission(app.id()).id();
    caller.addItem(draft, version);
    assertThat(caller.versionState(version)).isEqualTo("READY_FOR_REVIEW");
    caller.delete("/v1/reviewSubmissionItems/" + item(draft));
    assertThat(caller.versionState(version)).isEqualTo("DEVELOPER_REJECTED");
  }

  @Test
  void hasOneWithAndOneWithoutAVersionInReview() {
    String event = simulator.addForeignItem(app.id(), ForeignItem.APP_EVENT);
    assertThat(submit(event).status()).isEqualTo(200);
    String version = caller.readyVersion(app);
    String submission = submitted(version);
    String third = simulator.addForeignItem(app.id(), ForeignItem.APP_EVENT);
    Caller.Reply refused = submit(third);
    assertThat(refused.status()).isEqualTo(409);
    JsonNode reason = associated(refused).path("/v1/reviewSubmissions/" + third).path(0);
    assertThat(reason.path("code").asText())
        .isEqualTo("STATE_ERROR.MAX_IN_REVIEW_SUBMISSIONS_PER_PLATFORM_LIMIT_REACHED");
    assertThat(reason.path("detail").asText())
        .isEqualTo("maximum limit of 2 in-flight reviewSubmissions for platform=IOS");
    assertThat(state(third)).isEqualTo("READY_FOR_REVIEW");
    simulator.reviews().approve(app.id());
    assertThat(state(submission)).as("the one with the version").isEqualTo("COMPLETE");
    simulator.reviews().approve(event);
    assertThat(submit(third).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void wantsAVersionForANewApp(boolean empty) {
    SimulatedApp young = simulator.createApp(NewApp.of("com.example.young", "Young"));
    String submission =
        empty
            ? caller.createSubmission(young.id()).id()
            : simulator.addForeignItem(young.id(), ForeignItem.APP_EVENT);
    Caller.Reply refused = submit(submission);
    assertThat(refused.status()).isEqualTo(409);
    JsonNode error = refused.json().path("errors").path(0);
    assertThat(error.path("code").asText()).isEqualTo("ENTITY_ERROR.RELATIONSHIP.REQUIRED");
    assertThat(error.path("title").asText()).isEqualTo("Relationship is required");
    assertThat(error.path("detail").asText())
        .isEqualTo(
            "App "
                + young.id()
                + " must have an approved appStoreVersions for platform IOS, or an"
                + " appStoreVersions must be included in this review submission.");
    assertThat(error.path("source").path("pointer").asText())
        .isEqualTo("/data/relationships/appStoreVersionForReview");
  }

  @Test
  void rejectsTheVersionAndNotWhatGoesAlong() {
    String submission = simulator.addForeignItem(app.id(), ForeignItem.APP_EVENT);
    String version = caller.readyVersion(app);
    caller.addItem(submission, version);
    submit(submission);
    simulator.reviews().reject(version);
    assertThat(simulator.snapshot().reviewSubmissions().getFirst().itemStates())
        .containsExactly("READY_FOR_REVIEW", "REJECTED");
    assertThat(state(submission)).isEqualTo("UNRESOLVED_ISSUES");
  }

  @Test
  void takesARejectedVersionAgainOnceItIsResolved() {
    String version = caller.readyVersion(app);
    String submission = submitted(version);
    simulator.reviews().reject(version);
    for (int minute = 0; minute < 5; minute++) {
      Caller.Reply refused = submit(submission);
      assertThat(refused.status()).isEqualTo(409);
      assertThat(
              associated(refused)
                  .path("/v1/appStoreVersions/" + version)
                  .path(0)
                  .path("detail")
                  .asText())
          .isEqualTo("Version is not ready to be submitted yet, please try again later.");
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(resolve(submission).attribute("state").asText()).isEqualTo("READY_FOR_REVIEW");
    assertThat(submit(submission).attribute("state").asText()).isEqualTo("WAITING_FOR_REVIEW");
  }

  @Test
  void takesAnotherBuildAfterTwoMinutesWhenTurned() {
    simulator.guesses().turn(Guess.RESUBMIT_UNRESOLVED);
    String version = caller.readyVersion(app);
    String submission = submitted(version);
    simulator.reviews().reject(version);
    assertThat(submit(submission).status()).isEqualTo(409);
    clock.advance(Duration.ofMinutes(3));
    assertThat(submit(submission).status()).as("the same build").isEqualTo(409);
    caller.upload(app.id(), "1.1", "3", Caller.ipa(app.bundleId(), "1.1", "3"));
    clock.advance(Duration.ofMinutes(4));
    caller.attach(version, simulator.snapshot().builds().getLast().id());
    assertThat(submit(submission).status()).isEqualTo(409);
    clock.advance(Duration.ofMinutes(2));
    assertThat(submit(submission).status()).isEqualTo(200);
  }

  @Test
  void putsARejectedSubmissionBackWhenAPersonReplies() {
    String version = caller.readyVersion(app);
    String submission = submitted(version);
    simulator.reviews().reject(version);
    simulator.reviews().reply(version);
    assertThat(state(submission)).isEqualTo("WAITING_FOR_REVIEW");
    assertThat(caller.versionState(version)).isEqualTo("WAITING_FOR_REVIEW");
    simulator.reviews().approve(version);
    assertThat(state(submission)).isEqualTo("COMPLETE");
  }

  @Test
  void cancelsWhatWasRejectedOrIsInReviewUnlessTurned() {
    String version = caller.readyVersion(app);
    String submission = submitted(version);
    simulator.guesses().turn(Guess.CANCEL_REJECTED, Guess.CANCEL_IN_REVIEW);
    simulator.reviews().startReview(version);
    assertThat(cancel(submission).status()).isEqualTo(409);
    simulator.reviews().reject(version);
    assertThat(cancel(submission).status()).isEqualTo(409);
    simulator.guesses().restore(Guess.CANCEL_REJECTED, Guess.CANCEL_IN_REVIEW);
    assertThat(cancel(submission).status()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(20));
    assertThat(state(submission)).isEqualTo("COMPLETE");
    assertThat(caller.versionState(version)).isEqualTo("DEVELOPER_REJECTED");
  }

  @Test
  void leavesACanceledRejectionRejectedWhenTurned() {
    simulator.guesses().turn(Guess.CANCELED_REJECTION);
    String version = caller.readyVersion(app);
    String submission = submitted(version);
    simulator.reviews().reject(version);
    cancel(submission);
    clock.advance(Duration.ofSeconds(20));
    assertThat(caller.versionState(version)).isEqualTo("REJECTED");
    assertThat(submitted(version)).isNotEqualTo(submission);
  }

  @Test
  void needsAMomentAfterACancellationWhenTurned() {
    simulator.guesses().turn(Guess.JUST_CANCELED);
    String version = caller.readyVersion(app);
    String build = simulator.snapshot().builds().getLast().id();
    cancel(submitted(version));
    clock.advance(Duration.ofSeconds(20));
    String draft = caller.createSubmission(app.id()).id();
    assertThat(caller.addItem(draft, version).code()).isEqualTo("STATE_ERROR.ENTITY_STATE_INVALID");
    assertBuildNotAdded(caller.attach(version, build));
    clock.advance(Duration.ofMinutes(1));
    assertThat(caller.attach(version, build).status()).isEqualTo(204);
    assertThat(caller.addItem(draft, version).status()).isEqualTo(201);
  }

  private static void assertBuildNotAdded(Caller.Reply refused) {
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE");
    assertThat(refused.text()).contains("The specified pre-release build could not be added.");
  }

  @Test
  void takesABuildThatJustBecameValidAMomentLaterWhenTurned() {
    simulator.guesses().turn(Guess.JUST_VALID_BUILD);
    caller.upload(app.id(), "1.1", "2", Caller.ipa(app.bundleId(), "1.1", "2"));
    String version = caller.createVersion(app.id(), "1.1", "").id();
    while (simulator.snapshot().builds().stream()
        .noneMatch(one -> one.buildNumber().equals("2") && one.processingState().equals("VALID"))) {
      clock.advance(Duration.ofSeconds(5));
    }
    String build = simulator.snapshot().builds().getLast().id();
    assertBuildNotAdded(caller.attach(version, build));
    clock.advance(Duration.ofSeconds(30));
    assertThat(caller.attach(version, build).status()).isEqualTo(204);
    simulator.restrictToInternalTesting(build);
    assertBuildNotAdded(caller.attach(version, build));
  }

  /// What was canceled with purchases in it is replaced by a draft that holds them.
  @Test
  void keepsPurchasesInADraftAfterACancellation() {
    String submission = simulator.addForeignItem(app.id(), ForeignItem.IN_APP_PURCHASE_VERSION);
    String version = caller.readyVersion(app);
    caller.addItem(submission, version);
    submit(submission);
    cancel(submission);
    clock.advance(Duration.ofSeconds(20));
    Snapshot.ReviewSubmission draft = simulator.snapshot().reviewSubmissions().getLast();
    assertThat(draft.id()).isNotEqualTo(submission);
    assertThat(draft.state()).isEqualTo("READY_FOR_REVIEW");
    assertThat(draft.itemKinds()).containsExactly("inAppPurchaseVersion");
    assertThat(simulator.snapshot().reviewSubmissions().getFirst().itemStates())
        .containsExactly("REMOVED", "REMOVED");
  }

  @Test
  void showsItemsAsAppleDoes() {
    String submission = simulator.addForeignItem(app.id(), ForeignItem.IN_APP_PURCHASE_VERSION);
    String version = caller.readyVersion(app);
    caller.addItem(submission, version);
    String path = "/v1/reviewSubmissions/" + submission + "/items";
    assertThat(caller.get(path).ids())
        .extracting(id -> new String(Base64.getDecoder().decode(id), StandardCharsets.UTF_8))
        .satisfiesExactly(
            purchase -> assertThat(purchase).matches(submission + "\\|17\\|[0-9]+"),
            own -> assertThat(own).matches(submission + "\\|6\\|[0-9]+"));
    assertThat(caller.get(path).data())
        .allSatisfy(one -> assertThat(one.has("relationships")).isFalse());
    JsonNode own = caller.get(path + "?include=appStoreVersion").data().path(1);
    assertThat(own.path("relationships").path("appStoreVersion").path("data").path("id").asText())
        .isEqualTo(version);
  }

  /// A draft that was made without a platform gets one when it is submitted.
  @Test
  void mayHaveNoPlatformBeforeItIsSubmitted() {
    String version = caller.readyVersion(app);
    String draft = caller.create("reviewSubmissions", "", "app", "apps", app.id()).id();
    assertThat(caller.get("/v1/reviewSubmissions/" + draft).attribute("platform").isNull())
        .isTrue();
    assertThat(caller.addItem(draft, version).status()).isEqualTo(201);
    assertThat(submit(draft).attribute("platform").asText()).isEqualTo("IOS");
  }
}
