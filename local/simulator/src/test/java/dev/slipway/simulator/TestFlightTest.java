package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestFlightTest {
  private static final String NO_ENCRYPTION = "<key>ITSAppUsesNonExemptEncryption</key><false/>";

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
    app =
        simulator.createApp(
            NewApp.of("com.example.app", "Example")
                .liveVersion("1.0", "1")
                .locales("en-US", "de-DE")
                .betaGroup("Team", true)
                .betaGroup("Public", false)
                .betaGroupWithAllBuilds("Everybody inside"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private String group(String name) {
    return caller
        .get(
            "/v1/betaGroups?filter%5Bapp%5D="
                + app.id()
                + "&filter%5Bname%5D="
                + name.replace(" ", "%20"))
        .ids()
        .getFirst();
  }

  private Caller.Reply add(Caller who, String group, String build) {
    return who.post(
        "/v1/betaGroups/" + group + "/relationships/builds", Caller.linkage("builds", build));
  }

  private Caller.Reply submit(String build) {
    return caller.create("betaAppReviewSubmissions", "", "build", "builds", build);
  }

  private String states(String build) {
    Caller.Reply detail = caller.get("/v1/builds/" + build + "/buildBetaDetail");
    return detail.attribute("internalBuildState").asText()
        + " "
        + detail.attribute("externalBuildState").asText();
  }

  @Test
  void takesABuildThroughBetaReviewToExternalTesters() {
    String build = caller.validBuild(app, "1.1", "2", NO_ENCRYPTION);
    assertThat(states(build)).isEqualTo("IN_BETA_TESTING READY_FOR_BETA_SUBMISSION");
    assertThat(add(caller, group("Public"), build).status()).isEqualTo(204);
    assertThat(add(caller, group("Public"), build).status()).isEqualTo(204);
    Caller.Reply submitted = submit(build);
    assertThat(submitted.status()).isEqualTo(201);
    assertThat(submitted.attribute("betaReviewState").asText()).isEqualTo("WAITING_FOR_REVIEW");
    assertThat(submitted.attribute("submittedDate").asText())
        .isEqualTo("2026-03-01T10:04:00-08:00");
    assertThat(states(build)).endsWith(" WAITING_FOR_BETA_REVIEW");
    Caller.Reply again = submit(build);
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.code()).isEqualTo("ENTITY_UNPROCESSABLE.INVALID_QC_STATE");
    simulator.reviews().startBetaReview(build);
    assertThat(states(build)).endsWith(" IN_BETA_REVIEW");
    simulator.reviews().approveBeta(submitted.id());
    assertThat(states(build)).endsWith(" IN_BETA_TESTING");
    assertThat(
            caller
                .get("/v1/betaAppReviewSubmissions?filter%5Bbuild%5D=" + build)
                .data()
                .path(0)
                .path("attributes")
                .path("betaReviewState")
                .asText())
        .isEqualTo("APPROVED");
    assertThat(caller.get("/v1/betaGroups/" + group("Public") + "/builds").ids())
        .containsExactly(build);
    assertThat(
            caller
                .get(
                    "/v1/builds?filter%5Bapp%5D="
                        + app.id()
                        + "&filter%5BbetaAppReviewSubmission.betaReviewState%5D=APPROVED"
                        + "&include=buildBetaDetail,betaAppReviewSubmission,betaGroups,betaBuildLocalizations")
                .json()
                .path("included"))
        .extracting(one -> one.path("type").asText())
        .containsExactlyInAnyOrder(
            "buildBetaDetails",
            "betaAppReviewSubmissions",
            "betaGroups",
            "betaGroups",
            "betaBuildLocalizations");
    Snapshot.Build now = simulator.snapshot().builds().getLast();
    assertThat(now.betaReviewState()).isEqualTo("APPROVED");
    assertThat(now.betaGroupNames()).containsExactly("Everybody inside", "Public");
    assertThat(
            caller
                .send(
                    "DELETE",
                    "/v1/betaGroups/" + group("Public") + "/relationships/builds",
                    Caller.linkage("builds", build))
                .status())
        .isEqualTo(204);
    assertThat(states(build)).endsWith(" BETA_APPROVED");
    clock.advance(Duration.ofDays(90));
    assertThat(states(build)).isEqualTo("EXPIRED EXPIRED");
    assertThat(add(caller, group("Public"), build).status()).isEqualTo(422);
  }

  @Test
  void showsThatBetaReviewRejected() {
    String build = caller.validBuild(app, "1.1", "2", NO_ENCRYPTION);
    submit(build);
    simulator.reviews().rejectBeta(build);
    assertThat(states(build)).endsWith(" BETA_REJECTED");
    assertThat(submit(build).status()).isEqualTo(422);
    assertThatThrownBy(() -> simulator.reviews().approveBeta(build))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("REJECTED");
    assertThatThrownBy(() -> simulator.reviews().startBetaReview("nothing"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void reviewsByItselfWhenScripted() {
    String build = caller.validBuild(app, "1.1", "2", NO_ENCRYPTION);
    submit(build);
    simulator.reviews().script(ReviewScript.approve(Duration.ofHours(3), Duration.ofHours(1)));
    clock.advance(Duration.ofHours(3));
    assertThat(states(build)).endsWith(" IN_BETA_REVIEW");
    clock.advance(Duration.ofHours(1));
    assertThat(states(build)).endsWith(" BETA_APPROVED");
    String next = caller.validBuild(app, "1.1", "3", NO_ENCRYPTION);
    simulator.reviews().script(ReviewScript.reject(Duration.ofHours(3), Duration.ofHours(1)));
    submit(next);
    clock.advance(Duration.ofDays(1));
    assertThat(states(next)).endsWith(" BETA_REJECTED");
  }

  @Test
  void reviewsOneBuildOfAVersionAtATime() {
    String first = caller.validBuild(app, "1.1", "2", NO_ENCRYPTION);
    String second = caller.validBuild(app, "1.1", "3", NO_ENCRYPTION);
    String other = caller.validBuild(app, "1.2", "4", NO_ENCRYPTION);
    assertThat(submit(first).status()).isEqualTo(201);
    assertThat(submit(second).code()).isEqualTo("ENTITY_UNPROCESSABLE.ANOTHER_BUILD_IN_REVIEW");
    assertThat(submit(other).status()).isEqualTo(201);
    simulator.reviews().approveBeta(first);
    assertThat(submit(second).status()).isEqualTo(201);
  }

  @Test
  void takesNoBuildThatIsNotProcessedOrHasNoExportCompliance() {
    String upload =
        caller.upload(app.id(), "1.1", "2", Caller.ipa("com.example.app", "1.1", "2", ""));
    clock.advance(Duration.ofSeconds(60));
    String build =
        caller
            .get("/v1/buildUploads/" + upload + "?include=build")
            .json()
            .path("included")
            .path(0)
            .path("id")
            .asText();
    assertThat(states(build)).isEqualTo("PROCESSING PROCESSING");
    assertThat(add(caller, group("Team"), build).status()).isEqualTo(422);
    assertThat(submit(build).code()).startsWith("ENTITY_UNPROCESSABLE");
    clock.advance(Duration.ofMinutes(3));
    assertThat(states(build)).isEqualTo("MISSING_EXPORT_COMPLIANCE MISSING_EXPORT_COMPLIANCE");
    assertThat(add(caller, group("Team"), build).status()).isEqualTo(422);
    assertThat(submit(build).status()).isEqualTo(422);
    assertThat(caller.update("builds", build, "'usesNonExemptEncryption':false").status())
        .isEqualTo(200);
    assertThat(states(build)).isEqualTo("IN_BETA_TESTING READY_FOR_BETA_SUBMISSION");
    assertThat(add(caller, group("Team"), build).status()).isEqualTo(204);
    simulator.faults().add(Fault.invalidBinary());
    assertThat(states(caller.validBuild(app, "1.1", "3", NO_ENCRYPTION)))
        .isEqualTo("PROCESSING_EXCEPTION PROCESSING_EXCEPTION");
  }

  @Test
  void takesNoBuildByHandIntoAGroupThatGetsAll() {
    String build = caller.validBuild(app, "1.1", "2", NO_ENCRYPTION);
    Caller.Reply reply = add(caller, group("Everybody inside"), build);
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.code()).isEqualTo("ENTITY_UNPROCESSABLE");
    assertThat(reply.text()).contains("Cannot add internal group to a build.");
  }

  @Test
  void letsADeveloperHaveInternalGroupsOnly() {
    String build = caller.validBuild(app, "1.1", "2", NO_ENCRYPTION);
    Caller developer = new Caller(simulator, simulator.createKey(KeyRole.DEVELOPER));
    assertThat(add(developer, group("Public"), build).status()).isEqualTo(403);
    assertThat(add(developer, group("Team"), build).status()).isEqualTo(204);
    assertThat(
            developer
                .post(
                    "/v1/builds/" + build + "/relationships/betaGroups",
                    Caller.linkage("betaGroups", group("Public")))
                .status())
        .isEqualTo(403);
    assertThat(developer.create("betaGroups", "'name':'Mine'", "app", "apps", app.id()).status())
        .isEqualTo(403);
    assertThat(
            developer
                .create(
                    "betaGroups", "'name':'Mine','isInternalGroup':true", "app", "apps", app.id())
                .status())
        .isEqualTo(201);
    assertThat(developer.create("betaAppReviewSubmissions", "", "build", "builds", build).status())
        .isEqualTo(403);
    assertThat(
            developer
                .create(
                    "betaBuildLocalizations",
                    "'locale':'de-DE','whatsNew':'Neu'",
                    "build",
                    "builds",
                    build)
                .status())
        .isEqualTo(403);
    Caller support = new Caller(simulator, simulator.createKey(KeyRole.CUSTOMER_SUPPORT));
    assertThat(add(support, group("Team"), build).status()).isEqualTo(403);
  }

  @Test
  void makesAndDeletesGroups() {
    simulator.guesses().turn(Guess.GROUP_NAME_ONCE);
    String build = caller.validBuild(app, "1.1", "2", NO_ENCRYPTION);
    Caller.Reply made = caller.create("betaGroups", "'name':'Friends'", "app", "apps", app.id());
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.attribute("isInternalGroup").asBoolean(true)).isFalse();
    assertThat(caller.create("betaGroups", "'name':'Friends'", "app", "apps", app.id()).code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    assertThat(
            caller
                .create(
                    "betaGroups",
                    "'name':'All','hasAccessToAllBuilds':true",
                    "app",
                    "apps",
                    app.id())
                .status())
        .isEqualTo(409);
    assertThat(
            caller
                .post(
                    "/v1/builds/" + build + "/relationships/betaGroups",
                    Caller.linkage("betaGroups", made.id(), group("Team")))
                .status())
        .isEqualTo(204);
    assertThat(caller.get("/v1/builds?filter%5BbetaGroups%5D=" + made.id()).ids())
        .containsExactly(build);
    assertThat(caller.update("betaGroups", made.id(), "'name':'Team'").status()).isEqualTo(409);
    assertThat(caller.update("betaGroups", made.id(), "'name':'Family'").status()).isEqualTo(200);
    assertThat(caller.delete("/v1/betaGroups/" + made.id()).status()).isEqualTo(204);
    assertThat(simulator.snapshot().builds().getLast().betaGroupNames())
        .containsExactly("Everybody inside", "Team");
    assertThat(
            caller
                .send(
                    "DELETE",
                    "/v1/builds/" + build + "/relationships/betaGroups",
                    Caller.linkage("betaGroups", group("Team")))
                .status())
        .isEqualTo(204);
    assertThat(simulator.snapshot().builds().getLast().betaGroupNames())
        .containsExactly("Everybody inside");
    SimulatedApp other = simulator.createApp(NewApp.of("com.example.other", "Other"));
    String foreign = caller.create("betaGroups", "'name':'Far'", "app", "apps", other.id()).id();
    assertThat(add(caller, foreign, build).code()).isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID");
  }

  @Test
  void holdsWhatToTestPerLocale() {
    simulator.guesses().turn(Guess.PRIMARY_LOCALIZATION_STAYS);
    String build = caller.validBuild(app, "1.1", "2", NO_ENCRYPTION);
    Caller.Reply there = caller.get("/v1/builds/" + build + "/betaBuildLocalizations");
    assertThat(there.ids()).hasSize(1);
    assertThat(
            caller
                .create("betaBuildLocalizations", "'locale':'en-US'", "build", "builds", build)
                .code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    assertThat(
            caller
                .update("betaBuildLocalizations", there.ids().getFirst(), "'whatsNew':'Try it'")
                .status())
        .isEqualTo(200);
    assertThat(
            caller
                .update(
                    "betaBuildLocalizations",
                    there.ids().getFirst(),
                    "'whatsNew':'" + "x".repeat(4001) + "'")
                .status())
        .isEqualTo(409);
    Caller.Reply german =
        caller.create(
            "betaBuildLocalizations",
            "'locale':'de-DE','whatsNew':'Bitte testen'",
            "build",
            "builds",
            build);
    assertThat(german.status()).isEqualTo(201);
    assertThat(
            caller
                .create("betaBuildLocalizations", "'locale':'tlh'", "build", "builds", build)
                .code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(caller.get("/v1/betaBuildLocalizations?filter%5Bbuild%5D=" + build).ids())
        .hasSize(2);
    assertThat(
            caller
                .create("betaBuildLocalizations", "'locale':'fr-FR'", "build", "builds", build)
                .code())
        .as("the app has no French in TestFlight")
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(simulator.snapshot().builds().getLast().whatToTest())
        .extracting(one -> one.locale() + " " + one.texts().get("whatsNew"))
        .containsExactly("en-US Try it", "de-DE Bitte testen");
    assertThat(caller.delete("/v1/betaBuildLocalizations/" + there.ids().getFirst()).status())
        .isEqualTo(409);
    assertThat(caller.delete("/v1/betaBuildLocalizations/" + german.id()).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contactPhone", "description", "feedbackEmail"})
  void wantsTestInformationForBetaReview(String missing) {
    String build = caller.validBuild(app, "1.1", "2", NO_ENCRYPTION);
    if (missing.startsWith("contact")) {
      String detail = caller.get("/v1/apps/" + app.id() + "/betaAppReviewDetail").id();
      assertThat(caller.update("betaAppReviewDetails", detail, "'" + missing + "':null").status())
          .isEqualTo(200);
    } else {
      String text =
          caller
              .get(
                  "/v1/betaAppLocalizations?filter%5Bapp%5D="
                      + app.id()
                      + "&filter%5Blocale%5D=en-US")
              .ids()
              .getFirst();
      assertThat(caller.update("betaAppLocalizations", text, "'" + missing + "':null").status())
          .isEqualTo(200);
    }
    Caller.Reply reply = submit(build);
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.code())
        .isEqualTo(
            missing.equals("description")
                ? "ENTITY_UNPROCESSABLE.MISSING_BETA_APP_DESCRIPTION"
                : "ENTITY_UNPROCESSABLE.MISSING_REQUIRED_DATA");
    assertThat(reply.text().contains("Beta App Description is missing."))
        .isEqualTo(missing.equals("description"));
    assertThat(states(build)).endsWith(" READY_FOR_BETA_SUBMISSION");
  }

  @Test
  void watchesTestInformation() {
    String detail =
        caller.get("/v1/betaAppReviewDetails?filter%5Bapp%5D=" + app.id()).ids().getFirst();
    assertThat(caller.update("betaAppReviewDetails", detail, "'contactPhone':'030'").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_PHONE_NUMBER");
    assertThat(
            caller
                .update(
                    "betaAppReviewDetails",
                    detail,
                    "'demoAccountRequired':true,'demoAccountName':'demo','demoAccountPassword':null")
                .status())
        .isEqualTo(200);
    assertThat(submit(caller.validBuild(app, "1.1", "2", NO_ENCRYPTION)).code())
        .isEqualTo("ENTITY_UNPROCESSABLE.MISSING_REQUIRED_DATA");
    Caller.Reply french =
        caller.create(
            "betaAppLocalizations",
            "'locale':'fr-FR','description':'Essayez','feedbackEmail':'a@example.com'",
            "app",
            "apps",
            app.id());
    assertThat(french.status()).isEqualTo(201);
    assertThat(
            caller
                .create("betaAppLocalizations", "'locale':'fr-FR'", "app", "apps", app.id())
                .code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    assertThat(
            caller
                .create("betaAppLocalizations", "'locale':'FR-fr'", "app", "apps", app.id())
                .text())
        .contains("There is an entity with same 'locale'");
    assertThat(
            caller.create("betaAppLocalizations", "'locale':'xx'", "app", "apps", app.id()).text())
        .contains("The 'locale' value is invalid.");
    assertThat(
            caller
                .get(
                    "/v1/betaAppLocalizations?filter%5Bapp%5D="
                        + app.id()
                        + "&filter%5Blocale%5D=fr-fr")
                .ids())
        .containsExactly(french.id());
    assertThat(
            caller.update("betaAppLocalizations", french.id(), "'feedbackEmail':'nobody'").status())
        .isEqualTo(409);
    assertThat(caller.delete("/v1/betaAppLocalizations/" + french.id()).status()).isEqualTo(204);
    String build = simulator.snapshot().builds().getLast().id();
    Caller.Reply quiet = caller.update("buildBetaDetails", build, "'autoNotifyEnabled':false");
    assertThat(quiet.attribute("autoNotifyEnabled").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"false, 6", "true, 4"})
  void acceptsSomeBetaReviewsADay(boolean turned, int most) {
    if (turned) {
      simulator.guesses().turn(Guess.FOUR_BETA_REVIEWS_A_DAY);
    }
    for (int build = 1; build <= most; build++) {
      assertThat(submit(caller.validBuild(app, "1." + build, "" + build, NO_ENCRYPTION)).status())
          .isEqualTo(201);
    }
    String next = caller.validBuild(app, "1.9", "9", NO_ENCRYPTION);
    assertThat(submit(next).code()).isEqualTo("ENTITY_UNPROCESSABLE.SUBMISSION_LIMIT_REACHED");
    clock.advance(Duration.ofHours(24));
    assertThat(submit(next).status()).isEqualTo(201);
  }

  @Test
  void wantsTheAgeRatingForBetaReview() {
    SimulatedApp unrated =
        simulator.createApp(NewApp.of("com.example.unrated", "Unrated").incomplete());
    String detail = caller.get("/v1/apps/" + unrated.id() + "/betaAppReviewDetail").id();
    caller.update(
        "betaAppReviewDetails",
        detail,
        "'contactFirstName':'A','contactLastName':'B','contactPhone':'+1 415 555 0122',"
            + "'contactEmail':'a@example.com'");
    caller.create(
        "betaAppLocalizations",
        "'locale':'en-US','description':'Try it','feedbackEmail':'a@example.com'",
        "app",
        "apps",
        unrated.id());
    Caller.Reply reply = submit(caller.validBuild(unrated, "1.0", "1", NO_ENCRYPTION));
    assertThat(reply.code()).isEqualTo("ENTITY_UNPROCESSABLE.MISSING_REQUIRED_DATA");
  }

  @Test
  void takesABuildForExternalTestersAWhileAfterItIsValidWhenTurned() {
    simulator.guesses().turn(Guess.BETA_REVIEW_AT_ONCE, Guess.EXTERNAL_GROUP_AT_ONCE);
    String build = caller.validBuild(app, "1.1", "2", "");
    assertThat(add(caller, group("Public"), build).text())
        .contains("Build is not in an externally assignable state.");
    caller.update("builds", build, "'usesNonExemptEncryption':false");
    assertThat(add(caller, group("Public"), build).text())
        .contains("Build is not in an externally assignable state.");
    assertThat(add(caller, group("Team"), build).status()).isEqualTo(204);
    assertThat(submit(build).code()).isEqualTo("ENTITY_UNPROCESSABLE.INVALID_QC_STATE");
    clock.advance(Duration.ofSeconds(15));
    assertThat(add(caller, group("Public"), build).status()).isEqualTo(204);
    clock.advance(Duration.ofSeconds(75));
    assertThat(submit(build).status()).isEqualTo(201);
  }
}
