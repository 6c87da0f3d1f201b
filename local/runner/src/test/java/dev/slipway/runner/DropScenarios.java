package dev.slipway.runner;

import static dev.slipway.runner.Scenarios.assertOut;
import static dev.slipway.runner.Scenarios.drop;
import static dev.slipway.runner.Scenarios.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.pricing.TerritoryAvailability;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.sample.SampleFirstRelease;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.builds.NewBuild;
import dev.slipway.simulator.builds.NewEncryptionDeclaration;
import dev.slipway.simulator.settings.Fault;
import java.time.Duration;
import java.util.List;

/// [Scenarios] about what a drop contains.
final class DropScenarios {
  private static final List<String> LOCALES = List.of("en-US", "de-DE");

  private DropScenarios() {}

  static void bareBuild(Stage stage) throws Exception {
    stage.app();
    drop(stage, stage.connect() + "/App.ipa", "1.1", "2");

    assertOut(stage, "1.1", "2");
  }

  /// Answers get lost at each call of the upload, then the addresses of the parts expire.
  static void interruptedUpload(Stage stage) throws Exception {
    stage.app();
    String connection = stage.connect();
    stage
        .apple
        .faults()
        .add(
            Fault.status(503).on("POST", "/v1/buildUploads").afterEffect(),
            Fault.status(503).on("POST", "/v1/buildUploadFiles").afterEffect(),
            Fault.cutBeforeAnswer().onParts().nth(2).afterEffect(),
            Fault.cutBeforeAnswer().on("PATCH", "/v1/buildUploadFiles/{id}").afterEffect());
    drop(stage, connection + "/App.ipa", "1.1", "2");
    assertOut(stage, "1.1", "2");

    stage.apple.faults().add(Fault.partUrlExpired());
    drop(stage, connection + "/App.ipa", "1.2", "3");
    assertOut(stage, "1.2", "3");
  }

  /// The build expires while the creation of the version fails.
  static void buildAtApple(Stage stage) throws Exception {
    String app = stage.app().id();
    String expiring = stage.apple.addBuild(NewBuild.of(app, "1.1", "417"));
    String key = stage.connect() + "/1.1/release.json";
    String latest =
        "{\"bundleId\": \"%s\", \"version\": \"1.1\", \"build\": \"LATEST\"}"
            .formatted(Stage.BUNDLE_ID);
    stage.apple.faults().add(Fault.status(503).on("POST", "/v1/appStoreVersions"));
    stage.put(key, latest);
    stage.local.settle();
    stage.apple.expireBuild(expiring);
    assertThat(until(stage, "417", "NEEDS_ATTENTION").path("problem").toString())
        .contains("Build 417 has expired");

    stage.apple.addBuild(NewBuild.of(app, "1.1", "418"));
    stage.put(key, latest);
    stage.local.settle();
    assertOut(stage, "1.1", "418");
  }

  static void refusedBuild(Stage stage) throws Exception {
    stage.app();
    String connection = stage.connect();
    stage.apple.faults().add(Fault.processingFailure("90683", "Missing purpose string."));
    drop(stage, connection + "/App.ipa", "1.1", "2");
    assertThat(until(stage, "2", "NEEDS_ATTENTION").at("/problem/appleErrors").toString())
        .contains("90683");
    stage.apple.faults().add(Fault.invalidBinary());
    drop(stage, connection + "/App.ipa", "1.1", "3");
    until(stage, "3", "NEEDS_ATTENTION");

    drop(stage, connection + "/App.ipa", "1.1", "4");
    assertOut(stage, "1.1", "4");
  }

  /// One of the two languages is new, and the version after it has fewer pictures.
  static void folder(Stage stage) throws Exception {
    stage.apple.createApp(
        NewApp.of(Stage.BUNDLE_ID, "Example").liveVersion("1.0", "1").withScreenshots());
    String connection = stage.connect();
    var folder =
        Folders.SMALL.previews(1).releaseJson("{\"previewFrameTimeCode\": \"00:00:03:00\"}");
    Folders.drop(stage, connection + "/1.1/", folder);
    assertOut(stage, "1.1", "2");
    assertPictures(stage, "1.1", 2);
    assertThat(stage.apple.snapshot().previewSets()).hasSize(1);

    Folders.drop(stage, connection + "/1.2/", folder.ipa(Folders.ipa("1.2", "3")).screenshots(1));
    assertOut(stage, "1.2", "3");
    assertPictures(stage, "1.2", 1);
  }

