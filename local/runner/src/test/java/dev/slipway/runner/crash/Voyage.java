package dev.slipway.runner.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.localaws.eventbridge.PublishedEvent;
import dev.slipway.runner.IssuerKey;
import dev.slipway.runner.LocalS3;
import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.SlipwayLocalOptions;
import dev.slipway.runner.invocation.Interference;
import dev.slipway.runner.sample.SampleFirstRelease;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.purchases.NewPurchase;
import dev.slipway.simulator.settings.PartPut;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/// One release of a folder, from the drop to the App Store, with one thing that goes wrong on the
/// way: a build in a dozen parts, texts in two languages, two displays with two screenshots each,
/// review information, a phased release, and products.
final class Voyage {
  static final SampleFolder FOLDER =
      SampleFolder.of(SampleIpa.Spec.of("com.example.app", "1.1", "2").withPayloadBytes(700_000))
          .locales(2)
          .displays(2)
          .screenshots(2)
          .previews(0)
          .releaseJson("{\"phasedRelease\": true, \"purchases\": \"READY\"}");

  /// When every run begins. The ends of two runs are compared, and hold days and years: by this
  /// machine's time, one of them could begin before midnight and the other after it.
  static final Instant START = Instant.parse("2026-11-30T09:00:00Z");

  /// Made once: pictures take their time.
  static final Map<String, byte[]> FILES = files(FOLDER);

  /// A first release of the app, from a record that a person just made on the web.
  static final SampleFolder FIRST_FOLDER =
      SampleFirstRelease.of(
          SampleIpa.Spec.of("com.example.app", "1.1", "2").withPayloadBytes(300_000));

  private static final Map<String, byte[]> FIRST_FILES = files(FIRST_FOLDER);

  /// Begins the rows of a first release.
  static final String FIRST_ROWS = "first/";

  /// Begins the rows of a release whose pictures go to the asset library.
  private static final String LIBRARY_ROWS = "library/";

  /// Two pictures, which both languages share.
  private static final Map<String, byte[]> LIBRARY_FILES =
      shared(FOLDER.displays(1).releaseJson("{\"phasedRelease\": true, \"media\": \"LIBRARY\"}"));

  private static final int PART_SIZE_BYTES = 64 << 10;
  private static final Duration STEP = Duration.ofMinutes(5);

  /// A smooth release takes 75 minutes.
  private static final Duration PATIENCE = Duration.ofHours(8);

  /// The functions whose calls and triggers count.
  static final Trouble.Cast CAST =
      new Trouble.Cast(
          Set.of("DropIntakeFunction", "ReleaseUploadFunction", "ReviewStatusFunction"), "", "");

  private static final Trouble.Cast FIRST = new Trouble.Cast(CAST.functions(), FIRST_ROWS, "");

  private static final Trouble.Cast LIBRARY = new Trouble.Cast(CAST.functions(), LIBRARY_ROWS, "");

  private static final Trouble.Cast UNHEARD =
      new Trouble.Cast(CAST.functions(), "unheard/", "", "drop release.json");

  private static final Set<String> STOPPED =
      Set.of("NEEDS_ATTENTION", "REJECTED", "CANCELED", "SUPERSEDED");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Voyage() {}

  /// Runs a release in a fresh directory.
  ///
  /// @param point null when nothing goes wrong
  static Ended run(Path directory, @Nullable Point point) throws Exception {
    return run(directory, clock -> new Trouble(point, clock, CAST));
  }

  /// Runs a release whose drop's event never comes.
  ///
  /// @param point null when nothing else goes wrong
  static Ended runUnheard(Path directory, @Nullable Point point) throws Exception {
    return run(directory, clock -> new Trouble(point, clock, UNHEARD));
  }

  /// Runs a first release of an app in a fresh directory.
  ///
  /// @param point null when nothing goes wrong
  static Ended runFirst(Path directory, @Nullable Point point) throws Exception {
    return run(
        directory,
        clock -> new Trouble(point, clock, FIRST),
        NewApp.madeOnWeb("com.example.app", "Example", "en-US"),
        FIRST_FILES);
  }

  /// Runs a release whose pictures go to the asset library in a fresh directory.
  ///
  /// @param point null when nothing goes wrong
  static Ended runLibrary(Path directory, @Nullable Point point) throws Exception {
    return run(
        directory,
        clock -> new Trouble(point, clock, LIBRARY),
        NewApp.of("com.example.app", "Example").locales("en-US", "de-DE").liveVersion("1.0", "1"),
        LIBRARY_FILES);
  }

  /// Runs a release in a fresh directory.
  ///
  /// @param disturbance what it has to live with, on this clock
  static Ended run(Path directory, Function<SimulatorClock, Disturbance> disturbance)
      throws Exception {
    return run(
        directory,
        disturbance,
        NewApp.of("com.example.app", "Example")
            .locales("en-US", "de-DE")
            .liveVersion("1.0", "1")
            .withScreenshots(),
        FILES);
  }

