package dev.slipway.runner.crash;

import dev.slipway.runner.LocalS3;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.builds.NewBuild;
import dev.slipway.simulator.purchases.NewPurchase;
import dev.slipway.simulator.settings.SimulatorClock;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/// What a folder without an `.ipa` can do, for an app that is on the App Store.
enum FolderWithoutIpa {
  /// Releases a build that Apple has.
  BUILD("atapple/", "version 1.1 READY_FOR_DISTRIBUTION AFTER_APPROVAL build=417 ") {
    @Override
    Map<String, String> files() {
      return inOrder(
          Map.of(
              "metadata/en-US/release_notes.txt", "Better.",
              "metadata/de-DE/release_notes.txt", "Besser."),
          "{\"bundleId\": \"com.example.app\", \"version\": \"1.1\", \"build\": \"LATEST\"}");
    }

    @Override
    void prepare(AppStoreConnectSimulator apple, String appId) {
      apple.addBuild(NewBuild.of(appId, "1.1", "417"));
    }
  },
  /// Changes the promotional text of the version on the App Store.
  LIVE_VERSION("live/", "version 1.0 READY_FOR_DISTRIBUTION ") {
    @Override
    Map<String, String> files() {
      return inOrder(
          Map.of(
              "metadata/en-US/promotional_text.txt", "Half price.",
              "metadata/de-DE/promotional_text.txt", "Zum halben Preis."),
          "{\"bundleId\": \"com.example.app\", \"live\": true}");
    }

    @Override
    void prepare(AppStoreConnectSimulator apple, String appId) {}
  },
  /// Submits a product without a version.
  PURCHASES("products/", "purchase gems APPROVED") {
    @Override
    Map<String, String> files() {
      return inOrder(Map.of(), "{\"bundleId\": \"com.example.app\", \"purchases\": \"READY\"}");
    }

    @Override
    void prepare(AppStoreConnectSimulator apple, String appId) {
      apple.addPurchase(
          appId, NewPurchase.inApp("coins", "CONSUMABLE").at(NewPurchase.Stage.APPROVED));
      apple.addPurchase(appId, NewPurchase.inApp("gems", "CONSUMABLE"));
    }
  };

  private final String rows;
  private final String done;

  /// @param rows begins the rows of the report
  /// @param done begins a line of the end state
  FolderWithoutIpa(String rows, String done) {
    this.rows = rows;
    this.done = done;
  }

  abstract Map<String, String> files();

  /// Gives Apple what the folder names.
  abstract void prepare(AppStoreConnectSimulator apple, String appId);

  /// The manifest last.
  private static Map<String, String> inOrder(Map<String, String> texts, String releaseJson) {
    var files = new LinkedHashMap<>(texts);
    files.put("release.json", releaseJson);
    return files;
  }

  /// Returns whether the folder's work is done, and no text of it is missing.
  boolean isDone(EndState end) {
    return end.lines().stream().anyMatch(line -> line.startsWith(done))
        && files().entrySet().stream()
            .filter(file -> file.getKey().endsWith(".txt"))
            .allMatch(
                file -> end.lines().stream().anyMatch(line -> line.contains(file.getValue())));
  }

  /// Runs the release in a fresh directory.
  ///
  /// @param point null when nothing goes wrong
  Ended run(Path directory, @Nullable Point point) throws Exception {
    var clock = SimulatorClock.fixedAt(Voyage.START);
    var trouble = new Trouble(point, clock, new Trouble.Cast(Voyage.CAST.functions(), rows, ""));
    try (var local = SlipwayLocal.start(Voyage.options(directory, clock, trouble));
        var s3 = LocalS3.client(local)) {
      var apple = local.simulator().orElseThrow();
      String appId =
          apple
              .createApp(
                  NewApp.of("com.example.app", "Example")
                      .locales("en-US", "de-DE")
                      .liveVersion("1.0", "1"))
              .id();
      prepare(apple, appId);
      String folder = Voyage.connect(local, apple) + "/page/";
      local.aws().faults().script(trouble::aws);
      apple.faults().script(trouble::apple);
      trouble.arm();
      var start = clock.instant();
      files()
          .forEach(
              (path, content) ->
                  s3.putObject(
                      put -> put.bucket(local.dropBucket()).key(folder + path),
                      RequestBody.fromString(content)));
      local.settle();
      String late = Voyage.await("READY_FOR_DISTRIBUTION", local, trouble, start);
      trouble.disarm();
      return new Ended(
          trouble.wasMet(), EndState.of(apple.snapshot()), 0, late, trouble.happened());
    }
  }
}
