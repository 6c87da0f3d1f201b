package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.review.ForeignItem;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import dev.slipway.simulator.settings.Unmet;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SubmissionTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).acceptInvalidRequests());
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    app = simulator.createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private String state(String submission) {
    return caller.get("/v1/reviewSubmissions/" + submission).attribute("state").asText();
  }

  private static JsonNode associated(Caller.Reply reply) {
    return reply.json().path("errors").path(0).path("meta").path("associatedErrors");
  }

  @ParameterizedTest
  @EnumSource(Unmet.class)
  void namesWhatNoCallCanSet(Unmet unmet) {
    simulator.quirks().lacking(unmet);
    Caller.Reply refused =
        caller.addItem(caller.createSubmission(app.id()).id(), caller.readyVersion(app));
    assertThat(refused.status()).isEqualTo(409);
    JsonNode reason = associated(refused).path(unmet.path()).path(0);
    assertThat(reason.path("code").asText()).isEqualTo(unmet.code());
    assertThat(reason.path("detail").asText()).isEqualTo(unmet.detail());
  }

  @ParameterizedTest
  @EnumSource(ForeignItem.class)
  void sendsForeignItemsAlong(ForeignItem kind) {
    String submission = simulator.addForeignItem(app.id(), kind);
    String version = caller.readyVersion(app);
    assertThat(caller.addItem(submission, version).status()).isEqualTo(201);
    Caller.Reply items =
        caller.get(
            "/v1/reviewSubmissions/"
                + submission
                + "/items?include=appStoreVersion,"
                + kind.relationship());
    assertThat(items.ids()).hasSize(2);
    assertThat(
            items
                .data()
                .path(0)
                .path("relationships")
                .path(kind.relationship())
                .path("data")
                .path("type")
                .asText())
        .isEqualTo(kind.type());
    assertThat(items.json().path("included"))
        .extracting(one -> one.path("type").asText())
        .containsExactlyInAnyOrder(kind.type(), "appStoreVersions");
    assertThat(
            caller
                .get("/v1/reviewSubmissions/" + submission + "?include=lastUpdatedByActor")
                .status())
        .isEqualTo(200);
    assertThat(caller.patchSubmission(submission, "'submitted':true").status()).isEqualTo(200);
    assertThat(simulator.addForeignItem(app.id(), kind))
        .as("a draft beside what is with App Review")
        .isNotEqualTo(submission);
    simulator.reviews().approve(version);
    Snapshot.ReviewSubmission end = simulator.snapshot().reviewSubmissions().getFirst();
    assertThat(end.itemKinds()).containsExactly(kind.relationship(), "appStoreVersion");
    assertThat(end.appStoreVersionIds()).containsExactly(version);
    assertThat(end.itemStates()).containsExactly("APPROVED", "APPROVED");
    assertThat(state(submission)).isEqualTo("COMPLETE");
  }

  @Test
  void showsWhoPreparedAForeignItem() {
    String submission = simulator.addForeignItem(app.id(), ForeignItem.APP_EVENT);
    Caller.Reply draft =
        caller.get("/v1/reviewSubmissions/" + submission + "?include=lastUpdatedByActor,items");
    assertThat(draft.attribute("submittedDate").isNull()).isTrue();
    assertThat(
            draft.json().path("included").path(0).path("attributes").path("actorType").asText()
                + draft
                    .json()
                    .path("included")
                    .path(1)
                    .path("attributes")
                    .path("actorType")
                    .asText())
        .contains("USER");
    String item = caller.get("/v1/reviewSubmissions/" + submission + "/items").ids().getFirst();
    assertThat(caller.delete("/v1/reviewSubmissionItems/" + item).status()).isEqualTo(204);
    assertThat(caller.get("/v1/reviewSubmissions/" + submission + "/items").ids()).isEmpty();
    assertThatThrownBy(() -> simulator.addForeignItem("1", ForeignItem.APP_EVENT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withdrawsForeignItemsToo() {
    String submission = simulator.addForeignItem(app.id(), ForeignItem.APP_EVENT);
    assertThat(caller.patchSubmission(submission, "'submitted':true").status()).isEqualTo(200);
    assertThat(caller.patchSubmission(submission, "'canceled':true").status()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(20));
    assertThat(state(submission)).isEqualTo("COMPLETE");
    Caller.Reply items =
        caller.get("/v1/reviewSubmissions/" + submission + "/items?include=appEvent");
    assertThat(items.json().path("included").path(0).path("attributes").path("eventState").asText())
        .isEqualTo("DRAFT");
  }

  @Test
  void showsCompletingForAWhile() {
    simulator.quirks().completing(Duration.ofMinutes(2));
    String version = caller.readyVersion(app);
    String submission = caller.createSubmission(app.id()).id();
    caller.addItem(submission, version);
    caller.patchSubmission(submission, "'submitted':true");
    simulator.reviews().approve(version);
    assertThat(state(submission)).isEqualTo("COMPLETING");
    assertThat(caller.patchSubmission(submission, "'canceled':true").status()).isEqualTo(409);
    clock.advance(Duration.ofMinutes(2));
    assertThat(state(submission)).isEqualTo("COMPLETE");
  }

  @Test
  void isNotReadyToBeSubmittedForAWhile() {
    simulator.quirks().settling(Duration.ofSeconds(45));
    String version = caller.readyVersion(app);
    String submission = caller.createSubmission(app.id()).id();
    assertThat(caller.addItem(submission, version).status()).isEqualTo(201);
    assertThat(caller.versionState(version)).isEqualTo("PREPARE_FOR_SUBMISSION");
    assertNotReady(caller.patchSubmission(submission, "'submitted':true"), version);
    clock.advance(Duration.ofSeconds(45));
    assertThat(caller.versionState(version)).isEqualTo("READY_FOR_REVIEW");
    assertThat(caller.patchSubmission(submission, "'submitted':true").status()).isEqualTo(200);
  }

  @Test
  void forgetsAnItemThatIsRemovedBeforeItSettles() {
    simulator.quirks().settling(Duration.ofSeconds(45));
    String version = caller.readyVersion(app);
    String submission = caller.createSubmission(app.id()).id();
    String item = caller.addItem(submission, version).id();
    assertThat(caller.delete("/v1/reviewSubmissionItems/" + item).status()).isEqualTo(204);
    clock.advance(Duration.ofMinutes(1));
    assertThat(caller.versionState(version)).isEqualTo("PREPARE_FOR_SUBMISSION");
  }

  /// review-live.md, B: the whole body of both refusals was seen, at the submission too.
  private static void assertNotReady(Caller.Reply refused, String version) {
    assertThat(refused.status()).isEqualTo(409);
    assertNotReviewable(refused, version);
    JsonNode reasons = associated(refused).path("/v1/appStoreVersions/" + version);
    assertThat(associated(refused)).hasSize(1);
    assertThat(reasons).hasSize(1);
    assertThat(reasons.path(0).path("code").asText()).isEqualTo("STATE_ERROR");
    assertThat(reasons.path(0).path("title").asText())
        .isEqualTo("The request cannot be fulfilled because of the state of another resource.");
    assertThat(reasons.path(0).path("detail").asText())
        .isEqualTo("Version is not ready to be submitted yet, please try again later.");
  }

  private static void assertNotReviewable(Caller.Reply refused, String version) {
    JsonNode top = refused.json().path("errors").path(0);
    assertThat(top.path("code").asText()).isEqualTo("STATE_ERROR.ENTITY_STATE_INVALID");
    assertThat(top.path("title").asText())
        .isEqualTo("appStoreVersions with id '" + version + "' is not in valid state.");
    assertThat(top.path("detail").asText())
        .isEqualTo("This resource cannot be reviewed, please check associated errors to see why.");
  }

  @ParameterizedTest
  @CsvSource({
    "appStoreVersionLocalizations, description",
    "appStoreVersionLocalizations, keywords",
    "appStoreVersionLocalizations, supportUrl",
    "appStoreVersionLocalizations, whatsNew",
    "appStoreVersions, copyright",
    "appStoreReviewDetails, contactFirstName",
    "appStoreReviewDetails, contactLastName",
    "appStoreReviewDetails, contactPhone",
    "appStoreReviewDetails, contactEmail",
    "appInfoLocalizations, privacyPolicyUrl",
    "ageRatingDeclarations, parentalControls",
    "ageRatingDeclarations, contests",
    "apps, contentRightsDeclaration",
  })
  void namesEachThingThatIsMissing(String type, String attribute) {
    String version = caller.readyVersion(app);
    String info = simulator.snapshot().appInfos().getLast().id();
    String id =
        switch (type) {
          case "appStoreVersions" -> version;
          case "apps" -> app.id();
          case "appStoreReviewDetails" ->
              caller.get("/v1/appStoreVersions/" + version + "/appStoreReviewDetail").id();
          case "appInfoLocalizations" ->
              caller.get("/v1/appInfos/" + info + "/appInfoLocalizations").ids().getFirst();
          case "ageRatingDeclarations" ->
              caller.get("/v1/appInfos/" + info + "/ageRatingDeclaration").id();
          default ->
              caller
                  .get("/v1/appStoreVersions/" + version + "/appStoreVersionLocalizations")
                  .ids()
                  .getFirst();
        };
    assertThat(caller.update(type, id, "'" + attribute + "':null").status()).isEqualTo(200);
    Caller.Reply refused = caller.addItem(caller.createSubmission(app.id()).id(), version);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("STATE_ERROR.ENTITY_STATE_INVALID");
    assertThat(associated(refused)).hasSize(1);
    assertNotReviewable(refused, version);
    JsonNode error = associated(refused).path("/v1/" + type + "/" + id);
    assertThat(error).hasSize(1);
    assertThat(error.path(0).path("code").asText()).isEqualTo("ENTITY_ERROR.ATTRIBUTE.REQUIRED");
    assertThat(error.path(0).path("source").path("pointer").asText())
        .isEqualTo("/data/attributes/" + attribute);
  }

  /// apple-2026.md, 3: "must be answered for any version since September 2026".
  @ParameterizedTest
  @CsvSource({"2026-09-01T00:00:00Z, 201", "2026-09-08T00:00:00Z, 409"})
  void wantsAnAnswerAboutSocialMediaSinceSeptember(Instant now, int status) {
    clock.set(now);
    String version = caller.readyVersion(app);
    String info = simulator.snapshot().appInfos().getLast().id();
    String rating = caller.get("/v1/appInfos/" + info + "/ageRatingDeclaration").id();
    caller.update("ageRatingDeclarations", rating, "'socialMedia':null");

    Caller.Reply reply = caller.addItem(caller.createSubmission(app.id()).id(), version);

    assertThat(reply.status()).isEqualTo(status);
    if (status == 409) {
      assertThat(associated(reply).path("/v1/ageRatingDeclarations/" + rating))
          .extracting(one -> one.path("source").path("pointer").asText())
          .containsExactly("/data/attributes/socialMedia");
    }
  }

  @Test
  void wantsTheDemoAccountWhenItIsRequired() {
    String version = caller.readyVersion(app);
    String detail = caller.get("/v1/appStoreVersions/" + version + "/appStoreReviewDetail").id();
    caller.update("appStoreReviewDetails", detail, "'demoAccountRequired':true");
    Caller.Reply refused = caller.addItem(caller.createSubmission(app.id()).id(), version);
    assertThat(associated(refused).path("/v1/appStoreReviewDetails/" + detail))
        .extracting(one -> one.path("source").path("pointer").asText())
        .containsExactly(
            "/data/attributes/demoAccountName", "/data/attributes/demoAccountPassword");
  }

  @Test
  void listsOneThingAtATimeWhenTold() {
    simulator.guesses().turn(Guess.ONLY_FIRST_UNMET);
    String version = caller.readyVersion(app);
    String id =
        caller
            .get("/v1/appStoreVersions/" + version + "/appStoreVersionLocalizations")
            .ids()
            .getFirst();
    caller.update("appStoreVersionLocalizations", id, "'description':null,'keywords':null");
    caller.update("appStoreVersions", version, "'copyright':null");
    String submission = caller.createSubmission(app.id()).id();
    assertThat(associated(caller.addItem(submission, version)).findValuesAsText("pointer"))
        .containsExactly("/data/attributes/description");
    caller.update("appStoreVersionLocalizations", id, "'description':'Long enough again'");
    assertThat(associated(caller.addItem(submission, version)).findValuesAsText("pointer"))
        .containsExactly("/data/attributes/keywords");
    caller.update("appStoreVersionLocalizations", id, "'keywords':'a,b'");
    caller.update("appStoreVersions", version, "'copyright':'2026 Example'");
    assertThat(caller.addItem(submission, version).status()).isEqualTo(201);
  }

  @Test
  void pausesAPhasedReleaseForThirtyDaysInTotal() {
    simulator.guesses().turn(Guess.PAUSE_WITHIN_30_DAYS);
    String version = caller.readyVersion(app);
    String phased =
        caller
            .create(
                "appStoreVersionPhasedReleases",
                "'phasedReleaseState':'INACTIVE'",
                "appStoreVersion",
                "appStoreVersions",
                version)
            .id();
    String submission = caller.createSubmission(app.id()).id();
    caller.addItem(submission, version);
    caller.patchSubmission(submission, "'submitted':true");
    simulator.reviews().approve(version);
    clock.advance(Duration.ofMinutes(2));
    assertThat(phase(phased, "PAUSED").status()).isEqualTo(200);
    clock.advance(Duration.ofDays(29));
    assertThat(phasedState(version)).isEqualTo("PAUSED");
    assertThat(phase(phased, "ACTIVE").attribute("totalPauseDuration").asInt()).isEqualTo(29);
    assertThat(phase(phased, "PAUSED").status()).isEqualTo(200);
    clock.advance(Duration.ofDays(1));
    assertThat(phasedState(version)).isEqualTo("ACTIVE");
    assertThat(phase(phased, "PAUSED").status()).isEqualTo(409);
    assertThat(phase(phased, "COMPLETE").status()).isEqualTo(200);
    assertThat(phase(phased, "ACTIVE").status()).isEqualTo(409);
  }

  private Caller.Reply phase(String id, String state) {
    return caller.update(
        "appStoreVersionPhasedReleases", id, "'phasedReleaseState':'" + state + "'");
  }

  private String phasedState(String version) {
    return caller
        .get("/v1/appStoreVersions/" + version + "/appStoreVersionPhasedRelease")
        .attribute("phasedReleaseState")
        .asText();
  }
}
