package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appstoreversions.NewAppStoreVersion;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleFolder.Part;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.runner.sample.SamplePlatform;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Apps for Apple TV and Apple Vision Pro, from the drop to the App Store: a first version, an
/// update, and a build for testers.
class OtherPlatformsTest {
  private static final Map<SamplePlatform, List<String>> DISPLAYS =
      Map.of(
          SamplePlatform.TV_OS,
          List.of("APP_APPLE_TV", "APPLE_TV"),
          SamplePlatform.VISION_OS,
          List.of("APP_APPLE_VISION_PRO", "APPLE_VISION_PRO"));

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(
      value = SamplePlatform.class,
      names = {"TV_OS", "VISION_OS"})
  void aFirstVersionAndItsUpdateReachTheAppStore(SamplePlatform platform) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(
          NewApp.of(Stage.BUNDLE_ID, "Example")
              .withPlatform(platform.name())
              .locales("en-US", "de-DE")
              .incomplete());
      String connection = stage.connect();
      var folder = SampleFolder.of(ipa(platform, "1.1", "1")).locales(2).screenshots(2).previews(1);

      Folders.drop(
          stage,
          connection + "/1.1/",
          folder
              .without(Part.WHATS_NEW)
              .releaseJson("{\"contentRights\": \"DOES_NOT_USE_THIRD_PARTY_CONTENT\"}"));
      var first = stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(Folders.checks(first))
          .as("the record's version 1.0 got the number of the build; the steps on the web are over")
          .isEmpty();
      assertThat(first.path("platform").asText()).isEqualTo(platform.name());
      assertAllIsAtApple(stage, "1.1", "1", platform);
      Map<String, Long> before = stage.writes();

      Folders.drop(
          stage,
          connection + "/1.2/",
          folder.ipa(ipa(platform, "1.2", "2")).releaseJson("{\"phasedRelease\": true}"));
      var update = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      boolean phased = platform != SamplePlatform.VISION_OS;
      assertThat(Folders.checks(update))
          .isEqualTo(phased ? List.of() : List.of("vision-version-phased"));
      assertThat(Folders.version(stage, "1.2").phasedReleaseState())
          .isEqualTo(phased ? "ACTIVE" : null);
      assertAllIsAtApple(stage, "1.2", "2", platform);
      assertThat(Folders.writesSince(before, stage))
          .as("the media are those of the first version")
          .doesNotContainKeys("POST /v1/appScreenshots", "POST /v1/appPreviews");
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  @Tag("answer")
  @ParameterizedTest
  @EnumSource(
      value = SamplePlatform.class,
      names = {"TV_OS", "VISION_OS"})
  void testersGetTheBuild(SamplePlatform platform) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(
          NewApp.of(Stage.BUNDLE_ID, "Example")
              .withPlatform(platform.name())
              .liveVersion("1.0", "1")
              .betaGroup("Friends", false));
      String folder = stage.connect() + "/1.1/";
      stage.put(folder + "App.ipa", Ipas.of(ipa(platform, "1.1", "2")));
      stage.put(
          folder + "release.json",
          """
          {"testFlight": {"whatToTest": {"en-US": "Try the lists."}, "groups": ["Friends"],
            "only": true}}
          """);
      stage.local.settle();

      var release = stage.advanceUntil("IN_BETA_TESTING");