  private static Ended run(
      Path directory,
      Function<SimulatorClock, Disturbance> disturbance,
      NewApp app,
      Map<String, byte[]> files)
      throws Exception {
    var clock = SimulatorClock.fixedAt(START);
    var trouble = disturbance.apply(clock);
    try (var local = SlipwayLocal.start(options(directory, clock, trouble));
        var s3 = LocalS3.client(local)) {
      var apple = local.simulator().orElseThrow();
      String id = apple.createApp(app).id();
      apple.addPurchase(id, NewPurchase.inApp("coins", "CONSUMABLE"));
      apple.addPurchase(id, NewPurchase.subscription("monthly", "Pro"));
      String connection = connect(local, apple);
      local.aws().faults().script(trouble::aws);
      apple.faults().script(trouble::apple);
      trouble.arm();
      var start = clock.instant();
      files.forEach(
          (path, content) ->
              s3.putObject(
                  put -> put.bucket(local.dropBucket()).key(connection + "/1.1/" + path),
                  RequestBody.fromBytes(content)));
      local.settle();
      String problem = sail(local, apple, trouble, start);
      if (problem.isEmpty()) {
        // Whatever is still on its way finds nothing left to do.
        local.advance(STEP);
        trouble.deliverHeld();
        // What a worker that died left to publish is published by the sweep.
        local.advance(STEP.multipliedBy(3));
        problem = untold(local);
      }
      return new Ended(
          trouble.wasMet(),
          EndState.of(apple.snapshot()),
          apple.partPuts().stream().filter(Voyage::arrived).count(),
          problem,
          trouble.happened());
    }
  }

  /// What is missing of the release's changes on the event bus.
  private static String untold(SlipwayLocal local) throws IOException {
    var numbers = new TreeSet<Long>();
    for (PublishedEvent event : local.aws().published().all()) {
      var detail = JSON.readTree(event.detail());
      if (detail.has("releaseId")) {
        numbers.add(detail.path("number").asLong());
      }
    }
    boolean all = !numbers.isEmpty() && numbers.last() == numbers.size();
    return all ? "" : "events published: " + numbers;
  }

  static SlipwayLocalOptions options(
      Path directory, SimulatorClock clock, Interference interference) throws IOException {
    return SlipwayLocalOptions.of(IssuerKey.in(directory), RepositoryFiles.file("template.yaml"))
        .withClock(clock)
        .withInterference(interference)
        .withSimulator(
            simulator ->
                simulator
                    .withStateFile(null)
                    .withPartSizeBytes(PART_SIZE_BYTES)
                    .withReviewScript(
                        ReviewScript.approve(Duration.ofMinutes(30), Duration.ofMinutes(20))));
  }

  /// In the folder's own order, the manifest last.
  private static Map<String, byte[]> files(SampleFolder folder) {
    var files = new LinkedHashMap<String, byte[]>();
    try {
      folder.writeTo(files::put);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /// The files of a folder; all languages have the pictures of the first one.
  private static Map<String, byte[]> shared(SampleFolder folder) {
    var files = files(folder);
    files.replaceAll(
        (path, content) ->
            path.startsWith("screenshots/de-DE/")
                ? files.getOrDefault(path.replace("/de-DE/", "/en-US/"), content)
                : content);
    return files;
  }

  /// A PUT without an answer took effect all the same, if it came whole.
  private static boolean arrived(PartPut put) {
    return put.sizeBytes() > 0 && (put.status() == 200 || put.status() == 0);
  }

  private static String sail(
      SlipwayLocal local, AppStoreConnectSimulator apple, Disturbance trouble, Instant start)
      throws Exception {
    JsonNode release = MissingNode.getInstance();
    for (int step = 1; ; step++) {
      boolean isLook = step % 6 == 0;
      boolean isOut =
          apple.snapshot().appStoreVersions().stream()
              .anyMatch(
                  version ->
                      version.versionString().equals("1.1")
                          && version.state().equals("READY_FOR_DISTRIBUTION"));
      if (isOut || isLook) {
        // Asked first: a list without a filter corrects the markers that this one trusts.
        boolean listed = !first(local, "/releases?state=READY_FOR_DISTRIBUTION").isMissingNode();
        release = newest(local);
        switch (release.path("state").asText()) {
          case "READY_FOR_DISTRIBUTION" -> {
            return listed ? "" : "not in the list of its state: " + release;
          }
          case "NEEDS_ATTENTION", "REJECTED", "CANCELED", "SUPERSEDED" -> {
            return release.toString();
          }
          default -> {}
        }
      }
      if (Duration.between(start, local.clock().instant()).compareTo(PATIENCE) > 0) {
        return "not out after " + PATIENCE + ": " + newest(local) + " " + local.failures();
      }
      local.advance(STEP);
      trouble.deliverHeld();
      local.settle();
    }
  }

  /// Lets time pass until the newest release ends.
  ///
  /// @param end the state in which it should
  /// @return what is wrong; empty if it ended in that state
  static String await(String end, SlipwayLocal local, Trouble trouble, Instant start)
      throws Exception {
    while (true) {
      var release = newest(local);
      String state = release.path("state").asText();
      if (state.equals(end)) {
        return "";
      }
      if (STOPPED.contains(state)) {
        return release.toString();
      }
      if (Duration.between(start, local.clock().instant()).compareTo(PATIENCE) > 0) {
        return "not " + end + " after " + PATIENCE + ": " + release + local.failures();
      }
      local.advance(STEP);
      trouble.deliverHeld();
      local.settle();
    }
  }

  static JsonNode newest(SlipwayLocal local) throws Exception {
    return first(local, "/releases");
  }

  private static JsonNode first(SlipwayLocal local, String list) throws Exception {
    return Caller.of(local).send("GET", list, "").path("releases").path(0);
  }

  static String connect(SlipwayLocal local, AppStoreConnectSimulator apple) throws Exception {
    var answer = Caller.of(local).connect(apple.createKey(KeyRole.APP_MANAGER));
    local.settle();
    return answer.path("id").asText();
  }
}
