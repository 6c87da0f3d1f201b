package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.DropExamples.Example;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.runner.sample.SampleMedia;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.builds.NewBuild;
import dev.slipway.simulator.purchases.NewPurchase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples at the beginning of docs/drops.md do what their headings say: each is dropped as it
/// is, for an app of its own, all at once.
class DropExamplesTest {
  /// Where the release of each example stops by itself.
  private static final Map<String, String> ENDS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "Release a new build, and leave everything else as it is",
                  "READY_FOR_DISTRIBUTION"),
              Map.entry("Release the first version of an app", "READY_FOR_DISTRIBUTION"),
              Map.entry("Release a build that Apple has already", "READY_FOR_DISTRIBUTION"),
              Map.entry(
                  "Prepare the texts and screenshots of a version before its build", "PREPARED"),
              Map.entry("See what would happen, and change nothing", "PLANNED"),
              Map.entry(
                  "Update the texts, and leave the screenshots alone", "READY_FOR_DISTRIBUTION"),
              Map.entry("Give a build to testers, and nothing to the App Store", "IN_BETA_TESTING"),
              Map.entry("Bring the first build of a new app to testers", "IN_BETA_TESTING"),
              Map.entry("Prepare a version, and submit it later", "PREPARED"),
              Map.entry("Release it myself after its approval", "PENDING_DEVELOPER_RELEASE"),
              Map.entry("Release it on a date", "PENDING_APPLE_RELEASE"),
              Map.entry("Release an update over seven days", "READY_FOR_DISTRIBUTION"),
              Map.entry(
                  "Change the promotional text of the version on the App Store",
                  "READY_FOR_DISTRIBUTION"),
              Map.entry("Submit in-app purchases without a version", "READY_FOR_DISTRIBUTION"),
              Map.entry("Replace the version that App Review has", "READY_FOR_DISTRIBUTION")));

  private static final String FIRST = "Release the first version of an app";
  private static final String AT_APPLE = "Release a build that Apple has already";
  private static final String FIRST_BUILD = "Bring the first build of a new app to testers";
  private static final String PURCHASES =
      "Submit in-app purchases and subscriptions with a version";
  private static final String ALONE = "Submit in-app purchases without a version";
  private static final String REPLACE = "Replace the version that App Review has";

  private static final String CREATIVES =
      "Give the product page a header, and search results a picture";

  static {
    ENDS.put(PURCHASES, "READY_FOR_DISTRIBUTION");
    ENDS.put(CREATIVES, "READY_FOR_DISTRIBUTION");
  }

  @TempDir Path directory;

  @Tag("proof")
  @Test
  void eachExampleDoesWhatItSays() throws Exception {
    List<Example> examples = DropExamples.read();
    assertThat(examples)
        .extracting(Example::want)
        .containsExactlyInAnyOrderElementsOf(ENDS.keySet());
    try (var stage = Stage.small(directory)) {
      String connection = stage.connect();
      Map<String, String> releases = new LinkedHashMap<>();
      for (Example example : examples) {
        releases.put(example.want(), drop(stage, connection, example, releases.size()));
      }

      for (var entry : releases.entrySet()) {
        var release = stage.advanceUntil(entry.getValue(), ENDS.get(entry.getKey()));
        assertThat(release.path("problem").isMissingNode()).as(release::toPrettyString).isTrue();
        assertThat(Folders.checks(release)).as(entry.getKey()).isSubsetOf(harmless(entry.getKey()));
      }
      assertThat(stage.releases())
          .filteredOn(release -> release.path("version").asText().equals("1.1"))
          .as("the one that was replaced")
          .singleElement()
          .satisfies(release -> assertThat(release.path("state").asText()).isEqualTo("SUPERSEDED"));
      assertThat(stage.apple.snapshot().purchases())
          .as("of the two examples")
          .hasSize(3)
          .extracting(Snapshot.Purchase::versionState)
          .containsOnly("APPROVED");
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  /// Returns the warnings that an example may have.
  private static List<String> harmless(String want) {
    return switch (want) {
      case FIRST -> List.of("web-only-steps");
      case FIRST_BUILD -> List.of();
      case REPLACE -> List.of("version-with-review", "whats-new-repeated");
      default -> List.of("whats-new-repeated");
    };
  }

  /// Makes the example's app, drops its files and returns the release.
  private static String drop(Stage stage, String connection, Example example, int number)
      throws Exception {
    String bundleId = Stage.BUNDLE_ID + number;
    NewApp app =
        example.want().equals(FIRST) || example.want().equals(FIRST_BUILD)
            ? NewApp.madeOnWeb(bundleId, "Example " + number, "en-US")
            : NewApp.of(bundleId, "Example " + number)
                .liveVersion("1.0", "1")
                .betaGroup("Friends", false);
    String appId = stage.apple.createApp(app).id();
    if (example.want().equals(AT_APPLE)) {
      stage.apple.addBuild(NewBuild.of(appId, "1.2", "3"));
    }
    if (example.want().equals(PURCHASES)) {
      stage.apple.addPurchase(appId, NewPurchase.inApp("coins", "CONSUMABLE"));
    }
    if (example.want().equals(ALONE)) {
      stage.apple.addPurchase(
          appId, NewPurchase.inApp("coins", "CONSUMABLE").at(NewPurchase.Stage.APPROVED));
      stage.apple.addPurchase(appId, NewPurchase.inApp("gems", "CONSUMABLE"));
    }
    if (example.want().equals(REPLACE)) {
      stage.put(connection + "/earlier.ipa", Ipas.of(ipa(bundleId, "1.1", "2")));
      stage.local.settle();
      stage.advanceUntil(newest(stage, bundleId), "WAITING_FOR_REVIEW");
    }
    var all =
        Folders.files(
            SampleFolder.of(ipa(bundleId, "1.2", "3")).locales(1).displays(2).screenshots(1));
    all.put("App.ipa", all.get("Sample.ipa"));
    all.put("screenshots/en-US/PRODUCT_PAGE_HEADER/header.png", SampleMedia.screenshot(3840, 1646));
    all.put(
        "screenshots/en-US/APP_STORE_SEARCH_RESULTS/search.png",
        SampleMedia.screenshot(1920, 1280));
    String releaseJson =
        example
            .releaseJson()
            .replace("com.example.app", bundleId)
            .replaceAll(
                "\"[0-9-]+T[0-9:+]+\"",
                "\""
                    + stage
                        .local
                        .clock()
                        .instant()
                        .truncatedTo(ChronoUnit.HOURS)
                        .plus(Duration.ofDays(2))
                    + "\"");
    all.put("release.json", releaseJson.getBytes(StandardCharsets.UTF_8));
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String path : example.files()) {
      assertThat(all).as(example.want()).containsKey(path);
      files.put(path, all.get(path));
    }
    Folders.drop(stage, connection + "/" + number + "/", files);
    return newest(stage, bundleId);
  }

  private static SampleIpa.Spec ipa(String bundleId, String version, String build) {
    return SampleIpa.Spec.of(bundleId, version, build).withPayloadBytes(300_000);
  }

  private static String newest(Stage stage, String bundleId) throws Exception {
    for (var release :
        stage.call(LocalUser.ALICE, "GET", "/releases", null).body().path("releases")) {
      if (release.path("bundleId").asText().equals(bundleId)) {
        return release.path("id").asText();
      }
    }
    throw new AssertionError("no release of " + bundleId + ": " + stage.releases());
  }
}
