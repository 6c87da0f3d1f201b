package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.NewApp.Screenshot;
import dev.slipway.simulator.settings.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What [AppleTroubleTest] shows of a build, shown of everything else that a folder holds: each
/// call that goes wrong once, whichever it is, leaves texts and media at Apple exactly once.
class FolderTroubleTest {
  private static final String FIRST = "screenshots/en-US/iPhone 15 Pro Max-01.png";
  private static final String SECOND = "screenshots/en-US/iPhone 15 Pro Max-02.png";

  /// Texts, a new language and one that goes, a preview, pictures that are new and gone, an
  /// attachment, and every statement about the app.
  private static final SampleFolder FOLDER =
      SampleFolder.of(Folders.ipa("1.1", "2"))
          .locales(3)
          .displays(1)
          .screenshots(2)
          .previews(1)
          .file("metadata/review_information/attachment.pdf", "How to see the lists.")
          .releaseJson(
              """
              {"phasedRelease": true, "removeMissingLocales": true,
               "contentRights": "USES_THIRD_PARTY_CONTENT"}\
              """);

  /// With a fault on its way the folder takes 60 to 70 calls, 83 at most (measured). Two drops
  /// within one hour take 90: each reads the attached build before it is submitted.
  private static final long BUSIEST_HOUR = 91;

  /// Every read of the way of this folder to its submission.
  private static final List<String> READS =
      List.of(
          "GET /v1/appStoreVersionLocalizations/{id}/appPreviewSets",
          "GET /v1/appStoreVersionLocalizations/{id}/appScreenshotSets",
          "GET /v1/appStoreVersions/{id}/appStoreReviewDetail",
          "GET /v1/appStoreVersions/{id}/appStoreVersionLocalizations",
          "GET /v1/apps",
          "GET /v1/apps/{id}/appInfos",
          "GET /v1/apps/{id}/appStoreVersions",
          "GET /v1/apps/{id}/buildUploads",
          "GET /v1/buildUploads/{id}",
          "GET /v1/reviewSubmissions");

  /// How the connection's check finds out the key's role; no part of a release.
  private static final String ROLE_CHECK = "GET /v1/apps/{id}/analyticsReportRequests";

  /// Every write of it that a build alone does not take.
  private static final List<String> WRITES =
      List.of(
          "DELETE /v1/appInfoLocalizations/{id}",
          "DELETE /v1/appScreenshots/{id}",
          "DELETE /v1/appStoreVersionLocalizations/{id}",
          "PATCH /v1/ageRatingDeclarations/{id}",
          "PATCH /v1/appInfoLocalizations/{id}",
          "PATCH /v1/appInfos/{id}",
          "PATCH /v1/appPreviews/{id}",
          "PATCH /v1/appScreenshots/{id}",
          "PATCH /v1/appStoreReviewAttachments/{id}",
          "PATCH /v1/appStoreReviewDetails/{id}",
          "PATCH /v1/apps/{id}",
          "POST /v1/appPreviewSets",
          "POST /v1/appPreviews",
          "POST /v1/appScreenshotSets",
          "POST /v1/appScreenshots",
          "POST /v1/appStoreReviewAttachments",
          "POST /v1/appStoreVersionLocalizations");

  private static final Map<String, byte[]> files = new LinkedHashMap<>();

  @TempDir Path directory;

  @BeforeAll
  static void writeFolder() throws Exception {
    FOLDER.writeTo(files::put);
  }

  record Trouble(String name, Fault fault) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Trouble> troubleOnWrites() {
    var all = new ArrayList<Trouble>();
    for (String write : WRITES) {
      all.add(on(write, "503 before the effect", Fault.status(503)));
      all.add(on(write, "500 after the effect", Fault.status(500).afterEffect()));
      if (write.startsWith("POST")) {
        all.add(on(write, "not to be seen yet", Fault.slowConsistency(Duration.ofMinutes(2))));
      }
    }
    // An answer that is lost, by whatever write: a few stand for all.
    all.add(on("POST /v1/appScreenshots", "truncated JSON", Fault.truncatedBody()));
    all.add(on("PATCH /v1/appInfos/{id}", "truncated JSON", Fault.truncatedBody()));
    all.add(on("DELETE /v1/appScreenshots/{id}", "cut", Fault.cutBeforeAnswer().afterEffect()));
    return Sample.of(40, all.stream());
  }