      assertThat(Folders.checks(release)).isEmpty();
      assertThat(stage.apple.snapshot().builds())
          .filteredOn(build -> build.buildNumber().equals("2"))
          .singleElement()
          .satisfies(
              build -> {
                assertThat(build.platform()).isEqualTo(platform.name());
                assertThat(build.betaGroupNames()).containsExactly("Friends");
                assertThat(build.betaReviewState()).isEqualTo("APPROVED");
              });
    }
  }

  /// Their displays have one size, so that no name of a file has to say which one is meant.
  @Tag("answer")
  @ParameterizedTest
  @EnumSource(
      value = SamplePlatform.class,
      names = {"TV_OS", "VISION_OS"})
  void theBuildSaysWhichDisplayIsMeant(SamplePlatform platform) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(
          NewApp.of(Stage.BUNDLE_ID, "Example")
              .withPlatform(platform.name())
              .liveVersion("1.0", "1")
              .withScreenshots());
      var other = SampleFolder.of(ipa(SamplePlatform.VISION_OS, "1.1", "2"));
      var vision = Folders.files(other.locales(1).screenshots(1).previews(0));
      byte[] picture =
          vision.entrySet().stream()
              .filter(file -> file.getKey().endsWith(".png"))
              .findFirst()
              .orElseThrow()
              .getValue();

      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          SampleFolder.of(ipa(platform, "1.1", "2"))
              .locales(1)
              .displays(0)
              .previews(0)
              .file("screenshots/en-US/3840x2160.png", picture)
              .releaseJson("{\"submit\": false}"));
      stage.advanceUntil("PREPARED");

      assertThat(stage.apple.snapshot().screenshotSets())
          .extracting(Snapshot.MediaSet::displayType)
          .containsExactly(DISPLAYS.get(platform).getFirst());
    }
  }

  /// A platform that a person adds to an app on the web begins with a version 1.0 without texts.
  /// The app info belongs to all platforms, and then has the privacy policy that Apple TV asks for.
  @Tag("answer")
  @Test
  void televisionIsAddedToAnAppThatIsOnTheAppStore() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app =
          stage.apple.createApp(
              NewApp.of(Stage.BUNDLE_ID, "Example")
                  .locales("en-US", "de-DE")
                  .liveVersion("1.0", "1"));
      stage
          .colleague()
          .appStoreVersions()
          .create(NewAppStoreVersion.of(new AppId(app.id()), Platform.TV_OS, "1.0"));
      String connection = stage.connect();

      Folders.drop(
          stage,
          connection + "/tv/",
          SampleFolder.of(ipa(SamplePlatform.TV_OS, "1.1", "2"))
              .locales(2)
              .screenshots(1)
              .previews(0)
              .without(Part.WHATS_NEW)
              .releaseJson("{}"));
      var first = stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(first.path("problem").isMissingNode()).as(first::toPrettyString).isTrue();
      stage.put(connection + "/App.ipa", Ipas.of(ipa(SamplePlatform.IOS, "1.1", "2")));
      stage.local.settle();
      var update = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(update.path("platform").asText()).isEqualTo("IOS");
      assertThat(stage.apple.snapshot().appStoreVersions())
          .extracting(
              version -> version.platform() + " " + version.versionString() + " " + version.state())
          .containsExactlyInAnyOrder(
              "IOS 1.0 REPLACED_WITH_NEW_VERSION",
              "IOS 1.1 READY_FOR_DISTRIBUTION",
              "TV_OS 1.1 READY_FOR_DISTRIBUTION");
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  /// Apple asks for the text with a version of any platform (fastlane#20869).
  @Tag("answer")
  @Test
  void theTextForTelevisionIsMissedOnOtherPlatformsToo() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = stage.app();
      stage
          .colleague()
          .appStoreVersions()
          .create(NewAppStoreVersion.of(new AppId(app.id()), Platform.TV_OS, "1.0"));
      stage.put(stage.connect() + "/App.ipa", Ipas.of(ipa(SamplePlatform.IOS, "1.1", "2")));
      stage.local.settle();

      assertThat(Folders.checks(stage.advanceUntil("NEEDS_ATTENTION")))
          .containsExactly("privacy-policy-text-missing");
      assertThat(stage.writes()).doesNotContainKey("POST /v1/buildUploads");
    }
  }

  @Tag("answer")
  @Test
  void allThatAnAppForTelevisionLacksIsSaidAtOnce() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(
          NewApp.of(Stage.BUNDLE_ID, "Example").withPlatform("TV_OS").incomplete());
      var files =
          Folders.files(
              SampleFolder.of(ipa(SamplePlatform.TV_OS, "1.0", "1"))
                  .locales(1)
                  .displays(0)
                  .previews(0)
                  .without(Part.WHATS_NEW)
                  .releaseJson("{\"contentRights\": \"DOES_NOT_USE_THIRD_PARTY_CONTENT\"}"));
      files.remove("metadata/en-US/apple_tv_privacy_policy.txt");

      Folders.drop(stage, stage.connect() + "/1.0/", files);

      assertThat(Folders.checks(stage.advanceUntil("NEEDS_ATTENTION")))
          .containsExactlyInAnyOrder(
              "web-only-steps", "privacy-policy-text-missing", "tv-screenshots-missing");
      assertThat(stage.writes()).isEmpty();
    }
  }

  private static SampleIpa.Spec ipa(SamplePlatform platform, String version, String build) {
    return Folders.ipa(version, build).withPlatform(platform);
  }

  private static void assertAllIsAtApple(
      Stage stage, String number, String build, SamplePlatform platform) {
    var snapshot = stage.apple.snapshot();
    assertThat(snapshot.buildUploads())
        .filteredOn(upload -> upload.buildNumber().equals(build))
        .singleElement()
        .satisfies(
            upload -> {
              assertThat(upload.platform()).isEqualTo(platform.name());
              assertThat(upload.state()).isEqualTo("COMPLETE");
            });
    var version = Folders.version(stage, number);
    assertThat(version.platform()).isEqualTo(platform.name());
    assertThat(version.state()).isEqualTo("READY_FOR_DISTRIBUTION");
    for (String locale : List.of("en-US", "de-DE")) {
      assertThat(snapshot.screenshotSets(version.id(), locale))
          .singleElement()
          .satisfies(
              set -> {
                assertThat(set.displayType()).isEqualTo(DISPLAYS.get(platform).getFirst());
                assertThat(set.assets()).hasSize(2);
              });
    }
    assertThat(snapshot.previewSets())
        .filteredOn(set -> set.appStoreVersionId().equals(version.id()))
        .singleElement()
        .satisfies(
            set -> {
              assertThat(set.displayType()).isEqualTo(DISPLAYS.get(platform).getLast());
              assertThat(set.assets()).hasSize(1);
            });
  }
}
