package dev.slipway.runner.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.LocalS3;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.sample.SampleFirstRelease;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.runner.sample.SampleTestFlight;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Runs the main job of Slipway once: creates a key and an app in App Store Connect, connects,
/// drops a build, and follows the release until it is on the App Store. Uses the same interfaces as
/// a user: the API with a token, and the drop bucket with the AWS SDK.
public final class MainJob {
  /// The bundle id of the sample app.
  public static final String BUNDLE_ID = "dev.slipway.sample";

  private static final long PAYLOAD_BYTES = 40L << 20;
  private static final long FOLDER_PAYLOAD_BYTES = 4L << 20;
  private static final String NAME = "Slipway Sample";
  private static final String LIVE = "READY_FOR_DISTRIBUTION";
  private static final String FIRST_IPA = "Sample 1.1.0.ipa";
  private static final DateTimeFormatter SINCE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final SlipwayLocal local;
  private final AppStoreConnectSimulator simulator;
  private final Screen screen;
  private final long begin = System.nanoTime();

  /// The result.
  ///
  /// @param state state of the release at the end
  public record Outcome(String connectionId, String releaseId, String state) {
    /// Returns whether the release is on the App Store, or with its testers.
    public boolean isReady() {
      return state.equals(LIVE) || state.equals("IN_BETA_TESTING");
    }
  }

  /// @param simulator simulator that `local` talks to
  public MainJob(SlipwayLocal local, AppStoreConnectSimulator simulator, Screen screen) {
    this.local = local;
    this.simulator = simulator;
    this.screen = screen;
  }

  /// Releases a bare build.
  ///
  /// @param directory directory for the sample
  /// @throws IOException when the API refuses something, or a file cannot be written
  public Outcome run(Path directory) throws IOException, InterruptedException {
    try (var api = new SlipwayApi(local.webUri(), local.tokenFor(LocalUser.ALICE));
        var s3 = LocalS3.client(local)) {
      SimulatedApp app = prepareApple(NewApp.of(BUNDLE_ID, NAME));
      String connectionId = connect(api, simulator.createKey(KeyRole.APP_MANAGER));
      Path ipa = directory.resolve(FIRST_IPA);
      writeSample(ipa, "1.1.0", "2");
      drop(s3, connectionId, ipa);
      return follow(api, connectionId, newestRelease(api, connectionId, app));
    }
  }

  /// Releases a folder in fastlane's layout: texts in twelve languages, screenshots of three
  /// displays, previews, and everything else that a version has.
  ///
  /// @throws IOException when the API refuses something
  public Outcome runWithFolder() throws IOException, InterruptedException {
    try (var api = new SlipwayApi(local.webUri(), local.tokenFor(LocalUser.ALICE));
        var s3 = LocalS3.client(local)) {
      SimulatedApp app = prepareApple(NewApp.of(BUNDLE_ID, NAME).locales("en-US", "de-DE"));
      String connectionId = connect(api, simulator.createKey(KeyRole.APP_MANAGER));
      dropFolder(s3, connectionId, SampleFolder.of(folderIpa()));
      return follow(api, connectionId, newestRelease(api, connectionId, app));
    }
  }

  /// Takes an app record that a person just made on the web to the App Store with one drop.
  ///
  /// @throws IOException when the API refuses something
  public Outcome runFirstRelease() throws IOException, InterruptedException {
    try (var api = new SlipwayApi(local.webUri(), local.tokenFor(LocalUser.ALICE));
        var s3 = LocalS3.client(local)) {
      screen.heading("App Store Connect (simulated)");
      SimulatedApp app = simulator.createApp(NewApp.madeOnWeb(BUNDLE_ID, NAME, "en-US"));
      screen.labelled(
          " ",
          "app %s (%s), just made on the web: version 1.0 without a build, text or price"
              .formatted(app.name(), app.bundleId()));
      String connectionId = connect(api, simulator.createKey(KeyRole.APP_MANAGER));
      dropFolder(s3, connectionId, SampleFirstRelease.of(folderIpa()));
      return follow(api, connectionId, newestRelease(api, connectionId, app));
    }
  }

