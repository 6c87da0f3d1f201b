package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What can be changed in which state, and Apple's answers where it cannot (review-live.md, F, A4
/// to A8; media-live.md, K1 to K3).
class EditableFieldsTest {
  private static final String LOCKED_ATTRIBUTE = "ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE";
  private static final String LOCKED_TEXT = "STATE_ERROR";

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;
  private String version;
  private String build;
  private String submission;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).acceptInvalidRequests());
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    app = simulator.createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1"));
    version = caller.readyVersion(app);
    build = caller.get("/v1/appStoreVersions/" + version + "/build").id();
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private void addedToASubmission() {
    submission = caller.createSubmission(app.id()).id();
    assertThat(caller.addItem(submission, version).status()).isEqualTo(201);
  }

  private void sent() {
    addedToASubmission();
    assertThat(caller.patchSubmission(submission, "'submitted':true").status()).isEqualTo(200);
  }

  private static String answer(Caller.Reply reply) {
    return reply.status() < 300 ? "taken" : reply.code();
  }

  private String text() {
    return caller
        .get("/v1/appStoreVersions/" + version + "/appStoreVersionLocalizations")
        .ids()
        .getFirst();
  }

  private String draftInfo() {
    return caller.get("/v1/apps/" + app.id() + "/appInfos").ids().getLast();
  }

  private Caller.Reply changeText(String attributes) {
    return caller.update("appStoreVersionLocalizations", text(), attributes);
  }

  private Caller.Reply changeInfo(String attributes) {
    String id =
        caller.get("/v1/appInfos/" + draftInfo() + "/appInfoLocalizations").ids().getFirst();
    return caller.update("appInfoLocalizations", id, attributes);
  }

  private Caller.Reply changeVersion(String attributes) {
    return caller.update("appStoreVersions", version, attributes);
  }

  private Caller.Reply changeCategory() {
    return caller.patch(
        "/v1/appInfos/" + draftInfo(),
        "{'data':{'type':'appInfos','id':'"
            + draftInfo()
            + "','relationships':{'primaryCategory':{'data':{'type':'appCategories','id':'GAMES'}}}}}");
  }

  private Caller.Reply deleteScreenshot() {
    String set =
        caller
            .get("/v1/appStoreVersionLocalizations/" + text() + "/appScreenshotSets")
            .ids()
            .getFirst();
    String screenshot =
        caller.get("/v1/appScreenshotSets/" + set + "/appScreenshots").ids().getFirst();
    return caller.delete("/v1/appScreenshots/" + screenshot);
  }

  /// The answers to a change of each field. The build goes before the version string.
  private Map<String, String> answers() {
    Map<String, String> answers = new LinkedHashMap<>();
    answers.put("promotionalText", answer(changeText("'promotionalText':'Now'")));
    answers.put("supportUrl", answer(changeText("'supportUrl':'https://example.com/help'")));
    answers.put("marketingUrl", answer(changeText("'marketingUrl':'https://example.com'")));
    answers.put("description", answer(changeText("'description':'Something else entirely'")));
    answers.put("keywords", answer(changeText("'keywords':'one,two'")));
    answers.put("whatsNew", answer(changeText("'whatsNew':'Something new'")));
    answers.put("name", answer(changeInfo("'name':'Another'")));
    answers.put("subtitle", answer(changeInfo("'subtitle':'Another'")));
    answers.put(
        "privacyPolicyUrl", answer(changeInfo("'privacyPolicyUrl':'https://example.com/p'")));
    answers.put("primaryCategory", answer(changeCategory()));
    String detail = caller.get("/v1/appStoreVersions/" + version + "/appStoreReviewDetail").id();
    answers.put("notes", answer(caller.update("appStoreReviewDetails", detail, "'notes':'x'")));
    answers.put("copyright", answer(changeVersion("'copyright':'2026 Another'")));
    answers.put("releaseType", answer(changeVersion("'releaseType':'MANUAL'")));
    answers.put("build", answer(caller.attach(version, build)));
    answers.put("screenshots", answer(deleteScreenshot()));
    answers.put("versionString", answer(changeVersion("'versionString':'1.1.1'")));
    return answers;
  }

  @Test
  void takesEverythingInADraft() {
    assertThat(answers().values()).containsOnly("taken");
  }

  @Test
  void takesEverythingAfterARejection() {
    sent();
    simulator.reviews().reject(version);
    assertThat(answers().values()).containsOnly("taken");
  }

  @Test
  void locksWhatsNewOfARejectedVersionWhenTheGuessIsTurned() {
    simulator.guesses().turn(Guess.WHATS_NEW_OF_REJECTED);
    sent();
    simulator.reviews().reject(version);
    assertThat(answer(changeText("'whatsNew':'Something new'"))).isEqualTo(LOCKED_TEXT);
    assertThat(answer(changeText("'keywords':'one,two'"))).isEqualTo("taken");
    assertThat(caller.attach(version, build).status()).isEqualTo(204);
    assertThat(answer(changeText("'whatsNew':'Something new'"))).isEqualTo("taken");
  }

  @Test
  void locksOnlyPicturesInASubmissionThatWasNotSent() {
    addedToASubmission();
    assertThat(deleteScreenshot().text())
        .contains("Can't Delete Screenshot while Ready For Review");
    Map<String, String> answers = answers();
    assertThat(answers.remove("screenshots")).isEqualTo("STATE_ERROR");
    assertThat(answers.values()).containsOnly("taken");
    assertThat(caller.versionState(version)).isEqualTo("READY_FOR_REVIEW");
  }

  @Test
  void locksASubmissionThatWasNotSentWhenTheGuessIsTurned() {
    addedToASubmission();
    simulator.guesses().turn(Guess.EDITS_IN_UNSENT_SUBMISSION);
    assertThat(answers().values()).doesNotContain("taken");
  }

  @Test
  void takesAddressesAndNotesInTheQueue() {
    sent();
    assertThat(answers())
        .containsEntry("promotionalText", "taken")
        .containsEntry("supportUrl", "taken")
        .containsEntry("marketingUrl", "taken")
        .containsEntry("privacyPolicyUrl", "taken")
        .containsEntry("notes", "taken")
        .containsEntry("releaseType", "taken")
        .containsEntry("versionString", "taken")
        .containsEntry("description", LOCKED_TEXT)
        .containsEntry("keywords", LOCKED_TEXT)
        .containsEntry("whatsNew", LOCKED_TEXT)
        .containsEntry("name", LOCKED_ATTRIBUTE)
        .containsEntry("subtitle", LOCKED_ATTRIBUTE)
        .containsEntry("copyright", LOCKED_ATTRIBUTE)
        .containsEntry("primaryCategory", "ENTITY_ERROR.RELATIONSHIP.INVALID_STATE")
        .containsEntry("build", "ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE")
        .containsEntry("screenshots", "STATE_ERROR");
    assertThat(caller.versionState(version)).isEqualTo("WAITING_FOR_REVIEW");
    assertThat(deleteScreenshot().text())
        .contains("Can't Delete Screenshot After Submit for review");
  }

  @Test
  void takesTextsInTheQueueWhenTheGuessIsTurned() {
    sent();
    simulator.guesses().turn(Guess.EDITS_IN_THE_QUEUE);
    Map<String, String> answers = answers();
    assertThat(answers.remove("build"))
        .isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE");
    assertThat(answers.remove("screenshots")).isEqualTo("STATE_ERROR");
    assertThat(answers.values()).containsOnly("taken");
  }

  @Test
  void locksEverythingInReview() {
    sent();
    simulator.reviews().startReview(version);
    assertThat(answers().values()).doesNotContain("taken");
  }

  @Test
  void takesOnlyTheReleasePlanAfterTheApproval() {
    changeVersion("'releaseType':'MANUAL'");
    sent();
    simulator.reviews().approve(version);
    assertThat(caller.versionState(version)).isEqualTo("PENDING_DEVELOPER_RELEASE");
    Map<String, String> answers = answers();
    assertThat(answers.remove("releaseType")).isEqualTo("taken");
    assertThat(answers.values()).doesNotContain("taken");
  }

  @Test
  void takesOnlyThePromotionalTextOnceLive() {
    sent();
    simulator.reviews().approve(version);
    clock.advance(Duration.ofMinutes(2));
    assertThat(caller.versionState(version)).isEqualTo("READY_FOR_DISTRIBUTION");
    Map<String, String> answers = answers();
    assertThat(answers.remove("promotionalText")).isEqualTo("taken");
    assertThat(answers.values()).doesNotContain("taken");

    Caller.Reply text = changeText("'supportUrl':'https://example.com/x'");
    assertThat(text.code()).isEqualTo("STATE_ERROR");
    assertThat(text.text()).contains("Attribute 'supportUrl' cannot be edited at this time");
    Caller.Reply info = changeInfo("'subtitle':'x'");
    assertThat(info.code()).isEqualTo(LOCKED_ATTRIBUTE);
    assertThat(info.text())
        .contains("The field 'subtitle' can not be modified in the current state.");
    Caller.Reply number = changeVersion("'versionString':'1.2'");
    assertThat(number.code()).isEqualTo(LOCKED_ATTRIBUTE);
    assertThat(number.text()).contains("The attribute 'versionString' can not be modified.");
    Caller.Reply attached = caller.attach(version, build);
    assertThat(attached.code()).isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE");
    assertThat(attached.text())
        .contains("The specified pre-release build could not be added.")
        .contains("/data/relationships/build");
    Caller.Reply picture = deleteScreenshot();
    assertThat(picture.code()).isEqualTo(LOCKED_ATTRIBUTE);
    assertThat(picture.json().path("errors").path(0).path("source").path("pointer").asText())
        .isEqualTo("appScreenshots");
  }

  @Test
  void takesNothingThoughItSaysSoWhenTheGuessIsTurned() {
    sent();
    simulator.guesses().turn(Guess.LOCKED_PATCH_IGNORED);
    Caller.Reply reply = changeText("'keywords':'one,two'");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.attribute("keywords").asText()).isNotEqualTo("one,two");
  }
}
