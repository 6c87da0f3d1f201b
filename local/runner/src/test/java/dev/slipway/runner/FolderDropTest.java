package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionLocalization;
import dev.slipway.appstoreconnect.appstoreversions.LocalizationChanges;
import dev.slipway.appstoreconnect.appstoreversions.NewAppStoreVersion;
import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What release.json asks for, from the drop to the App Store.
class FolderDropTest {

  @TempDir Path directory;

  @Test
  void aManualReleaseWaitsForItsDeveloper() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      drop(stage, "{\"releaseType\": \"MANUAL\"}");
      var release = stage.advanceUntil("PENDING_DEVELOPER_RELEASE");
      String id = release.path("id").asText();
      stage.advance(Duration.ofHours(3));
      assertThat(stage.release(id).path("state").asText()).isEqualTo("PENDING_DEVELOPER_RELEASE");

      var answer = stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/release", null);

      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.response().headers().firstValue("Location")).contains("/releases/" + id);
      stage.local.settle();
      assertThat(stage.release(id).path("state").asText()).isEqualTo("PROCESSING_FOR_DISTRIBUTION");
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(version(stage, "1.1").releaseType()).isEqualTo("MANUAL");
      assertThat(stage.writes())
          .containsEntry("POST /v1/appStoreVersionReleaseRequests", 1L)
          .doesNotContainKey("PATCH /v1/appStoreVersions/{id}");
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
    }
  }

  /// The order is over then; the person who gave it must know, and can give it again.
  @Tag("answer")
  @ParameterizedTest
  @CsvSource({
    "409, STATE_ERROR, Not now.",
    "422, ENTITY_UNPROCESSABLE, Not now.",
    "403, FORBIDDEN_ERROR, The API key in use does not allow this request",
  })
  void aReleaseThatAppleRefusesIsReported(int status, String code, String words) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      drop(stage, "{\"releaseType\": \"MANUAL\"}");
      String id = stage.advanceUntil("PENDING_DEVELOPER_RELEASE").path("id").asText();
      stage
          .apple
          .faults()
          .add(
              Fault.status(status, code, "Refused.", words)
                  .on("POST", "/v1/appStoreVersionReleaseRequests"));

      stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/release", null);
      stage.local.settle();

      var release = stage.release(id);
      assertThat(release.path("state").asText()).isEqualTo("PENDING_DEVELOPER_RELEASE");
      assertThat(release.path("timeline").toString())
          .contains("Apple did not release the version: " + code + ": " + words);
      assertThat(release.path("problem").isMissingNode()).isTrue();
      stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/release", null);
      stage.local.settle();
      assertThat(stage.release(id).path("state").asText()).isEqualTo("PROCESSING_FOR_DISTRIBUTION");
    }
  }

  /// The version is approved all the same, and a person releases it in App Store Connect.
  @Tag("answer")
  @Test
  void aReleaseThatFailsForADayIsFollowed() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      drop(stage, "{\"releaseType\": \"MANUAL\"}");
      String id = stage.advanceUntil("PENDING_DEVELOPER_RELEASE").path("id").asText();
      stage
          .apple
          .faults()
          .add(
              Fault.status(503, "UNEXPECTED_ERROR", "Failed.", "Not today.")
                  .on("POST", "/v1/appStoreVersionReleaseRequests")
                  .always());

      stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/release", null);
      stage.local.settle();
      stage.advance(Duration.ofHours(26));

      var release = stage.release(id);
      assertThat(release.path("state").asText()).isEqualTo("PENDING_DEVELOPER_RELEASE");
      assertThat(release.path("timeline").toString())
          .contains("The version was not released.", "UNEXPECTED_ERROR: Not today.");
      stage.apple.faults().clear();
      stage
          .colleague()
          .appStoreVersions()
          .requestRelease(new AppStoreVersionId(version(stage, "1.1").id()));
      stage.advanceUntil(id, "READY_FOR_DISTRIBUTION");
    }
  }

  @Tag("answer")
  @Test
  void aReleaseThatNobodyApprovedCannotBeReleased() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      drop(stage, "{\"releaseType\": \"MANUAL\"}");
      String id = stage.newest().path("id").asText();

      var answer = stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/release", null);

      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.body().path("detail").asText()).contains("PENDING_DEVELOPER_RELEASE");
    }
  }

  @Test
  void aScheduledReleaseGoesOutAtItsDate() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      Instant date =
          stage.local.clock().instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(6));
      drop(stage, "{\"releaseType\": \"SCHEDULED\", \"earliestReleaseDate\": \"" + date + "\"}");

      stage.advanceUntil("PENDING_APPLE_RELEASE");
      stage.advance(Duration.between(stage.local.clock().instant(), date.minusSeconds(60)));
      assertThat(stage.newest().path("state").asText()).isEqualTo("PENDING_APPLE_RELEASE");
      stage.advance(Duration.ofMinutes(11));

      assertThat(stage.newest().path("state").asText()).isEqualTo("READY_FOR_DISTRIBUTION");
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
    }
  }

  /// The state before it goes out is not known; it goes out at the date in both worlds.
  @Tag("answer")
  @Test
  void aScheduledReleaseThatWaitsForTheDeveloperGoesOutAtItsDate() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.guesses().turn(Guess.SCHEDULED_WAITS_FOR_DEVELOPER, Guess.PAST_RELEASE_DATE);
      stage.app();
      Instant date =
          stage.local.clock().instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(6));
      drop(stage, "{\"releaseType\": \"SCHEDULED\", \"earliestReleaseDate\": \"" + date + "\"}");

      var approved = stage.advanceUntil("PENDING_DEVELOPER_RELEASE");
      assertThat(approved.path("timeline").toString()).contains("Apple releases it on its date");
      stage.advance(Duration.between(stage.local.clock().instant(), date.minusSeconds(60)));
      assertThat(stage.newest().path("state").asText()).isEqualTo("PENDING_DEVELOPER_RELEASE");
      stage.advance(Duration.ofMinutes(11));

      assertThat(stage.newest().path("state").asText()).isEqualTo("READY_FOR_DISTRIBUTION");
    }
  }

  /// Both states are named for a version that waits for its date (review-live.md, A20 and H).
  @Tag("answer")
  @ParameterizedTest
  @ValueSource(strings = {"PENDING_APPLE_RELEASE", "PENDING_DEVELOPER_RELEASE"})
  void aReleaseWithADateCannotBeCanceledOnceItIsApproved(String state) throws Exception {
    try (var stage = Stage.small(directory)) {
      if (state.equals("PENDING_DEVELOPER_RELEASE")) {
        stage.apple.guesses().turn(Guess.SCHEDULED_WAITS_FOR_DEVELOPER);
      }
      stage.app();
      Instant date =
          stage.local.clock().instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(6));
      drop(stage, "{\"releaseType\": \"SCHEDULED\", \"earliestReleaseDate\": \"" + date + "\"}");
      String id = stage.advanceUntil(state).path("id").asText();

      assertCancelIsTooLate(stage, id, state);
      stage.advanceUntil(id, "READY_FOR_DISTRIBUTION");
    }
  }

  @Tag("answer")
  @Test
  void aReleaseThatAppleIsPuttingOutCannotBeCanceled() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      drop(stage, "{\"releaseType\": \"MANUAL\"}");
      String id = stage.advanceUntil("PENDING_DEVELOPER_RELEASE").path("id").asText();
      stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/release", null);
      stage.local.settle();

      assertCancelIsTooLate(stage, id, "PROCESSING_FOR_DISTRIBUTION");
      stage.advanceUntil(id, "READY_FOR_DISTRIBUTION");
    }
  }

  /// App Review approved the version since the last look.
  @Tag("answer")
  @Test
  void aReleaseThatIsApprovedMeanwhileCannotBeCanceled() throws Exception {
    try (var stage = Stage.open(directory)) {
      stage.app();
      drop(stage, "{\"releaseType\": \"AFTER_APPROVAL\"}");
      String id = stage.advanceUntil("WAITING_FOR_REVIEW").path("id").asText();
      stage.apple.reviews().approve(version(stage, "1.1").id());

      assertCancelIsTooLate(stage, id, "PROCESSING_FOR_DISTRIBUTION");
      stage.advanceUntil(id, "READY_FOR_DISTRIBUTION");
    }
  }

  private static void assertCancelIsTooLate(Stage stage, String id, String state) throws Exception {
    var answer = stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/cancel", null);
    assertThat(answer.status()).isEqualTo(202);
    stage.local.settle();

    var release = stage.release(id);
    assertThat(release.path("state").asText()).isEqualTo(state);
    assertThat(release.path("timeline").toString()).contains("Too late: App Review has approved");
  }

  /// Apple processes the build beyond the date: what is over is not sent.
  @Tag("answer")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDateThatPassesOnTheWayIsNotSent(boolean turned) throws Exception {
    try (var stage =
        Stage.small(
            directory,
            options ->
                options.withTiming(options.timing().withBuildProcessing(Duration.ofHours(3))))) {
      if (turned) {
        stage.apple.guesses().turn(Guess.PAST_RELEASE_DATE);
      }
      stage.app();
      Instant date =
          stage.local.clock().instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(2));
      drop(stage, "{\"releaseType\": \"SCHEDULED\", \"earliestReleaseDate\": \"" + date + "\"}");

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.exchanges())
          .extracting(dev.slipway.simulator.settings.Exchange::requestBody)
          .noneMatch(body -> body.contains("earliestReleaseDate"));
    }
  }

  @Tag("answer")
  @Test
  void aPhasedReleaseBeginsWhenTheVersionIsOut() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      drop(stage, "{\"phasedRelease\": true}");

      stage.advanceUntil("IN_REVIEW");
      assertThat(version(stage, "1.1").phasedReleaseState()).isEqualTo("INACTIVE");
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(version(stage, "1.1").phasedReleaseState()).isEqualTo("ACTIVE");
    }
  }

  @Test
  void whatThePreviousVersionHadIsTakenOver() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      drop(stage, "{\"phasedRelease\": true, \"releaseType\": \"MANUAL\"}");
      String first = stage.advanceUntil("PENDING_DEVELOPER_RELEASE").path("id").asText();
      stage.call(LocalUser.ALICE, "POST", "/releases/" + first + "/release", null);
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      String connection = stage.newest().path("connectionId").asText();
      stage.put(connection + "/App.ipa", Ipas.sound("1.2", "3"));
      stage.local.settle();
      stage.advanceUntil("PENDING_DEVELOPER_RELEASE");

      var next = version(stage, "1.2");
      assertThat(next.releaseType()).isEqualTo("MANUAL");
      assertThat(next.phasedReleaseState()).isEqualTo("INACTIVE");
      assertThat(next.whatsNew()).isEqualTo("Small improvements.");
    }
  }

  @Tag("answer")
  @Test
  void everyLocaleGetsItsWhatsNew() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(
          NewApp.of(Stage.BUNDLE_ID, "Example")
              .locales("en-US", "de-DE", "ja")
              .liveVersion("1.0", "1"));
      drop(stage, "{\"whatsNew\": {\"en-US\": \"Faster.\", \"de-DE\": \"Schneller.\"}}");

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(whatsNew(stage, "1.1"))
          .containsOnly(
              Map.entry("en-US", "Faster."),
              Map.entry("de-DE", "Schneller."),
              Map.entry("ja", "Small improvements."));
      assertThat(stage.writes()).containsEntry("PATCH /v1/appStoreVersionLocalizations/{id}", 3L);
    }
  }

  @Tag("answer")
  @Test
  void aLocaleWithoutWhatsNewIsNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = stage.app();
      var draft = draft(stage, app, "1.1");
      stage
          .colleague()
          .appStoreVersionLocalizations()
          .create(
              draft,
              "fr-FR",
              LocalizationChanges.none()
                  .withDescription(Change.set("Fait une chose."))
                  .withKeywords(Change.set("liste"))
                  .withSupportUrl(Change.set("https://example.com/aide")));
      setPrivacyPolicyUrl(stage, app, "fr-FR");
      var before = stage.writes();

      drop(stage, "{\"whatsNew\": {\"en-US\": \"Faster.\"}}");
      var release = stage.newest();

      assertThat(release.path("state").asText()).isEqualTo("NEEDS_ATTENTION");
      assertProblem(release, "whats-new-missing", "Add the file, or whatsNew in release.json.");
      assertThat(release.path("problem").path("field").asText())
          .isEqualTo("metadata/fr-FR/release_notes.txt");
      assertThat(Folders.writesSince(before, stage)).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void aWhatsNewForALanguageThatTheAppDoesNotHaveIsNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();

      drop(stage, "{\"whatsNew\": {\"ja\": \"より速く。\"}}");
      var release = stage.newest();

      assertThat(release.path("state").asText()).isEqualTo("NEEDS_ATTENTION");
      assertThat(release.path("problem").path("type").asText()).endsWith(":metadata-missing");
      assertThat(release.path("problem").path("faults"))
          .extracting(fault -> fault.path("field").asText())
          .as("what a new language needs beside it")
          .containsExactlyInAnyOrder(
              "metadata/ja/description.txt",
              "metadata/ja/keywords.txt",
              "metadata/ja/support_url.txt",
              "metadata/ja/name.txt",
              "metadata/ja/privacy_url.txt");
      assertThat(release.path("findings"))
          .filteredOn(finding -> finding.path("check").asText().equals("locale-added"))
          .singleElement()
          .satisfies(finding -> assertThat(finding.path("file").asText()).isEqualTo("metadata/ja"));
      assertThat(stage.writes()).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void aMendedDropGoesThroughAfterPreflightStoppedTheFirst() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      drop(stage, "{\"whatsNew\": {\"ja\": \"より速く。\"}}");
      String first = stage.advanceUntil("NEEDS_ATTENTION").path("id").asText();
      assertThat(stage.writes()).as("nothing was sent").isEmpty();

      mendedDropIsReleased(stage, first);
    }
  }

  @Tag("answer")
  @Test
  void aMendedDropGoesOnWhereTheFirstWasParked() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage.apple.faults().add(Fault.status(403).on("POST", "/v1/appStoreVersions"));
      drop(stage, "{\"whatsNew\": {\"en-US\": \"Fsater.\"}}");
      String first = stage.advanceUntil("NEEDS_ATTENTION").path("id").asText();
      assertThat(stage.apple.snapshot().buildUploads()).as("that far it got").hasSize(1);
      int parts = stage.apple.partPuts().size();

      mendedDropIsReleased(stage, first);

      assertThat(stage.apple.partPuts()).as("no byte was sent again").hasSize(parts);
      assertThat(stage.writes()).containsEntry("POST /v1/buildUploads", 1L);
    }
  }

  /// The first got as far as Apple's refusal at the last step, with its texts in place.
  @Tag("answer")
  @Test
  void aMendedDropGoesOnAfterItsContentWasThere() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage.apple.faults().add(Fault.status(403).on("POST", "/v1/reviewSubmissions"));
      drop(stage, "{\"whatsNew\": {\"en-US\": \"Fsater.\"}}");
      String first = stage.advanceUntil("NEEDS_ATTENTION").path("id").asText();
      assertThat(version(stage, "1.1").whatsNew()).as("that far it got").isEqualTo("Fsater.");

      mendedDropIsReleased(stage, first);

      assertThat(stage.writes())
          .containsEntry("POST /v1/buildUploads", 1L)
          .containsEntry("POST /v1/appStoreVersions", 1L)
          .containsEntry("PATCH /v1/appStoreVersionLocalizations/{id}", 2L);
    }
  }

  private static void mendedDropIsReleased(Stage stage, String first) throws Exception {
    String connection = stage.newest().path("connectionId").asText();
    stage.advance(Duration.ofSeconds(1));
    stage.put(connection + "/1.1/release.json", "{\"whatsNew\": {\"en-US\": \"Faster.\"}}");
    stage.local.settle();
    var second = stage.advanceUntil("READY_FOR_DISTRIBUTION");

    assertThat(second.path("id").asText()).isNotEqualTo(first);
    assertThat(stage.release(first).path("state").asText()).isEqualTo("SUPERSEDED");
    assertThat(stage.release(first).path("successor")).isEqualTo(second.path("id"));
    assertThat(version(stage, "1.1").whatsNew()).isEqualTo("Faster.");
    stage.assertReleasedExactlyOnce();
  }

  @Tag("answer")
  @Test
  void theCopyrightIsThatOfTheDrop() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = stage.app();
      drop(stage, "{\"copyright\": \"2031 Somebody Else\"}");

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(
              stage
                  .colleague()
                  .appStoreVersions()
                  .listFor(new AppId(app.id()), Platform.IOS)
                  .stream()
                  .filter(version -> version.versionString().equals("1.1"))
                  .findFirst()
                  .orElseThrow()
                  .copyright())
          .isEqualTo("2031 Somebody Else");
    }
  }

  @Test
  void aDropThatIsNotToBeSubmittedWaitsForTheOrder() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      drop(stage, "{\"submit\": false}");
      String id = stage.advanceUntil("PREPARED").path("id").asText();
      stage.advance(Duration.ofHours(3));
      assertThat(stage.release(id).path("state").asText()).isEqualTo("PREPARED");
      assertThat(stage.apple.snapshot().reviewSubmissions()).isEmpty();
      assertThat(version(stage, "1.1").whatsNew()).isEqualTo("Small improvements.");

      var answer = stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/submit", null);

      assertThat(answer.status()).isEqualTo(202);
      stage.local.settle();
      assertThat(stage.release(id).path("state").asText()).isEqualTo("WAITING_FOR_REVIEW");
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(stage.apple.snapshot().reviewSubmissions()).hasSize(1);
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
    }
  }

  @Test
  void theFirstVersionOfAnAppHasNeitherWhatsNewNorPhases() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(NewApp.of(Stage.BUNDLE_ID, "Example"));
      String connection = stage.connect();
      stage.put(connection + "/1/App.ipa", Ipas.sound("1.0", "1"));
      stage.put(
          connection + "/1/release.json",
          "{\"phasedRelease\": true, \"whatsNew\": {\"en-US\": \"The first.\"}}");
      stage.local.settle();

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("problem").isMissingNode()).isTrue();
      assertThat(stage.apple.snapshot().appStoreVersions())
          .singleElement()
          .satisfies(
              version -> {
                assertThat(version.versionString()).isEqualTo("1.0");
                assertThat(version.whatsNew()).isNull();
                assertThat(version.phasedReleaseState()).isNull();
              });
    }
  }

  @Tag("answer")
  @Test
  void anEditableVersionOfAnotherNumberIsAdopted() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = stage.app();
      var draft = draft(stage, app, "1.5");
      drop(stage, "{\"releaseType\": \"MANUAL\", \"copyright\": \"2031 Somebody\"}");

      stage.advanceUntil("PENDING_DEVELOPER_RELEASE");

      var version = version(stage, "1.1");
      assertThat(version.id()).isEqualTo(draft.value());
      assertThat(version.releaseType()).isEqualTo("MANUAL");
      assertThat(stage.apple.snapshot().appStoreVersions()).hasSize(2);
      assertThat(stage.writes())
          .as("number, build and terms go in one call; the draft itself was a colleague's")
          .containsEntry("PATCH /v1/appStoreVersions/{id}", 1L)
          .containsEntry("POST /v1/appStoreVersions", 1L);
    }
  }

  private static void drop(Stage stage, String releaseJson) throws Exception {
    String folder = stage.connect() + "/1.1/";
    stage.put(folder + "App.ipa", Ipas.sound("1.1", "2"));
    stage.put(folder + "release.json", releaseJson);
    stage.local.settle();
  }

  private static AppStoreVersionId draft(Stage stage, SimulatedApp app, String number) {
    return stage
        .colleague()
        .appStoreVersions()
        .create(NewAppStoreVersion.of(new AppId(app.id()), Platform.IOS, number))
        .id();
  }

  /// A language that was added to the version alone has none.
  private static void setPrivacyPolicyUrl(Stage stage, SimulatedApp app, String locale) {
    var colleague = stage.colleague();
    colleague.appInfos().listFor(new AppId(app.id())).stream()
        .flatMap(info -> info.localizations().stream())
        .filter(texts -> texts.locale().equals(locale))
        .forEach(
            texts ->
                colleague
                    .appInfoLocalizations()
                    .update(texts.id(), Map.of("privacyPolicyUrl", "https://example.com/vie")));
  }

  private static Snapshot.AppStoreVersion version(Stage stage, String number) {
    return stage.apple.snapshot().appStoreVersions().stream()
        .filter(version -> version.versionString().equals(number))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> whatsNew(Stage stage, String number) {
    return stage
        .colleague()
        .appStoreVersionLocalizations()
        .listFor(new AppStoreVersionId(version(stage, number).id()))
        .stream()
        .collect(
            Collectors.toMap(
                AppStoreVersionLocalization::locale,
                text -> Objects.requireNonNullElse(text.whatsNew(), "")));
  }

  private static void assertProblem(JsonNode release, String problem, String said) {
    assertThat(release.path("problem").path("type").asText())
        .isEqualTo("urn:slipway:problem:" + problem);
    assertThat(release.path("problem").path("detail").asText()).contains(said);
  }
}
