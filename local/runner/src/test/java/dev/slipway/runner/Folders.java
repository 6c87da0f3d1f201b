package dev.slipway.runner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/// Folder drops that hold all that a version needs, but little of it.
final class Folders {
  /// Two languages, a phone and a pad, two screenshots each; version 1.1 (2).
  static final SampleFolder SMALL =
      SampleFolder.of(ipa("1.1", "2")).locales(2).displays(2).screenshots(2).previews(0);

  private Folders() {}

  static SampleIpa.Spec ipa(String version, String build) {
    return SampleIpa.Spec.of(Stage.BUNDLE_ID, version, build).withPayloadBytes(300_000);
  }

  /// An app in the languages of [#SMALL], with 1.0 on the App Store and no screenshots.
  static SimulatedApp app(Stage stage) {
    return stage.apple.createApp(
        NewApp.of(Stage.BUNDLE_ID, "Example")
            .locales("en-US", "de-DE")
            .liveVersion("1.0", "1")
            .withScreenshots());
  }

  /// Puts a folder and lets everything run that needs no time. From then on the demo account's
  /// password must show up nowhere but there and at Apple.
  static void drop(Stage stage, String prefix, SampleFolder folder) throws Exception {
    stage.canary.watchSecret(folder.demoPassword());
    folder.writeTo(stage.s3, stage.local.dropBucket(), prefix);
    stage.local.settle();
  }

  /// The files of a folder, `release.json` last.
  static Map<String, byte[]> files(SampleFolder folder) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    folder.writeTo(files::put);
    return files;
  }

  /// Puts these files in their order, and lets everything run that needs no time.
  static void drop(Stage stage, String prefix, Map<String, byte[]> files) {
    files.forEach((path, content) -> stage.put(prefix + path, content));
    stage.local.settle();
  }

  /// The checks whose findings a release has, in order.
  static List<String> checks(JsonNode release) {
    return StreamSupport.stream(release.path("findings").spliterator(), false)
        .map(finding -> finding.path("check").asText())
        .toList();
  }

  /// Calls that changed something at Apple since then, by method and path template.
  static Map<String, Long> writesSince(Map<String, Long> before, Stage stage) {
    var writes = new HashMap<>(stage.writes());
    before.forEach((call, number) -> writes.merge(call, -number, Long::sum));
    writes.values().removeIf(number -> number == 0);
    return new TreeMap<>(writes);
  }

  static Snapshot.AppStoreVersion version(Stage stage, String number) {
    return stage.apple.snapshot().appStoreVersions().stream()
        .filter(version -> version.versionString().equals(number))
        .findFirst()
        .orElseThrow();
  }

  /// A text of a version in a language.
  static String text(Stage stage, String number, String locale, String attribute) {
    return version(stage, number).localizations().stream()
        .filter(texts -> texts.locale().equals(locale))
        .findFirst()
        .orElseThrow()
        .texts()
        .getOrDefault(attribute, "");
  }
}