  static Stream<Trouble> troubleOnReads() {
    var all = new ArrayList<Trouble>();
    for (String read : READS) {
      all.add(on(read, "HTML page", Fault.htmlErrorPage(502)));
      all.add(on(read, "429 later", Fault.status(429).retryAfter(Duration.ofMinutes(4))));
    }
    return Sample.of(24, all.stream());
  }

  private static Trouble on(String call, String name, Fault fault) {
    int space = call.indexOf(' ');
    return new Trouble(
        call + ": " + name, fault.on(call.substring(0, space), call.substring(space + 1)));
  }

  /// So that a call that is new on the way is not forgotten here.
  @Test
  void everyCallOfTheWayIsInTheTables() throws Exception {
    try (var stage = Stage.small(directory)) {
      String connection = start(stage);

      drop(stage, connection);
      stage.advanceUntil("WAITING_FOR_REVIEW");

      var calls = new TreeSet<>(stage.apple.calls().keySet());
      calls.removeAll(AppleTroubleTest.WRITES);
      calls.remove(ROLE_CHECK);
      var expected = new TreeSet<>(READS);
      expected.addAll(WRITES);
      assertThat(calls).containsExactlyElementsOf(expected);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThereExactlyOnce(stage);
    }
  }

  @Tag("proof")
  @ParameterizedTest
  @MethodSource({"troubleOnWrites", "troubleOnReads"})
  void aCallThatGoesWrongOnceIsNeitherLostNorDoubled(Trouble trouble) throws Exception {
    try (var stage = Stage.small(directory)) {
      String connection = start(stage);
      stage.apple.faults().add(trouble.fault());

      drop(stage, connection);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.faults().pending()).as("the fault happened").isEmpty();
      assertThereExactlyOnce(stage);
    }
  }

  static Stream<Trouble> troubleOnTheOrder() {
    String order = "PATCH /v1/appScreenshotSets/{id}/relationships/appScreenshots";
    return Stream.of(
        on(order, "503 before the effect", Fault.status(503)),
        on(order, "500 after the effect", Fault.status(500).afterEffect()),
        on(order, "cut after the effect", Fault.cutBeforeAnswer().afterEffect()));
  }

  /// Pictures that are there, and change places.
  @Tag("proof")
  @ParameterizedTest
  @MethodSource("troubleOnTheOrder")
  void anOrderThatGoesWrongOnceIsThatOfTheFolder(Trouble trouble) throws Exception {
    try (var stage = Stage.small(directory)) {
      String connection = start(stage);
      drop(
          stage,
          connection,
          Map.of(
              FIRST,
              files.get(SECOND),
              SECOND,
              files.get(FIRST),
              "release.json",
              "{\"submit\": false}".getBytes(StandardCharsets.UTF_8)));
      stage.advanceUntil("PREPARED");
      long pictures = stage.writes().get("POST /v1/appScreenshots");
      stage.apple.faults().add(trouble.fault());

      stage.advance(Duration.ofSeconds(1));
      drop(stage, connection);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.faults().pending()).as("the fault happened").isEmpty();
      assertThat(stage.writes()).containsEntry("POST /v1/appScreenshots", pictures);
      stage.assertReleasedExactlyOnce(BUSIEST_HOUR);
      var version = Folders.version(stage, "1.1");
      assertThat(stage.apple.snapshot().screenshotSets(version.id(), "en-US"))
          .filteredOn(set -> set.displayType().equals("APP_IPHONE_67"))
          .singleElement()
          .satisfies(
              set ->
                  assertThat(set.assets())
                      .extracting(Snapshot.MediaAsset::checksum)
                      .containsExactly(md5(files.get(FIRST)), md5(files.get(SECOND))));
    }
  }

  private static String md5(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
  }

  /// An app with another picture; that of the pad, which the folder does not have, stays.
  private static String start(Stage stage) throws Exception {
    stage.apple.createApp(
        NewApp.of(Stage.BUNDLE_ID, "Example")
            .locales("en-US", "de-DE", "fr-FR")
            .liveVersion("1.0", "1")
            .withScreenshots(
                new Screenshot("APP_IPHONE_67", "old.png", "0".repeat(32)),
                new Screenshot("APP_IPAD_PRO_3GEN_129", "pad.png", "1".repeat(32))));
    return stage.connect();
  }

  /// As [Folders#drop], without drawing the pictures anew.
  private static void drop(Stage stage, String connection) {
    drop(stage, connection, Map.of());
  }

  /// @param changed files with another content, or more of them
  private static void drop(Stage stage, String connection, Map<String, byte[]> changed) {
    stage.canary.watchSecret(FOLDER.demoPassword());
    var all = new LinkedHashMap<>(files);
    all.putAll(changed);
    all.forEach((path, content) -> stage.put(connection + "/1.1/" + path, content));
    stage.local.settle();
  }

  private static void assertThereExactlyOnce(Stage stage) throws Exception {
    stage.assertReleasedExactlyOnce(BUSIEST_HOUR);
    var snapshot = stage.apple.snapshot();
    var version = Folders.version(stage, "1.1");
    assertThat(version.phasedReleaseState()).isEqualTo("ACTIVE");
    assertThat(version.localizations())
        .extracting(Snapshot.Texts::locale)
        .containsExactlyInAnyOrder("en-US", "de-DE", "ja");
    assertThat(version.localizations())
        .allSatisfy(texts -> assertThat(texts.texts().get("whatsNew")).endsWith("(1.1)"));
    for (String locale : List.of("en-US", "de-DE", "ja")) {
      assertThat(snapshot.screenshotSets(version.id(), locale))
          .as(locale)
          .filteredOn(set -> set.displayType().equals("APP_IPHONE_67"))
          .singleElement()
          .satisfies(
              set -> {
                assertThat(set.assets())
                    .extracting(Snapshot.MediaAsset::fileName)
                    .containsExactly("iPhone 15 Pro Max-01.png", "iPhone 15 Pro Max-02.png");
                assertThat(set.assets())
                    .extracting(Snapshot.MediaAsset::state)
                    .containsOnly("COMPLETE");
              });
    }
    assertThat(snapshot.screenshotSets(version.id(), "en-US"))
        .filteredOn(set -> set.displayType().equals("APP_IPAD_PRO_3GEN_129"))
        .singleElement()
        .satisfies(set -> assertThat(set.assets()).hasSize(1));
    assertThat(snapshot.previewSets())
        .filteredOn(set -> set.appStoreVersionId().equals(version.id()))
        .singleElement()
        .satisfies(set -> assertThat(set.assets()).hasSize(1));
    assertThat(snapshot.reviewAttachments())
        .filteredOn(attachment -> attachment.appStoreVersionId().equals(version.id()))
        .singleElement()
        .satisfies(
            attachment -> assertThat(attachment.asset().fileName()).isEqualTo("attachment.pdf"));
    assertThat(version.reviewDetail())
        .containsEntry("contactFirstName", "Ada")
        .containsEntry("demoAccountPassword", FOLDER.demoPassword());
    assertThat(snapshot.apps())
        .singleElement()
        .satisfies(
            app ->
                assertThat(app.contentRightsDeclaration()).isEqualTo("USES_THIRD_PARTY_CONTENT"));
    assertThat(snapshot.appInfos())
        .singleElement()
        .satisfies(
            info -> {
              assertThat(info.categories()).containsEntry("primaryCategory", "PRODUCTIVITY");
              assertThat(info.ageRating())
                  .containsEntry("profanityOrCrudeHumor", "INFREQUENT_OR_MILD");
              assertThat(info.localizations())
                  .extracting(Snapshot.Texts::locale)
                  .contains("en-US", "de-DE", "ja")
                  .doesNotHaveDuplicates();
            });
  }
}
