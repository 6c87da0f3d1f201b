package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VersionTest {
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
                .locales("en-US", "de-DE"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private String validBuild(String version, String build) {
    String upload =
        caller.upload(app.id(), version, build, Caller.ipa("com.example.app", version, build));
    clock.advance(Duration.ofMinutes(4));
    return caller
        .get("/v1/buildUploads/" + upload + "?include=build")
        .json()
        .path("included")
        .path(0)
        .path("id")
        .asText();
  }

  private Caller.Reply patchVersion(String id, String attributes) {
    return caller.patch(
        "/v1/appStoreVersions/" + id,
        "{'data':{'type':'appStoreVersions','id':'" + id + "','attributes':{" + attributes + "}}}");
  }

  @Test
  void copiesWhatThePreviousVersionHadButNotWhatsNew() {
    Caller.Reply version = caller.createVersion(app.id(), "1.1", "");
    assertThat(version.attribute("appVersionState").asText()).isEqualTo("PREPARE_FOR_SUBMISSION");
    assertThat(version.attribute("releaseType").asText()).isEqualTo("AFTER_APPROVAL");
    assertThat(version.attribute("copyright").asText()).contains("Example");
    JsonNode localizations =
        caller.get("/v1/appStoreVersions/" + version.id() + "/appStoreVersionLocalizations").data();
    assertThat(localizations).hasSize(2);
    for (JsonNode localization : localizations) {
      assertThat(localization.path("attributes").path("description").asText()).isNotEmpty();
      assertThat(localization.path("attributes").path("whatsNew").isNull()).isTrue();
      assertThat(
              caller
                  .get(
                      "/v1/appStoreVersionLocalizations/"
                          + localization.path("id").asText()
                          + "/appScreenshotSets")
                  .ids())
          .hasSize(2);
    }
    assertThat(
            caller
                .get("/v1/appStoreVersions/" + version.id() + "/appStoreReviewDetail")
                .attribute("contactEmail")
                .asText())
        .isNotEmpty();
    assertThat(caller.get("/v1/apps/" + app.id() + "/appInfos").data())
        .extracting(info -> info.path("attributes").path("state").asText())
        .containsExactly("READY_FOR_DISTRIBUTION", "PREPARE_FOR_SUBMISSION");
  }

  @Test
  void allowsOneUnreleasedVersion() {
    assertThat(caller.createVersion(app.id(), "1.0", "").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    assertThat(caller.createVersion(app.id(), "1.0.0", "").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    simulator.guesses().turn(Guess.LOWER_VERSION_STRING);
    assertThat(caller.createVersion(app.id(), "0.9", "").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(caller.createVersion(app.id(), "one", "").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(caller.createVersion(app.id(), "1.1", "").status()).isEqualTo(201);
    assertThat(caller.createVersion(app.id(), "1.2", "").codes())
        .containsExactly("ENTITY_ERROR.RELATIONSHIP.INVALID");
    assertThat(caller.createVersion(app.id(), "1.1", "").codes())
        .containsExactly(
            "ENTITY_ERROR.RELATIONSHIP.INVALID", "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
  }

  /// review-live.md, A7.
  @Test
  void takesALowerVersionString() {
    assertThat(caller.createVersion(app.id(), "0.9", "").status()).isEqualTo(201);
  }

  /// review-live.md, A20.
  @Test
  void schedulesOnWholeHours() {
    assertThat(caller.createVersion(app.id(), "1.1", ",'releaseType':'SCHEDULED'").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.REQUIRED");
    assertThat(
            caller
                .createVersion(
                    app.id(),
                    "1.1",
                    ",'releaseType':'SCHEDULED','earliestReleaseDate':'2026-03-02T10:30:00Z'")
                .text())
        .contains("\"ENTITY_ERROR.ATTRIBUTE.INVALID\"")
        .contains("The attribute 'earliestReleaseDate' only allows hour precision");
    simulator.guesses().turn(Guess.PAST_RELEASE_DATE);
    assertThat(
            caller
                .createVersion(
                    app.id(),
                    "1.1",
                    ",'releaseType':'SCHEDULED','earliestReleaseDate':'2026-02-02T10:00:00Z'")
                .code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(
            caller
                .createVersion(
                    app.id(),
                    "1.1",
                    ",'releaseType':'MANUAL','earliestReleaseDate':'2026-03-02T10:00:00Z'")
                .code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    assertThat(
            caller
                .createVersion(
                    app.id(),
                    "1.1",
                    ",'releaseType':'SCHEDULED','earliestReleaseDate':'2026-03-02T10:00:00-08:00'")
                .status())
        .isEqualTo(201);
  }

  @Test
  void attachesOnlyFittingBuilds() {
    String version = caller.createVersion(app.id(), "1.1", "").id();
    assertThat(caller.attach(version, "nonsense").code())
        .isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID");
    String old = simulator.snapshot().builds().getFirst().id();
    assertThat(caller.attach(version, old).code())
        .isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE");
    String build = validBuild("1.1", "2");
    assertThat(caller.attach(version, build).status()).isEqualTo(204);
    assertThat(caller.get("/v1/appStoreVersions/" + version + "/relationships/build").id())
        .isEqualTo(build);
    assertThat(
            caller
                .patch("/v1/appStoreVersions/" + version + "/relationships/build", "{'data':null}")
                .status())
        .isEqualTo(204);
    assertThat(caller.get("/v1/appStoreVersions/" + version + "/build").data().isNull()).isTrue();
    simulator.faults().add(Fault.invalidBinary());
    String invalid = validBuild("1.1", "3");
    assertThat(caller.attach(version, invalid).status()).isEqualTo(409);
  }

  @Test
  void renamesAnEditableVersionAndKeepsItsBuild() {
    String version = caller.createVersion(app.id(), "1.1", "").id();
    String build = validBuild("1.1", "2");
    assertThat(caller.attach(version, build).status()).isEqualTo(204);
    Caller.Reply renamed = patchVersion(version, "'versionString':'1.2','releaseType':'MANUAL'");
    assertThat(renamed.attribute("versionString").asText()).isEqualTo("1.2");
    assertThat(renamed.attribute("releaseType").asText()).isEqualTo("MANUAL");
    assertThat(caller.get("/v1/appStoreVersions/" + version + "/build").id()).isEqualTo(build);
    assertThat(patchVersion(version, "'versionString':'1.0'").status()).isEqualTo(409);
  }

  /// review-live.md, A23 and C: one sentence for whatever keeps a build from a version.
  @Test
  void doesNotAttachABuildOfAnotherVersionString() {
    String version = caller.createVersion(app.id(), "1.2", "").id();
    String build = validBuild("1.1", "2");
    Caller.Reply refused = caller.attach(version, build);
    assertThat(refused.code()).isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE");
    assertThat(refused.text()).contains("The specified pre-release build could not be added.");
    assertThat(caller.get("/v1/appStoreVersions/" + version + "/build").data().isNull()).isTrue();
    assertThat(patchVersion(version, "'versionString':'1.1.0'").status()).isEqualTo(200);
    assertThat(caller.attach(version, build).status()).isEqualTo(204);
  }

  /// media-live.md, 3.3.
  @Test
  void answersThatItMadeAChangeWhenToldToIgnoreIt() {
    String version = caller.createVersion(app.id(), "1.1", "").id();
    simulator.faults().add(Fault.ignoredChange().on("PATCH", "/v1/appStoreVersions/{id}"));
    Caller.Reply ignored = patchVersion(version, "'versionString':'1.2'");
    assertThat(ignored.status()).isEqualTo(200);
    assertThat(ignored.attribute("versionString").asText()).isEqualTo("1.1");
    assertThat(patchVersion(version, "'versionString':'1.2'").attribute("versionString").asText())
        .isEqualTo("1.2");
  }

  /// review-live.md, A6.
  @Test
  void deletesOnlyWhatWasNeverBuilt() {
    String draft = caller.createVersion(app.id(), "1.1", "").id();
    assertThat(caller.delete("/v1/appStoreVersions/" + draft).text())
        .contains("Only the first version of any platform can be deleted.")
        .contains("A version cannot be deleted if any build has been uploaded for the platform.")
        .doesNotContain("The last version of an app");
    SimulatedApp first = simulator.createApp(NewApp.of("com.example.first", "First"));
    String only = caller.get("/v1/apps/" + first.id() + "/appStoreVersions").ids().getFirst();
    Caller.Reply refused = caller.delete("/v1/appStoreVersions/" + only);
    assertThat(refused.codes()).containsOnly("STATE_ERROR");
    assertThat(refused.text()).contains("The last version of an app cannot be deleted.");
    String tv =
        caller
            .post(
                "/v1/appStoreVersions",
                "{'data':{'type':'appStoreVersions','attributes':{'platform':'TV_OS','versionString':'1.0'},'relationships':{'app':{'data':{'type':'apps','id':'"
                    + first.id()
                    + "'}}}}}")
            .id();
    assertThat(caller.delete("/v1/appStoreVersions/" + tv).status()).isEqualTo(204);
  }

  @Test
  void locksLiveVersions() {
    String live = simulator.snapshot().appStoreVersions().getFirst().id();
    assertThat(patchVersion(live, "'copyright':'x'").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE");
    String localization =
        caller
            .get("/v1/appStoreVersions/" + live + "/appStoreVersionLocalizations")
            .ids()
            .getFirst();
    assertThat(patchLocalization(localization, "'promotionalText':'Now even better'").status())
        .isEqualTo(200);
    assertThat(patchLocalization(localization, "'description':'Something else entirely'").status())
        .isEqualTo(409);
  }

  private Caller.Reply patchLocalization(String id, String attributes) {
    return caller.patch(
        "/v1/appStoreVersionLocalizations/" + id,
        "{'data':{'type':'appStoreVersionLocalizations','id':'"
            + id
            + "','attributes':{"
            + attributes
            + "}}}");
  }

  private Caller.Reply createLocalization(String version, String locale, String attributes) {
    return caller.post(
        "/v1/appStoreVersionLocalizations",
        "{'data':{'type':'appStoreVersionLocalizations','attributes':{'locale':'"
            + locale
            + "'"
            + attributes
            + "},'relationships':{'appStoreVersion':{'data':{'type':'appStoreVersions','id':'"
            + version
            + "'}}}}}");
  }

  @Test
  void watchesLocalizations() {
    String version = caller.createVersion(app.id(), "1.1", "").id();
    assertThat(createLocalization(version, "en-US", "").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    assertThat(createLocalization(version, "tlh", "").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID");
    Caller.Reply french = createLocalization(version, "fr-FR", ",'whatsNew':'Du nouveau'");
    assertThat(french.status()).isEqualTo(201);
    assertThat(
            caller
                .get("/v1/apps/" + app.id() + "/appInfos?include=appInfoLocalizations")
                .json()
                .path("included"))
        .extracting(one -> one.path("attributes").path("locale").asText())
        .contains("fr-FR");
    assertThat(patchLocalization(french.id(), "'keywords':'" + "k".repeat(101) + "'").status())
        .isEqualTo(409);
    assertThat(patchLocalization(french.id(), "'supportUrl':'example'").status()).isEqualTo(409);
    assertThat(patchLocalization(french.id(), "'locale':'it'").code())
        .isEqualTo("ENTITY_ERROR.ATTRIBUTE.NOT_ALLOWED");
    assertThat(caller.delete("/v1/appStoreVersionLocalizations/" + french.id()).status())
        .isEqualTo(204);
  }

  @Test
  void refusesWhatsNewOnAFirstVersion() {
    SimulatedApp first = simulator.createApp(NewApp.of("com.example.first", "First"));
    String version = caller.get("/v1/apps/" + first.id() + "/appStoreVersions").ids().getFirst();
    String localization =
        caller
            .get("/v1/appStoreVersions/" + version + "/appStoreVersionLocalizations")
            .ids()
            .getFirst();
    Caller.Reply reply = patchLocalization(localization, "'whatsNew':'Everything'");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("STATE_ERROR");
    assertThat(phasedRelease(version, "INACTIVE").status()).isEqualTo(409);
    assertThat(caller.delete("/v1/appStoreVersions/" + version).status()).isEqualTo(409);
  }

  private Caller.Reply phasedRelease(String version, String state) {
    return caller.post(
        "/v1/appStoreVersionPhasedReleases",
        "{'data':{'type':'appStoreVersionPhasedReleases','attributes':{'phasedReleaseState':'"
            + state
            + "'},'relationships':{'appStoreVersion':{'data':{'type':'appStoreVersions','id':'"
            + version
            + "'}}}}}");
  }

  @Test
  void hasOneReviewDetailAndOnePhasedRelease() {
    simulator.guesses().turn(Guess.ONE_REVIEW_DETAIL, Guess.ONE_PHASED_RELEASE);
    String version = caller.createVersion(app.id(), "1.1", "").id();
    String body =
        "{'data':{'type':'appStoreReviewDetails','attributes':{'contactPhone':'+49 30"
            + " 1234567'},'relationships':{'appStoreVersion':{'data':{'type':'appStoreVersions','id':'"
            + version
            + "'}}}}}";
    assertThat(caller.post("/v1/appStoreReviewDetails", body).code())
        .isEqualTo("STATE_ERROR.ALREADY_EXISTS");
    String detail = caller.get("/v1/appStoreVersions/" + version + "/appStoreReviewDetail").id();
    String patch =
        "{'data':{'type':'appStoreReviewDetails','id':'"
            + detail
            + "','attributes':{'contactPhone':'PHONE'}}}";
    assertThat(
            caller
                .patch(
                    "/v1/appStoreReviewDetails/" + detail, patch.replace("PHONE", "+49 30 1234567"))
                .status())
        .isEqualTo(200);
    assertThat(
            caller
                .patch("/v1/appStoreReviewDetails/" + detail, patch.replace("PHONE", "030 123"))
                .status())
        .isEqualTo(409);
    simulator.guesses().turn(Guess.PHASED_RELEASE_CREATED_ACTIVE);
    assertThat(phasedRelease(version, "ACTIVE").status()).isEqualTo(409);
    simulator.guesses().restore(Guess.PHASED_RELEASE_CREATED_ACTIVE);
    Caller.Reply active = phasedRelease(version, "ACTIVE");
    assertThat(active.attribute("phasedReleaseState").asText()).isEqualTo("ACTIVE");
    assertThat(caller.delete("/v1/appStoreVersionPhasedReleases/" + active.id()).status())
        .isEqualTo(204);
    Caller.Reply phased = phasedRelease(version, "INACTIVE");
    assertThat(phased.status()).isEqualTo(201);
    assertThat(phasedRelease(version, "INACTIVE").code()).isEqualTo("STATE_ERROR.ALREADY_EXISTS");
    assertThat(caller.delete("/v1/appStoreVersionPhasedReleases/" + phased.id()).status())
        .isEqualTo(204);
  }

  @Test
  void changesAppAndAppInfo() {
    assertThat(
            caller
                .patch(
                    "/v1/apps/" + app.id(),
                    "{'data':{'type':'apps','id':'"
                        + app.id()
                        + "','attributes':{'contentRightsDeclaration':'USES_THIRD_PARTY_CONTENT'}}}")
                .attribute("contentRightsDeclaration")
                .asText())
        .isEqualTo("USES_THIRD_PARTY_CONTENT");
    String live = caller.get("/v1/apps/" + app.id() + "/appInfos").ids().getFirst();
    String category =
        "{'data':{'type':'appInfos','id':'ID','relationships':{'primaryCategory':{'data':{'type':'appCategories','id':'CAT'}}}}}";
    assertThat(
            caller
                .patch("/v1/appInfos/" + live, category.replace("ID", live).replace("CAT", "GAMES"))
                .status())
        .isEqualTo(409);
    assertThat(caller.createVersion(app.id(), "1.1", "").status()).isEqualTo(201);
    String draft = caller.get("/v1/apps/" + app.id() + "/appInfos").ids().getLast();
    assertThat(
            caller
                .patch(
                    "/v1/appInfos/" + draft, category.replace("ID", draft).replace("CAT", "GAMES"))
                .status())
        .isEqualTo(200);
    assertThat(caller.get("/v1/appInfos/" + draft + "/primaryCategory").id()).isEqualTo("GAMES");
    assertThat(
            caller
                .patch(
                    "/v1/appInfos/" + draft, category.replace("ID", draft).replace("CAT", "SAUCES"))
                .status())
        .isEqualTo(409);
  }
}
