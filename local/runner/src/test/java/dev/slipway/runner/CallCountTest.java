package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sample.SampleFirstRelease;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleFolder.Part;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// How many calls of App Store Connect's API a release takes, from the drop to its submission: the
/// waiting and all looks count, the connection's check, parts of uploads and App Review's polls do
/// not. `make calls` runs this alone and prints the table that is left in `target/calls.txt`.
///
/// The reference release: an app with a live version and two languages gets a new version with
/// texts, two displays with five new screenshots each in both languages, a review contact and a
/// phased release; its build is ready after ten minutes. Then the same folder again, with another
/// build, version and what's new; and then an answer about the app's readiness.
///
/// The library: the same ten pictures of one display in ten languages by the app's asset library;
/// and the media of the reference release, new and unchanged, by the library instead of sets.
///
/// The first release: an app record that a person just made on the web gets texts in two languages,
/// ten screenshots, a price, an availability, and everything else that App Review asks for.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallCountTest {
  private static final int REFERENCE = 68;
  private static final int UNCHANGED = 22;
  private static final int PROCESSING = 2;

  /// Of an app in two languages with screenshots and no previews: 12, and one for each language.
  private static final int READINESS = 14;

  private static final int FIRST = 75;

  /// Media calls for the same ten pictures in ten languages.
  private static final int LIBRARY = 150;

  /// Media calls for twenty different pictures in two languages (asset-library.md, 11).
  private static final int DIFFERENT = 75;

  /// Of two languages: the library twice, its files, and what each language shows.
  private static final int SAME = 5;

  private static final List<String> ORDER =
      List.of("reference", "unchanged", "first", "readiness", "library", "different", "same");

  /// What the table says of its columns.
  private static final Map<String, String> MEANINGS =
      Map.of(
          "reference", "an update: 2 languages, 20 new screenshots, phased release",
          "unchanged", "the next version with the same screenshots",
          "first", "a new app's first version: texts, 10 screenshots, price, countries",
          "readiness", "what App Review would miss of an app, without a drop",
          "library", "10 languages that share 10 pictures, by the asset library",
          "different", "the reference with the asset library",
          "same", "the next version of that, with the same screenshots");

  private static final Pattern MEDIA =
      Pattern.compile("[aA]ssetLibrar|/placements|/appScreenshot|/appPreview");
  private static final Path TABLE = Path.of("target/calls.txt");
  private static final Duration STEP = Duration.ofMinutes(1);

  /// The schedule looks every five minutes, and first at a build six minutes after its upload. So
  /// long after a look, a drop finds its build not ready once: the most unlucky case.
  private static final Duration UNLUCKY = Duration.ofSeconds(234);

  private static final Duration SWEEPS = Duration.ofMinutes(5);

  private static final List<String> LANGUAGES =
      List.of("en-US", "de-DE", "ja", "fr-FR", "es-ES", "it", "ko", "nl-NL", "sv", "pt-BR");

  private static final SampleFolder FOLDER =
      SampleFolder.of(SampleIpa.Spec.of(Stage.BUNDLE_ID, "1.1", "2").withPayloadBytes(300_000))
          .locales(2)
          .displays(2)
          .screenshots(5)
          .previews(0)
          .without(Part.APP_INFORMATION)
          .without(Part.DEMO_ACCOUNT)
          .without(Part.AGE_RATING);

  /// What was counted, by its name in the table.
  private final Map<String, Count> columns = new TreeMap<>(Comparator.comparing(ORDER::indexOf));

  /// @param calls by method and path template
  /// @param processing those between the upload's end and the answer that the build is ready
  private record Count(Map<String, Long> calls, long processing) {
    /// Returns the calls for media, without the lists of a version's localizations.
    long media() {
      return calls.entrySet().stream()
          .filter(call -> MEDIA.matcher(call.getKey()).find())
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    long sum() {
      return calls.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @Test
  void aReleaseTakesFewCalls(@TempDir Path directory) throws Exception {
    try (var stage =
        Stage.small(
            directory,
            options -> options.processing(Duration.ofMinutes(2), Duration.ofMinutes(8)))) {
      var app =
          stage.apple.createApp(
              NewApp.of(Stage.BUNDLE_ID, "Example")
                  .locales("en-US", "de-DE")
                  .liveVersion("1.0", "1")
                  .withScreenshots());
      Instant start = stage.local.clock().instant();
      String connection = stage.connect();

      Count reference = count(stage, start, connection + "/1.1/", Folders.files(FOLDER));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      Count unchanged =
          count(
              stage,
              start,
              connection + "/1.2/",
              Folders.files(FOLDER.ipa(Folders.ipa("1.2", "3"))));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      Count readiness = readiness(stage, connection, app);
      columns.put("reference", reference);
      columns.put("unchanged", unchanged);
      columns.put("readiness", readiness);

      assertThat(stage.apple.partPuts()).as("parts: two builds, 20 screenshots").hasSize(24);
      assertThat(reference.sum())
          .as("calls of the reference release")
          .isLessThanOrEqualTo(REFERENCE);
      assertThat(unchanged.sum()).as("calls with unchanged media").isLessThanOrEqualTo(UNCHANGED);
      assertThat(List.of(reference.processing, unchanged.processing))
          .as("calls while the build processes")
          .allMatch(calls -> calls <= PROCESSING);
      assertThat(readiness.sum())
          .as("calls of an answer about readiness")
          .isLessThanOrEqualTo(READINESS);
    }
  }

  @Test
  void aFirstReleaseTakesFewCalls(@TempDir Path directory) throws Exception {
    try (var stage =
        Stage.small(
            directory,
            options -> options.processing(Duration.ofMinutes(2), Duration.ofMinutes(8)))) {
      stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US"));
      Instant start = stage.local.clock().instant();
      var folder = SampleFirstRelease.of(Folders.ipa("1.1", "2")).without(Part.DEMO_ACCOUNT);

      Count first = count(stage, start, stage.connect() + "/1.1/", Folders.files(folder));
      columns.put("first", first);

      assertThat(stage.apple.partPuts()).as("parts: one build, 10 screenshots").hasSize(12);
      assertThat(first.sum()).as("calls of a first release").isLessThanOrEqualTo(FIRST);
      assertThat(first.processing)
          .as("calls while the build processes")
          .isLessThanOrEqualTo(PROCESSING);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
    }
  }

  @Test
  void picturesThatLanguagesShareTakeFewCallsByTheLibrary(@TempDir Path directory)
      throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(
          NewApp.of(Stage.BUNDLE_ID, "Example")
              .locales(LANGUAGES.toArray(String[]::new))
              .liveVersion("1.0", "1")
              .screenshotDisplayTypes("APP_IPHONE_65", "APP_IPAD_PRO_3GEN_129"));
      Instant start = stage.local.clock().instant();

      Count library = count(stage, start, stage.connect() + "/1.1/", shared());
      columns.put("library", library);

      assertThat(library.media()).as("media calls").isLessThanOrEqualTo(LIBRARY);
      assertThat(library.calls).containsEntry("POST /v1/appAssetLibraryImages", 10L);
      assertThat(library.calls).containsEntry("POST /v1/appAssetLibraryPlacements", 100L);
      assertThat(library.calls)
          .doesNotContainKey("POST /v1/appAssetLibraryPlacementOrderingRequests");
      assertThat(stage.apple.partPuts()).as("parts: one build, ten pictures").hasSize(12);
    }
  }

  /// Ten pictures in each of ten languages, the same in all.
  private static Map<String, byte[]> shared() throws IOException {
    var folder =
        FOLDER.displays(1).locales(1).screenshots(10).releaseJson("{\"media\": \"LIBRARY\"}");
    var files = new LinkedHashMap<String, byte[]>();
    Folders.files(folder)
        .forEach(
            (path, content) -> {
              boolean localized = path.contains("/en-US/");
              for (String language : localized ? LANGUAGES : List.of("en-US")) {
                files.put(path.replace("/en-US/", "/" + language + "/"), content);
              }
            });
    byte[] releaseJson = files.remove("release.json");
    files.put("release.json", releaseJson);
    return files;
  }

  @Tag("answer")
  @Test
  void differentPicturesTakeMoreCallsByTheLibraryAndUnchangedOnesFew(@TempDir Path directory)
      throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      Instant start = stage.local.clock().instant();
      String connection = stage.connect();
      var folder = FOLDER.releaseJson("{\"media\": \"LIBRARY\", \"phasedRelease\": true}");

      Count different = count(stage, start, connection + "/1.1/", Folders.files(folder));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      Count same =
          count(
              stage,
              start,
              connection + "/1.2/",
              Folders.files(folder.ipa(Folders.ipa("1.2", "3"))));
      columns.put("different", different);
      columns.put("same", same);

      assertThat(different.media()).as("media calls").isLessThanOrEqualTo(DIFFERENT);
      assertThat(same.media()).as("media calls of unchanged media").isLessThanOrEqualTo(SAME);
    }
  }

  private static Count count(Stage stage, Instant start, String folder, Map<String, byte[]> files)
      throws Exception {
    stage.advance(
        UNLUCKY
            .plus(SWEEPS)
            .minusSeconds(
                Duration.between(start, stage.local.clock().instant()).toSeconds()
                    % SWEEPS.toSeconds()));
    Map<String, Long> before = stage.apple.calls();
    int exchanges = stage.apple.exchanges().size();
    Folders.drop(stage, folder, files);
    String release = stage.newest().path("id").asText();
    for (int minutes = 0; !submitted(stage, release); minutes++) {
      assertThat(minutes).as(() -> "minutes without submission").isLessThan(60);
      stage.advance(STEP);
    }
    return new Count(
        callsSince(before, stage),
        processing(stage.apple.exchanges().stream().skip(exchanges).toList()));
  }

  private static Map<String, Long> callsSince(Map<String, Long> before, Stage stage) {
    Map<String, Long> calls = new HashMap<>(stage.apple.calls());
    before.forEach((call, number) -> calls.merge(call, -number, Long::sum));
    calls.values().removeIf(number -> number == 0);
    return calls;
  }

  /// The calls of an answer about the app as the releases left it.
  private static Count readiness(Stage stage, String connection, SimulatedApp app)
      throws Exception {
    Map<String, Long> before = stage.apple.calls();
    var answer = AppReadinessTest.answer(stage, connection, app);
    var count = new Count(callsSince(before, stage), 0);
    assertThat(answer.path("ready").asBoolean()).as(answer.toPrettyString()).isTrue();
    assertThat(answer.path("calls").asLong()).isEqualTo(count.sum());
    return count;
  }

  private static boolean submitted(Stage stage, String release) throws Exception {
    String state = stage.release(release).path("state").asText();
    assertThat(state).isNotIn("NEEDS_ATTENTION", "REJECTED");
    return state.equals("WAITING_FOR_REVIEW");
  }

  /// The calls behind the commit of the build's file, up to the answer that the build is ready.
  private static long processing(List<Exchange> exchanges) {
    int committed = -1;
    int ready = -1;
    for (int i = 0; i < exchanges.size(); i++) {
      Exchange exchange = exchanges.get(i);
      if (exchange.method().equals("PATCH") && exchange.path().contains("/buildUploadFiles/")) {
        committed = i;
      }
      if (exchange.method().equals("GET") && exchange.responseBody().contains("\"VALID\"")) {
        ready = ready < 0 && committed >= 0 ? i : ready;
      }
    }
    assertThat(committed).isNotNegative();
    assertThat(ready).isGreaterThan(committed);
    return ready - committed;
  }

  @AfterAll
  void writeTable() throws IOException {
    var table =
        new StringBuilder("Calls of App Store Connect's API until a version is submitted:\n");
    columns
        .keySet()
        .forEach(name -> table.append("  %-9s  %s\n".formatted(name, MEANINGS.get(name))));
    table.append('\n');
    columns.keySet().forEach(name -> table.append("%9s  ".formatted(name)));
    table.append("call\n");
    var all = new TreeSet<String>();
    columns.values().forEach(count -> all.addAll(count.calls.keySet()));
    for (String call : all) {
      columns
          .values()
          .forEach(count -> table.append("%9d  ".formatted(count.calls.getOrDefault(call, 0L))));
      table.append(call).append('\n');
    }
    table.append("media calls:");
    columns.forEach((name, count) -> table.append(" %s=%d".formatted(name, count.media())));
    table.append("\ncalls:");
    sum(table, "reference");
    sum(table, "unchanged");
    table
        .append(" processing=")
        .append(columns.values().stream().mapToLong(Count::processing).max().orElse(0));
    sum(table, "first");
    sum(table, "readiness");
    Count library = columns.get("library");
    if (library != null) {
      table
          .append(" library_calls=")
          .append(library.media())
          .append(" library_uploads=")
          .append(library.calls.getOrDefault("POST /v1/appAssetLibraryImages", 0L));
    }
    table.append('\n');
    Files.createDirectories(TABLE.getParent());
    Files.writeString(TABLE, table);
  }

  private void sum(StringBuilder table, String name) {
    Count count = columns.get(name);
    if (count != null) {
      table.append(' ').append(name).append('=').append(count.sum());
    }
  }
}
