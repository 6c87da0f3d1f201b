package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Trouble with the bytes, and with what Apple makes of them.
class UploadTroubleTest {
  @TempDir Path directory;

  record PartTrouble(String name, Fault fault) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<PartTrouble> troubleWithAPart() {
    return Sample.of(
        2,
        Stream.of(
            new PartTrouble("500", Fault.status(500).onParts().nth(3)),
            new PartTrouble("429", Fault.status(429).onParts().nth(3)),
            new PartTrouble(
                "503 after it arrived", Fault.status(503).onParts().nth(4).afterEffect()),
            new PartTrouble("cut", Fault.cutBeforeAnswer().onParts().nth(5)),
            new PartTrouble("refused", Fault.status(409).onParts().nth(2))));
  }

  @ParameterizedTest
  @MethodSource("troubleWithAPart")
  void aPartThatGoesWrongIsSentAgain(PartTrouble trouble) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(trouble.fault());
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
      assertThat(stage.writes()).containsEntry("POST /v1/buildUploads", 1L);
      assertThat(stage.apple.partPuts())
          .filteredOn(put -> put.status() == 200)
          .extracting(put -> put.partNumber())
          .as("what arrived is not sent twice")
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void expiredAddressesAreGivenBackForNewOnes() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(Fault.partUrlExpired().nth(3));
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
      assertThat(stage.writes())
          .containsEntry("POST /v1/buildUploads", 2L)
          .containsEntry("DELETE /v1/buildUploads/{id}", 1L);
    }
  }

  @Tag("answer")
  @Test
  void addressesThatNeverWorkAreTriedLessAndLessOften() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(Fault.partUrlExpired().always());
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advance(Duration.ofHours(4));

      var release = stage.newest();
      assertThat(release.path("open").asBoolean()).isTrue();
      assertThat(release.path("problem").path("type").asText())
          .isEqualTo("urn:slipway:problem:apple-refused");
      assertThat(release.path("problem").path("detail").asText())
          .isEqualTo(
              "The addresses that Apple gave for the parts of this upload have expired. Slipway"
                  + " restarts the upload automatically.");
      assertThat(stage.apple.snapshot().buildUploads()).hasSizeLessThanOrEqualTo(1);
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);

      stage.apple.faults().clear();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.assertReleasedExactlyOnce();
    }
  }

  @Tag("answer")
  @Test
  void whatAppleFindsWrongWithTheBuildIsShown() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(Fault.processingFailure("90683", "Missing purpose string."));
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("type").asText()).endsWith(":build-upload-failed");
      assertThat(release.path("problem").path("detail").asText())
          .startsWith(
              "Apple rejected build 2 of version 1.1 after the upload. Info.plist lacks the")
          .endsWith("The same build number may be used again.");
      assertThat(release.path("problem").path("appleErrors").get(0).asText())
          .isEqualTo("90683: Missing purpose string.");

      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(stage.apple.snapshot().builds()).as("the number was used again").hasSize(2);
    }
  }

  /// What Apple finds only after processing (A05), and an error that the table does not know.
  @Tag("answer")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          90189 | build-number-used   | Raise CFBundleVersion, build again and upload.
          90061 | build-number-used   | Raise CFBundleVersion above the latest build
          90062 | version-used        | Raise CFBundleShortVersionString, build again and upload.
          90478 | version-used        | Raise CFBundleShortVersionString, build again and upload.
          90035 | ipa-signing         | Export the app for App Store distribution
          91234 | build-upload-failed | Apple reports error 91234 (Apple's words.). Fix what it names
          """)
  void anErrorOfProcessingSaysWhatToDo(String code, String problem, String said) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(Fault.processingFailure(code, "Apple's words."));
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("type").asText()).endsWith(":" + problem);
      assertThat(release.path("problem").path("detail").asText()).contains(said);
      assertThat(release.path("problem").path("appleErrors").get(0).asText())
          .isEqualTo(code + ": Apple's words.");
    }
  }

  @Test
  void anInvalidBuildNeedsANewOne() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.apple.faults().add(Fault.invalidBinary());
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("type").asText())
          .endsWith(":build-processing-failed");
      assertThat(release.path("problem").path("detail").asText())
          .contains("raise the build number" + " (CFBundleVersion)");
      assertThat(stage.writes()).doesNotContainKey("POST /v1/appStoreVersions");
    }
  }

  @Test
  void aVersionAndABuildNumberThatAreTakenAreNamedBeforeTheUpload() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.0", "1"));
      stage.local.settle();

      var release = stage.newest();

      assertThat(release.path("state").asText()).isEqualTo("NEEDS_ATTENTION");
      assertThat(release.path("problem").path("faults"))
          .satisfiesExactlyInAnyOrder(
              fault -> {
                assertThat(fault.path("type").asText()).endsWith(":build-number-used");
                assertThat(fault.path("field").asText()).isEqualTo("App.ipa: CFBundleVersion");
                assertThat(fault.path("detail").asText())
                    .contains("Raise CFBundleVersion")
                    .contains("The next free number is 2.");
              },
              fault -> {
                assertThat(fault.path("type").asText()).endsWith(":version-used");
                assertThat(fault.path("field").asText())
                    .isEqualTo("App.ipa: CFBundleShortVersionString");
                assertThat(fault.path("detail").asText())
                    .contains("Raise CFBundleShortVersionString");
              });
      assertThat(stage.writes()).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void aVersionThatWasReleasedBeforeIsNamedBeforeTheUpload() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.0", "2"));
      stage.local.settle();

      var release = stage.newest();

      assertThat(release.path("state").asText()).isEqualTo("NEEDS_ATTENTION");
      assertThat(release.path("problem").path("type").asText()).endsWith(":version-used");
      assertThat(release.path("problem").path("detail").asText())
          .contains("This version is already released. Raise CFBundleShortVersionString");
      assertThat(stage.writes()).isEmpty();
    }
  }

  /// Somebody takes the number after preflight looked: Apple's refusal tells.
  @Tag("answer")
  @Test
  void aBuildNumberThatIsTakenMeanwhileIsNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      String bobs = stage.connect(LocalUser.BOB, stage.apple.createKey(KeyRole.APP_MANAGER));
      stage
          .apple
          .faults()
          .add(Fault.status(429).retryAfter(Duration.ofMinutes(4)).on("POST", "/v1/buildUploads"));
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      assertThat(stage.apple.faults().pending()).isEmpty();
      stage.put(bobs + "/1.1/App.ipa", Ipas.sound("1.1", "3"));
      stage.put(bobs + "/1.1/release.json", "{\"submit\": false}");
      stage.local.settle();

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("type").asText()).endsWith(":build-number-used");
      assertThat(release.path("problem").path("detail").asText())
          .contains(
              "The latest build number at Apple is 3. Raise the build number"
                  + " (CFBundleVersion)");
      assertThat(stage.writes()).as("Bob's").containsEntry("POST /v1/buildUploadFiles", 1L);
    }
  }

  /// A version that somebody releases after preflight looked is refused while the build processes.
  @Tag("answer")
  @Test
  void aVersionThatIsReleasedMeanwhileIsNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage
          .apple
          .faults()
          .add(
              Fault.processingFailure(
                  "90186", "Invalid Pre-Release Train. The train version '1.1' is closed."));
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("type").asText()).endsWith(":version-used");
      assertThat(release.path("problem").path("field").asText())
          .isEqualTo("App.ipa: CFBundleShortVersionString");
      assertThat(release.path("problem").path("detail").asText())
          .isEqualTo(
              "Apple rejected build 2 of version 1.1 after the upload. The version"
                  + " (CFBundleShortVersionString) is not higher than the approved one, or is"
                  + " closed for new builds. Raise CFBundleShortVersionString, build again and"
                  + " upload.");
      assertThat(release.path("problem").path("appleErrors").toString()).contains("90186");
      assertThat(stage.writes()).doesNotContainKey("POST /v1/appStoreVersions");
    }
  }

  @Tag("answer")
  @Test
  void aVersionNumberThatAppleKnowsAlreadyIsNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage
          .apple
          .faults()
          .add(
              Fault.status(
                      409,
                      "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE",
                      "The provided entity includes an attribute with a value that is used",
                      "The version number has been previously used.")
                  .on("POST", "/v1/appStoreVersions"));
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("type").asText()).endsWith(":version-used");
      assertThat(release.path("problem").path("detail").asText())
          .contains("Raise the version (CFBundleShortVersionString)");
    }
  }

  @Test
  void anAppWithoutMetadataSaysWhatIsMissingBeforeTheUpload() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(NewApp.of(Stage.BUNDLE_ID, "Example").incomplete());
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.0", "1"));
      stage.local.settle();

      var release = stage.newest();

      assertThat(release.path("state").asText()).isEqualTo("NEEDS_ATTENTION");
      assertThat(release.path("problem").path("type").asText()).endsWith(":preflight-failed");
      assertThat(release.path("findings"))
          .as("a bare build has no files to add")
          .allMatch(finding -> finding.path("file").isMissingNode())
          .extracting(finding -> finding.path("check").asText())
          .contains(
              "description-missing",
              "keywords-missing",
              "support-url-missing",
              "copyright-missing");
      assertThat(release.path("findings").path(0).path("remedy").asText())
          .contains("Set this in App Store Connect, or upload a folder with a release.json");
      assertThat(stage.writes()).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void aVersionThatStartsWithoutAReviewDetailNamesTheFilesThatItNeeds() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.guesses().turn(Guess.REVIEW_DETAIL_STARTS_EMPTY);
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("faults"))
          .extracting(fault -> fault.path("field").asText())
          .containsExactly("metadata/review_information/");

      Folders.drop(
          stage, connection + "/1.1/", Folders.SMALL.locales(1).ipa(Folders.ipa("1.1", "3")));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(Folders.version(stage, "1.1").reviewDetail())
          .containsEntry("contactFirstName", "Ada");
    }
  }

  /// Nothing stands in the way of a drop that is not submitted; the order to submit it comes later,
  /// and then Apple's own words tell.
  @Tag("answer")
  @Test
  void anAppWithoutMetadataThatIsSubmittedByOrderSaysWhatIsMissing() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(NewApp.of(Stage.BUNDLE_ID, "Example").incomplete());
      String folder = stage.connect() + "/1.0/";
      stage.put(folder + "App.ipa", Ipas.sound("1.0", "1"));
      stage.put(folder + "release.json", "{\"submit\": false}");
      stage.local.settle();
      String id = stage.advanceUntil("PREPARED").path("id").asText();

      assertThat(stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/submit", null).status())
          .isEqualTo(202);
      stage.local.settle();
      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("type").asText()).endsWith(":submission-refused");
      assertThat(release.path("problem").path("appleErrors").toString())
          .contains("please check associated errors")
          .contains("ENTITY_ERROR.ATTRIBUTE.REQUIRED: You must provide a value");
      assertThat(release.path("problem").path("faults"))
          .as("each reason by the drop's file that mends it")
          .extracting(fault -> fault.path("field").asText())
          .contains(
              "metadata/en-US/description.txt",
              "metadata/en-US/keywords.txt",
              "metadata/en-US/support_url.txt",
              "metadata/copyright.txt");
    }
  }
}
