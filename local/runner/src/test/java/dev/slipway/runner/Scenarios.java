package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The whole product on each [Scenario], from the drop to the App Store (or to the testers),
/// whatever the simulator's guesses answer.
final class Scenarios {
  /// Below this many calls in an hour no release tries the same thing again and again.
  private static final long BUSIEST_HOUR = 150;

  /// What happens on a stage.
  private interface Course {
    void run(Stage stage) throws Exception;
  }

  private Scenarios() {}

  /// Runs a scenario on a fresh stage.
  ///
  /// @param directory an empty directory
  /// @param turned the guesses that are turned from the start
  static void run(Scenario scenario, Collection<Guess> turned, Path directory) throws Exception {
    try (var stage =
        scenario == Scenario.WEBHOOKS
            ? Stage.withWebhooks(directory, options -> options)
            : Stage.small(directory)) {
      stage.apple.guesses().turn(turned);
      course(scenario).run(stage);
      assertThat(stage.local.failures()).isEmpty();
      assertThat(stage.apple.faults().pending()).as("faults that were never met").isEmpty();
      assertNothingTwice(stage.apple.snapshot());
      assertThat(stage.mostCallsInAnHour())
          .as("calls in the busiest hour")
          .isLessThan(BUSIEST_HOUR);
    }
  }

  private static Course course(Scenario scenario) {
    return switch (scenario) {
      case BARE_BUILD -> DropScenarios::bareBuild;
      case INTERRUPTED_UPLOAD -> DropScenarios::interruptedUpload;
      case REFUSED_BUILD -> DropScenarios::refusedBuild;
      case BUILD_AT_APPLE -> DropScenarios::buildAtApple;
      case FOLDER -> DropScenarios::folder;
      case INTERRUPTED_FOLDER -> DropScenarios::interruptedFolder;
      case FEWER_LOCALES -> DropScenarios::fewerLocales;
      case UNCHANGED_FOLDER -> DropScenarios::unchangedFolder;
      case LIBRARY_FOLDER -> LibraryScenarios::libraryFolder;
      case CREATIVE_FOLDER -> CreativeScenarios::folder;
      case FIRST_VERSION -> DropScenarios::firstVersion;
      case TESTFLIGHT -> DropScenarios::testFlight;
      case ENCRYPTION -> DropScenarios::encryption;
      case REJECTED -> ReviewScenarios::rejected;
      case WITHDRAWN -> ReviewScenarios::withdrawn;
      case REPLACED -> ReviewScenarios::replaced;
      case QUEUED -> ReviewScenarios::queued;
      case OTHER_SUBMISSION -> ReviewScenarios::otherSubmission;
      case PURCHASES -> ReviewScenarios::purchases;
      case PHASED -> ReviewScenarios::phased;
      case SCHEDULED -> ReviewScenarios::scheduled;
      case WEBHOOKS -> ReviewScenarios::webhooks;
      case CONNECTION -> ReviewScenarios::connection;
    };
  }

  /// Waits until the release is on the App Store, with this build.
  static void assertOut(Stage stage, String release, String version, String build)
      throws Exception {
    var out = stage.advanceUntil(release, "READY_FOR_DISTRIBUTION");
    assertThat(out.path("problem").isMissingNode()).as(out::toPrettyString).isTrue();
    assertThat(out.path("buildNumber").asText()).isEqualTo(build);
    var released = Folders.version(stage, version);
    assertThat(released.state()).isEqualTo("READY_FOR_DISTRIBUTION");
    assertThat(stage.apple.snapshot().builds())
        .filteredOn(each -> each.id().equals(released.buildId()))
        .extracting(Snapshot.Build::buildNumber)
        .containsExactly(build);
    assertThat(stage.apple.snapshot().reviewSubmissions())
        .as("submissions in which the version was approved")
        .filteredOn(submission -> submission.itemStates().contains("APPROVED"))
        .filteredOn(submission -> submission.appStoreVersionIds().contains(released.id()))
        .hasSize(1);
  }

  /// As above, for the newest release.
  static void assertOut(Stage stage, String version, String build) throws Exception {
    assertOut(stage, id(stage, build), version, build);
  }

  /// Waits until the release of a build is in this state.
  static JsonNode until(Stage stage, String build, String state) throws Exception {
    return stage.advanceUntil(id(stage, build), state);
  }

  /// Returns the id of the newest release of a build.
  static String id(Stage stage, String build) throws Exception {
    for (JsonNode release : stage.releases()) {
      if (release.path("buildNumber").asText().equals(build)) {
        return release.path("id").asText();
      }
    }
    throw new AssertionError("no release of build " + build + ": " + stage.releases());
  }

  /// Puts a bare build and lets everything run that needs no time.
  static void drop(Stage stage, String key, String version, String build) {
    stage.put(key, Ipas.of(Folders.ipa(version, build)));
    stage.local.settle();
    stage.advance(Duration.ofSeconds(1));
  }

  private static void assertNothingTwice(Snapshot snapshot) {
    assertThat(snapshot.builds())
        .extracting(build -> build.appId() + " " + build.version() + " " + build.buildNumber())
        .as("builds")
        .doesNotHaveDuplicates();
    assertThat(snapshot.buildUploads())
        .filteredOn(upload -> !upload.state().equals("FAILED"))
        .extracting(upload -> upload.version() + " " + upload.buildNumber())
        .as("build uploads")
        .doesNotHaveDuplicates();
    assertThat(snapshot.appStoreVersions())
        .extracting(version -> version.appId() + " " + version.versionString())
        .as("versions")
        .doesNotHaveDuplicates();
    for (Snapshot.AppStoreVersion version : snapshot.appStoreVersions()) {
      assertThat(version.localizations())
          .extracting(Snapshot.Texts::locale)
          .as("localizations of " + version.versionString())
          .doesNotHaveDuplicates();
    }
    assertNoAssetTwice(snapshot.screenshotSets());
    assertNoAssetTwice(snapshot.previewSets());
    assertThat(snapshot.reviewSubmissions())
        .as("submissions that are still with App Review, or hold a version")
        .noneMatch(
            submission ->
                !submission.state().equals("COMPLETE")
                    // A version may be approved without a product that was rejected.
                    && !submission.itemStates().contains("APPROVED")
                    && !submission.appStoreVersionIds().isEmpty());
  }

  private static void assertNoAssetTwice(List<Snapshot.MediaSet> sets) {
    Set<String> seen = new HashSet<>();
    var twice = new ArrayList<String>();
    for (Snapshot.MediaSet set : sets) {
      String place = set.versionString() + " " + set.locale() + " " + set.displayType();
      for (Snapshot.MediaAsset asset : set.assets()) {
        assertThat(asset.state()).as(place + " " + asset.fileName()).isEqualTo("COMPLETE");
        if (!seen.add(place + " " + asset.fileName())) {
          twice.add(place + " " + asset.fileName());
        }
      }
    }
    assertThat(twice).as("screenshots or previews that are there twice").isEmpty();
  }
}