  /// Brings the first build of an app record that a person just made on the web to testers.
  ///
  /// @throws IOException when the API refuses something
  public Outcome runTestFlight() throws IOException, InterruptedException {
    try (var api = new SlipwayApi(local.webUri(), local.tokenFor(LocalUser.ALICE));
        var s3 = LocalS3.client(local)) {
      screen.heading("App Store Connect (simulated)");
      SimulatedApp app = simulator.createApp(NewApp.madeOnWeb(BUNDLE_ID, NAME, "en-US"));
      screen.labelled(
          " ",
          "app %s (%s), just made on the web: no build, group, tester or test information"
              .formatted(app.name(), app.bundleId()));
      String connectionId = connect(api, simulator.createKey(KeyRole.APP_MANAGER));
      dropFolder(s3, connectionId, SampleTestFlight.of(folderIpa()));
      Outcome outcome = follow(api, connectionId, newestRelease(api, connectionId, app));
      JsonNode links =
          api.get("/releases/" + outcome.releaseId()).path("testFlight").path("publicLinks");
      for (var link : links.properties()) {
        screen.line("  public link of %s: %s".formatted(link.getKey(), link.getValue().asText()));
      }
      return outcome;
    }
  }

  /// Follows the release of an earlier run. When that has ended, only says which release of the app
  /// is the last one on the App Store, and returns that one.
  public Outcome resume(String connectionId, String releaseId)
      throws IOException, InterruptedException {
    try (var api = new SlipwayApi(local.webUri(), local.tokenFor(LocalUser.ALICE))) {
      JsonNode shown = api.get("/releases/" + releaseId);
      if (!ReleaseFollower.isOver(shown)) {
        screen.heading("Continuing the release of an earlier run");
        return follow(api, connectionId, releaseId);
      }
      JsonNode release = lastOnTheAppStore(api, connectionId).orElse(shown);
      screen.heading("The release of an earlier run");
      var outcome =
          new Outcome(connectionId, release.path("id").asText(), ReleaseFollower.state(release));
      screen.labelled(
          " ",
          "%s %s (%s) is %s %s (simulated time). Nothing to do: drop another build."
              .formatted(
                  NAME,
                  release.path("version").asText(),
                  release.path("buildNumber").asText(),
                  outcome.state().equals(LIVE)
                      ? "already on the App Store since"
                      : "finished (" + StateWords.of(outcome.state()) + ") since",
                  SINCE.format(Instant.parse(release.path("stateSince").asText()))));
      return outcome;
    }
  }

  /// Returns the newest release that brought a version of the sample app to the App Store. One that
  /// submitted purchases alone, or changed the promotional texts, has no build.
  private static Optional<JsonNode> lastOnTheAppStore(SlipwayApi api, String connectionId)
      throws IOException, InterruptedException {
    JsonNode page =
        api.get(
            "/releases?limit=100&state=%s&app=%s&connection=%s"
                .formatted(LIVE, BUNDLE_ID, connectionId));
    return StreamSupport.stream(page.path("releases").spliterator(), false)
        .filter(release -> release.has("version") && release.has("buildNumber"))
        .findFirst();
  }

  /// Writes a sample of the app for the next drop.
  public static void writeSample(Path file, String version, String buildNumber) throws IOException {
    if (!Files.exists(file)) {
      SampleIpa.write(
          file, SampleIpa.Spec.of(BUNDLE_ID, version, buildNumber).withPayloadBytes(PAYLOAD_BYTES));
    }
  }

  private SimulatedApp prepareApple(NewApp newApp) {
    screen.heading("App Store Connect (simulated)");
    SimulatedApp app = simulator.createApp(newApp.liveVersion("1.0.0", "1"));
    screen.line("  app %s (%s), 1.0.0 is on the App Store".formatted(app.name(), app.bundleId()));
    return app;
  }