  /// A folder for a new language whose writes lose their answers once each.
  static void interruptedFolder(Stage stage) throws Exception {
    stage.apple.createApp(
        NewApp.of(Stage.BUNDLE_ID, "Example").liveVersion("1.0", "1").withScreenshots());
    for (String path :
        List.of(
            "/v1/appStoreVersions",
            "/v1/appStoreVersionLocalizations",
            "/v1/appScreenshotSets",
            "/v1/appScreenshots")) {
      stage.apple.faults().add(Fault.status(503).on("POST", path).afterEffect());
    }
    stage
        .apple
        .faults()
        .add(Fault.cutBeforeAnswer().on("PATCH", "/v1/appScreenshots/{id}").afterEffect());
    Folders.drop(stage, stage.connect() + "/1.1/", Folders.SMALL);

    assertOut(stage, "1.1", "2");
    assertPictures(stage, "1.1", 2);
  }

  /// The next version goes without one of its languages.
  static void fewerLocales(Stage stage) throws Exception {
    Folders.app(stage);
    String connection = stage.connect();
    Folders.drop(stage, connection + "/1.1/", Folders.SMALL);
    assertOut(stage, "1.1", "2");

    Folders.drop(
        stage,
        connection + "/1.2/",
        Folders.SMALL
            .ipa(Folders.ipa("1.2", "3"))
            .locales(1)
            .releaseJson("{\"removeMissingLocales\": true}"));
    assertOut(stage, "1.2", "3");
    assertThat(Folders.version(stage, "1.2").localizations())
        .extracting(Snapshot.Texts::locale)
        .containsExactly("en-US");
    assertThat(stage.apple.snapshot().appInfos().getLast().localizations())
        .extracting(Snapshot.Texts::locale)
        .containsExactly("en-US");
  }

  static void unchangedFolder(Stage stage) throws Exception {
    Folders.app(stage);
    String connection = stage.connect();
    var folder = Folders.SMALL.file("metadata/review_information/attachment.pdf", "%PDF-1.4");
    Folders.drop(stage, connection + "/1.1/", folder);
    assertOut(stage, "1.1", "2");
    var before = stage.writes();

    Folders.drop(stage, connection + "/1.2/", folder.ipa(Folders.ipa("1.2", "3")));
    assertOut(stage, "1.2", "3");
    assertPictures(stage, "1.2", 2);
    String version = Folders.version(stage, "1.2").id();
    assertThat(stage.apple.snapshot().reviewAttachments())
        .filteredOn(attachment -> attachment.appStoreVersionId().equals(version))
        .hasSize(1);
    assertThat(Folders.writesSince(before, stage)).doesNotContainKey("POST /v1/appScreenshots");
  }

