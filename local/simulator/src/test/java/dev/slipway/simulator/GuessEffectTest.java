package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Guesses that show later than in the answer to one call: what each answer leads to.
class GuessEffectTest {
  private static final String EXEMPT = "<key>ITSAppUsesNonExemptEncryption</key><false/>";

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
                .locales("en-US", "de-DE")
                .liveVersion("1.0", "1"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private void turn(Guess guess, boolean turned) {
    if (turned) {
      simulator.guesses().turn(guess);
    }
  }

  private void submit(String version) {
    String submission = caller.createSubmission(app.id()).id();
    caller.addItem(submission, version);
    assertThat(caller.patchSubmission(submission, "'submitted':true").status()).isEqualTo(200);
  }

  /// The answer to the change has the new value either way.
  @ParameterizedTest
  @CsvSource({"false, USES_THIRD_PARTY_CONTENT", "true, DOES_NOT_USE_THIRD_PARTY_CONTENT"})
  void contentRightsShowAtOnceOrLater(boolean turned, String shown) {
    turn(Guess.CONTENT_RIGHTS_SHOWN_LATE, turned);
    Caller.Reply changed =
        caller.update("apps", app.id(), "'contentRightsDeclaration':'USES_THIRD_PARTY_CONTENT'");
    assertThat(changed.attribute("contentRightsDeclaration").asText())
        .isEqualTo("USES_THIRD_PARTY_CONTENT");
    assertThat(caller.get("/v1/apps/" + app.id()).attribute("contentRightsDeclaration").asText())
        .isEqualTo(shown);
    clock.advance(Duration.ofSeconds(10));
    assertThat(caller.get("/v1/apps/" + app.id()).attribute("contentRightsDeclaration").asText())
        .isEqualTo("USES_THIRD_PARTY_CONTENT");
  }

  @ParameterizedTest
  @CsvSource({"false, PENDING_APPLE_RELEASE", "true, PENDING_DEVELOPER_RELEASE"})
  void aScheduledVersionWaitsForItsDate(boolean turned, String state) {
    turn(Guess.SCHEDULED_WAITS_FOR_DEVELOPER, turned);
    String version = caller.readyVersion(app);
    caller.update(
        "appStoreVersions",
        version,
        "'releaseType':'SCHEDULED','earliestReleaseDate':'2026-03-02T00:00:00Z'");
    submit(version);
    simulator.reviews().approve(version);

    assertThat(caller.versionState(version)).isEqualTo(state);
    clock.advance(Duration.ofHours(7));
    assertThat(caller.versionState(version)).isEqualTo("READY_FOR_DISTRIBUTION");
  }

  @ParameterizedTest
  @CsvSource({"false, ACTIVE", "true, PAUSED"})
  void aPauseOfThirtyDaysEnds(boolean turned, String state) {
    turn(Guess.PAUSE_LASTS, turned);
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
    submit(version);
    simulator.reviews().approve(version);
    clock.advance(Duration.ofMinutes(2));
    caller.update("appStoreVersionPhasedReleases", phased, "'phasedReleaseState':'PAUSED'");

    clock.advance(Duration.ofDays(30).plusHours(1));

    assertThat(
            simulator.snapshot().appStoreVersions().stream()
                .filter(each -> each.id().equals(version))
                .map(Snapshot.AppStoreVersion::phasedReleaseState))
        .containsExactly(state);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNewVersionTakesOverTheCopyright(boolean turned) {
    turn(Guess.COPYRIGHT_STARTS_EMPTY, turned);

    Caller.Reply version = caller.createVersion(app.id(), "1.1", "");

    assertThat(version.attribute("copyright").isNull()).isEqualTo(turned);
  }

  @ParameterizedTest
  @CsvSource({"false, AFTER_APPROVAL, false", "true, MANUAL, true"})
  void aNewVersionHasReleaseTypeAndReviewDetail(boolean turned, String type, boolean empty) {
    turn(Guess.RELEASE_TYPE_STARTS_MANUAL, turned);
    turn(Guess.REVIEW_DETAIL_STARTS_EMPTY, turned);

    Caller.Reply version = caller.createVersion(app.id(), "1.1", "");

    assertThat(version.attribute("releaseType").asText()).isEqualTo(type);
    assertThat(
            caller
                .get("/v1/appStoreVersions/" + version.id() + "/appStoreReviewDetail")
                .data()
                .isNull())
        .isEqualTo(empty);
  }

  @ParameterizedTest
  @CsvSource({"false, 403", "true, 404"})
  void aRoleIsCheckedBeforeTheResource(boolean turned, int status) {
    turn(Guess.RESOURCE_BEFORE_ROLE, turned);
    Caller developer = new Caller(simulator, simulator.createKey(KeyRole.DEVELOPER));

    assertThat(developer.delete("/v1/appScreenshots/none").status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "true, 2"})
  void aNewVersionTakesOverAttachments(boolean turned, int attachments) {
    turn(Guess.ATTACHMENTS_CARRIED_OVER, turned);
    String version = caller.readyVersion(app);
    MediaCaller media = new MediaCaller(caller);
    byte[] notes = new byte[20];
    media.send(
        media.reserve(
            "appStoreReviewAttachments",
            "appStoreReviewDetail",
            caller.get("/v1/appStoreVersions/" + version + "/appStoreReviewDetail").id(),
            "notes.pdf",
            notes.length,
            ""),
        notes);
    clock.advance(Duration.ofMinutes(1));
    submit(version);
    simulator.reviews().approve(version);
    clock.advance(Duration.ofMinutes(5));

    assertThat(caller.createVersion(app.id(), "1.2", "").status()).isEqualTo(201);

    assertThat(simulator.snapshot().reviewAttachments()).hasSize(attachments);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anotherCategoryRemovesSubcategories(boolean turned) {
    turn(Guess.SUBCATEGORIES_STAY, turned);
    caller.createVersion(app.id(), "1.1", "");
    categories("'primaryCategory':'GAMES','primarySubcategoryOne':'GAMES_WORD'");
    categories("'primaryCategory':'MUSIC'");

    assertThat(simulator.snapshot().appInfos().getLast().categories())
        .containsEntry("primaryCategory", "MUSIC")
        .satisfies(all -> assertThat(all.containsKey("primarySubcategoryOne")).isEqualTo(turned));
  }

  private void categories(String named) {
    String info = simulator.snapshot().appInfos().getLast().id();
    String relationships =
        named.replaceAll("'(\\w+)':'(\\w+)'", "'$1':{'data':{'type':'appCategories','id':'$2'}}");
    assertThat(
            caller
                .patch(
                    "/v1/appInfos/" + info,
                    "{'data':{'type':'appInfos','id':'%s','relationships':{%s}}}"
                        .formatted(info, relationships))
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"false, 2, 1", "true, 1, 1"})
  void aDeletedLocaleStaysOnTheOtherSide(boolean turned, int afterFirst, int afterBoth) {
    turn(Guess.LOCALE_DELETED_ON_BOTH_SIDES, turned);
    String version = caller.createVersion(app.id(), "1.1", "").id();
    String german = new MediaCaller(caller).localization(version, "de-DE");
    String info = simulator.snapshot().appInfos().getLast().id();
    String other =
        caller
            .get("/v1/appInfos/" + info + "/appInfoLocalizations?filter%5Blocale%5D=de-DE")
            .ids()
            .getFirst();

    assertThat(caller.delete("/v1/appStoreVersionLocalizations/" + german).status()).isEqualTo(204);
    assertThat(simulator.snapshot().appInfos().getLast().localizations()).hasSize(afterFirst);

    caller.delete("/v1/appInfoLocalizations/" + other);
    assertThat(simulator.snapshot().appInfos().getLast().localizations()).hasSize(afterBoth);
  }

  @ParameterizedTest
  @CsvSource({"false, PROCESSING_FOR_DISTRIBUTION", "true, IN_REVIEW"})
  void theOutcomeShowsWhileTheSubmissionIsCompleting(boolean turned, String state) {
    turn(Guess.OUTCOME_AFTER_COMPLETING, turned);
    simulator.quirks().completing(Duration.ofMinutes(1));
    String version = caller.readyVersion(app);
    submit(version);
    simulator.reviews().approve(version);

    assertThat(caller.versionState(version)).isEqualTo(state);
    clock.advance(Duration.ofMinutes(10));
    assertThat(caller.versionState(version)).isEqualTo("READY_FOR_DISTRIBUTION");
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "true, 0"})
  void aNewBuildHasAnEmptyText(boolean turned, int texts) {
    turn(Guess.BUILD_STARTS_WITHOUT_TEXT, turned);
    String build = caller.validBuild(app, "1.1", "2", EXEMPT);

    assertThat(caller.get("/v1/betaBuildLocalizations?filter%5Bbuild%5D=" + build).ids())
        .hasSize(texts);
  }

  @ParameterizedTest
  @CsvSource({"false, 10", "true, 12"})
  void anInclusionShowsTheFirstTen(boolean turned, int shown) {
    turn(Guess.FIFTY_INCLUDED, turned);
    for (int number = 1; number <= 12; number++) {
      caller.create("betaGroups", "'name':'" + number + "'", "app", "apps", app.id());
    }

    assertThat(
            caller
                .get("/v1/apps/" + app.id() + "?include=betaGroups")
                .data()
                .path("relationships")
                .path("betaGroups")
                .path("data"))
        .hasSize(shown);
  }

  private String webhook() {
    return caller
        .create(
            "webhooks",
            "'name':'a','url':'https://example.com/a','secret':'s','enabled':true,'eventTypes':['BUILD_UPLOAD_STATE_UPDATED','BUILD_BETA_DETAIL_EXTERNAL_BUILD_STATE_UPDATED']",
            "app",
            "apps",
            app.id())
        .id();
  }

  private Caller.Reply deliveries(String webhook) {
    simulator.deliverWebhooks();
    return caller.get("/v1/webhooks/" + webhook + "/deliveries?include=event");
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void theFirstStateIsNotNotified(boolean turned, int deliveries) {
    turn(Guess.FIRST_STATE_NOTIFIED, turned);
    String webhook = webhook();
    caller.createUpload(app.id(), "1.1", "2");

    assertThat(deliveries(webhook).ids()).hasSize(deliveries);
  }

  @ParameterizedTest
  @CsvSource({"false, FAILED", "true, PENDING"})
  void aFailedDeliveryStaysFailed(boolean turned, String state) {
    turn(Guess.FAILED_DELIVERY_REPEATED, turned);
    String webhook = webhook();
    caller.create("webhookPings", "", "webhook", "webhooks", webhook);

    assertThat(deliveries(webhook).data().path(0).path("attributes").path("deliveryState").asText())
        .isEqualTo(state);
    for (int attempt = 2; attempt <= 3; attempt++) {
      clock.advance(Duration.ofMinutes(10));
      simulator.deliverWebhooks();
    }
    assertThat(deliveries(webhook).data().path(0).path("attributes").path("deliveryState").asText())
        .isEqualTo("FAILED");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPingHasTypeAndAttribute(boolean turned) {
    turn(Guess.PING_BY_TYPE_ALONE, turned);
    String webhook = webhook();
    caller.create("webhookPings", "", "webhook", "webhooks", webhook);

    String payload = deliveries(webhook).json().at("/included/0/attributes/payload").asText();
    assertThat(payload).contains("webhookPingCreated");
    assertThat(payload.contains("\"ping\":true")).isEqualTo(!turned);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEventOfABuildsDetailsNamesTheBuild(boolean turned) {
    turn(Guess.BETA_DETAIL_HAS_ITS_OWN_ID, turned);
    String webhook = webhook();
    String build = caller.validBuild(app, "1.1", "2", EXEMPT);

    var payloads =
        deliveries(webhook).json().path("included").findValuesAsText("payload").stream()
            .filter(payload -> payload.contains("buildBetaDetails"))
            .toList();
    assertThat(payloads)
        .isNotEmpty()
        .allSatisfy(payload -> assertThat(payload.contains(build)).isEqualTo(!turned));
  }
}