  private String connect(SlipwayApi api, SimulatedKey key)
      throws IOException, InterruptedException {
    screen.heading("Connect");
    String id = api.connect(key).path("id").asText();
    screen.labelled(
        "  POST /connections           ", "key " + key.keyId() + " -> connection " + id);
    local.settle();
    JsonNode connection = api.get("/connections/" + id);
    screen.labelled("  GET  /connections/{id}      ", connection.path("state").asText());
    return id;
  }

  private void drop(S3Client s3, String connectionId, Path ipa) throws IOException {
    screen.heading("Drop");
    String key = connectionId + "/" + ipa.getFileName();
    screen.labelled(
        "  s3 cp",
        "\"%s\" s3://%s/%s/ (%.1f\u00a0MB)"
            .formatted(ipa.getFileName(), local.dropBucket(), connectionId, Files.size(ipa) / 1e6));
    s3.putObject(put -> put.bucket(local.dropBucket()).key(key), RequestBody.fromFile(ipa));
  }

  private static SampleIpa.Spec folderIpa() {
    return SampleIpa.Spec.of(BUNDLE_ID, "1.1.0", "2").withPayloadBytes(FOLDER_PAYLOAD_BYTES);
  }

  private void dropFolder(S3Client s3, String connectionId, SampleFolder folder)
      throws IOException {
    screen.heading("Drop");
    String prefix = connectionId + "/1.1.0/";
    var files = new LinkedHashMap<String, byte[]>();
    folder.writeTo(files::put);
    int number = 0;
    long sizeBytes = 0;
    for (var file : files.entrySet()) {
      number++;
      sizeBytes += file.getValue().length;
      screen.passing("  %3d of %d  %s".formatted(number, files.size(), file.getKey()));
      s3.putObject(
          put -> put.bucket(local.dropBucket()).key(prefix + file.getKey()),
          RequestBody.fromBytes(file.getValue()));
    }
    screen.passed();
    screen.labelled(
        "  s3 sync",
        "folder/ s3://%s/%s (%d\u00a0files, %.1f\u00a0MB)"
            .formatted(local.dropBucket(), prefix, files.size(), sizeBytes / 1e6));
  }

  private String newestRelease(SlipwayApi api, String connectionId, SimulatedApp app)
      throws IOException, InterruptedException {
    while (true) {
      boolean idle = local.isIdle();
      JsonNode releases = api.get("/releases?connection=" + connectionId).path("releases");
      if (!releases.isEmpty()) {
        return releases.get(0).path("id").asText();
      }
      if (idle) {
        throw new IOException("The drop of " + app.name() + " did not become a release");
      }
      Thread.sleep(ReleaseFollower.LOOK);
    }
  }

  private Outcome follow(SlipwayApi api, String connectionId, String releaseId)
      throws IOException, InterruptedException {
    screen.heading("Release " + releaseId);
    JsonNode release = new ReleaseFollower(local, api, screen).follow(releaseId);
    String state = ReleaseFollower.state(release);
    var outcome = new Outcome(connectionId, releaseId, state);
    JsonNode problem = release.path("problem");
    if (!problem.isMissingNode() && !problem.isNull()) {
      screen.labelled(
          "  " + screen.styled(Screen.Style.RED, problem.path("title").asText() + ":"),
          problem.path("detail").asText());
    }
    screen.line("");
    String words = StateWords.of(state);
    screen.line(
        "  %s %s"
            .formatted(
                outcome.isReady()
                    ? screen.styled(Screen.Style.BOLD_GREEN, screen.checkMark() + words)
                    : screen.styled(Screen.Style.RED, words),
                screen.styled(Screen.Style.DIM, "(" + state + ")")));
    screen.labelled(
        " ",
        "%d min simulated, %.0f s real; %d calls of App Store Connect's API"
            .formatted(
                ReleaseFollower.simulated(release).toMinutes(),
                (System.nanoTime() - begin) / 1e9,
                simulatorCalls()));
    return outcome;
  }

  /// Returns the number of calls of App Store Connect's API, without uploads of parts.
  public long simulatorCalls() {
    return simulator.calls().values().stream().mapToLong(Long::longValue).sum();
  }
}