  /// A record that was just made on the web: the first drop brings a build alone, and App Review
  /// refuses it; the second one brings everything.
  static void firstVersion(Stage stage) throws Exception {
    var app = stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US"));
    String connection = stage.connect();
    stage.put(connection + "/bare/App.ipa", Ipas.of(Folders.ipa("1.1", "1")));
    stage.put(connection + "/bare/release.json", "{\"submit\": false}");
    stage.local.settle();
    String bare = until(stage, "1", "PREPARED").path("id").asText();
    stage.call(LocalUser.ALICE, "POST", "/releases/" + bare + "/submit", null);
    stage.local.settle();
    assertThat(stage.advanceUntil(bare, "NEEDS_ATTENTION").at("/problem/type").asText())
        .endsWith(":submission-refused");

    for (String lost : List.of("/v1/appPriceSchedules", "/v2/appAvailabilities")) {
      stage.apple.faults().add(Fault.status(500).on("POST", lost).afterEffect());
    }
    Folders.drop(stage, connection + "/1.1/", SampleFirstRelease.of(Folders.ipa("1.1", "2")));
    assertOut(stage, "1.1", "2");
    assertThat(stage.apple.snapshot().screenshotSets())
        .as("sets of two displays in two languages")
        .hasSize(4)
        .flatExtracting(Snapshot.MediaSet::assets)
        .hasSize(10);
    assertThat(stage.apple.snapshot().appStoreVersions()).as("1.0 was renamed").hasSize(1);
    var id = new AppId(app.id());
    assertThat(stage.colleague().appPriceSchedules().find(id)).isPresent();
    var availabilities = stage.colleague().appAvailabilities();
    assertThat(availabilities.territoriesOf(availabilities.find(id).orElseThrow().id()))
        .hasSize(175)
        .allMatch(TerritoryAvailability::available);
  }

  /// To testers of the team and to others, and then to App Review.
  static void testFlight(Stage stage) throws Exception {
    stage.apple.createApp(
        NewApp.of(Stage.BUNDLE_ID, "Example")
            .locales("en-US", "de-DE")
            .liveVersion("1.0", "1")
            .withScreenshots()
            .betaGroup("Friends", false)
            .betaGroup("Team", true)
            .betaGroupWithAllBuilds("Everyone"));
    stage
        .apple
        .faults()
        .add(
            Fault.status(503).on("POST", "/v1/betaGroups/{id}/relationships/builds").afterEffect());
    Folders.drop(
        stage,
        stage.connect() + "/1.1/",
        Folders.SMALL.releaseJson(
            """
            {"testFlight": {
              "whatToTest": {"en-US": "Try the lists.", "de-DE": "Probiert die Listen.",
                "fr-FR": "Essayez les listes."},
              "groups": ["Friends", "Team"]}}
            """));

    assertOut(stage, "1.1", "2");
    assertThat(stage.apple.snapshot().builds())
        .filteredOn(build -> build.buildNumber().equals("2"))
        .singleElement()
        .satisfies(
            build -> {
              assertThat(build.betaGroupNames()).contains("Friends", "Team");
              assertThat(build.betaReviewState()).isEqualTo("APPROVED");
              assertThat(build.whatToTest()).hasSize(3);
            });
  }

  /// Apple decides on the declaration while the release is on its way; the next build names one by
  /// its code.
  static void encryption(Stage stage) throws Exception {
    String app = stage.app().id();
    String declaration = stage.apple.addEncryptionDeclaration(app, "IN_REVIEW");
    String connection = stage.connect();
    stage.put(connection + "/1.1/App.ipa", Ipas.of(Folders.ipa("1.1", "2").withEncryption(null)));
    stage.put(connection + "/1.1/release.json", "{\"usesNonExemptEncryption\": true}");
    stage.local.settle();
    stage.advance(Duration.ofHours(4));
    stage.apple.decideEncryptionDeclaration(declaration, "APPROVED");
    assertOut(stage, "1.1", "2");

    stage.apple.addEncryptionDeclaration(
        NewEncryptionDeclaration.of(app, "APPROVED").withCode("c1"));
    stage.put(connection + "/App.ipa", Ipas.of(Folders.ipa("1.2", "3").withComplianceCode("c1")));
    stage.local.settle();
    assertOut(stage, "1.2", "3");
  }

  private static void assertPictures(Stage stage, String version, int ofEachDisplay) {
    String id = Folders.version(stage, version).id();
    for (String locale : LOCALES) {
      assertThat(stage.apple.snapshot().screenshotSets(id, locale))
          .as("screenshots of " + version + " in " + locale)
          .hasSize(2)
          .allSatisfy(
              set ->
                  assertThat(set.assets())
                      .hasSize(ofEachDisplay)
                      .extracting(Snapshot.MediaAsset::fileName)
                      .isSorted());
      assertThat(Folders.text(stage, version, locale, "description")).isNotBlank();
    }
  }
}
