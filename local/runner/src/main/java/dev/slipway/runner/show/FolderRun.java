package dev.slipway.runner.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.runner.LocalS3;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.folder.BuildOnDisk;
import dev.slipway.runner.folder.FolderOnDisk;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.apps.NewApp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Makes a dry run of a folder on disk: creates an app record with the folder's locales in the
/// simulator, drops the folder, and prints findings and plan. Nothing of it is uploaded to an App
/// Store. Uses the same interfaces as a user: the API with a token, and the drop bucket.
public final class FolderRun {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> ENDS = Set.of("PLANNED", "NEEDS_ATTENTION", "CANCELED");
  private static final String SAMPLE_BUNDLE_ID = "com.example.folder";
  private static final String SAMPLE_NAME = "Sample.ipa";

  /// The version that is on the App Store already, so that the folder is an update.
  private static final String LIVE_VERSION = "0.0.1";

  /// Versions that are no update of [#LIVE_VERSION].
  private static final Pattern FIRST_VERSIONS = Pattern.compile("0+(\\.0+(\\.0*[01])?)?");

  private static final int MOST_LOOKS = 200;

  private final SlipwayLocal local;
  private final AppStoreConnectSimulator simulator;
  private final Screen screen;

  /// The result.
  ///
  /// @param errors number of findings that stop the release
  /// @param warnings number of findings that do not
  public record Outcome(int errors, int warnings) {}

  /// @param simulator simulator that `local` talks to
  public FolderRun(SlipwayLocal local, AppStoreConnectSimulator simulator, Screen screen) {
    this.local = local;
    this.simulator = simulator;
    this.screen = screen;
  }

  /// Makes the dry run.
  ///
  /// @throws IOException when a file cannot be read, or the API refuses something
  public Outcome run(FolderOnDisk folder) throws IOException, InterruptedException {
    Path ipa = folder.ipa();
    Optional<BuildOnDisk> build = ipa == null ? Optional.empty() : BuildOnDisk.read(ipa);
    showFolder(folder, build.orElse(null));
    ObjectNode manifest = manifest(folder);
    BuildOnDisk expected = build.orElse(sample(folder));
    createApp(folder, expected, manifest);
    try (var api = new SlipwayApi(local.webUri(), local.tokenFor(LocalUser.ALICE));
        var s3 = LocalS3.client(local)) {
      String connectionId =
          api.connect(simulator.createKey(KeyRole.APP_MANAGER)).path("id").asText();
      local.settle();
      drop(s3, connectionId + "/folder/", folder, expected, manifest);
      return show(release(api, connectionId));
    }
  }

  private void showFolder(FolderOnDisk folder, @Nullable BuildOnDisk build) throws IOException {
    screen.heading("Folder");
    long sizeBytes = 0;
    for (Path file : folder.files().values()) {
      sizeBytes += Files.size(file);
    }
    screen.labelled(
        " ",
        "%s (%d files, %.1f MB)".formatted(folder.base(), folder.files().size(), sizeBytes / 1e6));
    for (String setting : folder.notRun()) {
      screen.labelled(
          " ",
          setting + " of the Deliverfile is Ruby, which is not run: the usual folder is read.");
    }
    Path ipa = folder.ipa();
    if (ipa == null) {
      screen.labelled(
          " ",
          "It has no build: a sample for iPhone and iPad takes its place. To check your own, set"
              + " IPA=<file>.");
    } else {
      screen.labelled(
          " ",
          build == null
              ? ipa.getFileName() + " cannot be read as a build; see the findings."
              : "%s: %s %s (%s), %s"
                  .formatted(
                      ipa.getFileName(),
                      build.bundleId(),
                      build.version(),
                      build.buildNumber(),
                      build.platform()));
    }
  }

  /// Creates an app with everything that an app on the App Store has, so that the findings are
  /// about the folder.
  private void createApp(FolderOnDisk folder, BuildOnDisk build, ObjectNode manifest) {
    List<String> locales = folder.locales();
    boolean isUpdate = !FIRST_VERSIONS.matcher(build.version()).matches();
    NewApp app = NewApp.of(build.bundleId(), "Folder").withPlatform(build.platform());
    if (!locales.isEmpty()) {
      app = app.locales(locales.toArray(String[]::new));
    }
    if (isUpdate) {
      app = app.liveVersion(LIVE_VERSION, LIVE_VERSION);
    }
    // With createGroups the plan shows that they are created.
    if (!manifest.path("testFlight").path("createGroups").asBoolean()) {
      for (JsonNode group : manifest.path("testFlight").path("groups")) {
        app =
            app.betaGroup(
                group.isObject() ? group.path("name").asText() : group.asText(),
                group.path("internal").asBoolean());
      }
    }
    simulator.createApp(app);
    screen.heading("App Store Connect (simulated)");
    screen.labelled(
        " ",
        "The app %s has %s%s."
            .formatted(
                build.bundleId(),
                locales.isEmpty()
                    ? "the locale en-US"
                    : "the folder's locales (" + String.join(", ", locales) + ")",
                isUpdate ? ", and version " + LIVE_VERSION + " is on the App Store" : ""));
  }

  private void drop(
      S3Client s3, String prefix, FolderOnDisk folder, BuildOnDisk build, ObjectNode manifest)
      throws IOException {
    int number = 0;
    for (Map.Entry<String, Path> file : folder.files().entrySet()) {
      number++;
      screen.passing("  %3d of %d  %s".formatted(number, folder.files().size(), file.getKey()));
      put(s3, prefix + file.getKey(), RequestBody.fromFile(file.getValue()));
    }
    screen.passed();
    Path ipa = folder.ipa();
    if (ipa == null) {
      var sample = new ByteArrayOutputStream();
      SampleIpa.write(
          sample, SampleIpa.Spec.of(build.bundleId(), build.version(), build.buildNumber()));
      put(s3, prefix + SAMPLE_NAME, RequestBody.fromBytes(sample.toByteArray()));
    } else {
      put(s3, prefix + ipa.getFileName(), RequestBody.fromFile(ipa));
    }
    Path releaseJson = folder.releaseJson();
    // What is no JSON object goes as it is, so that the finding is about the folder's own file.
    byte[] json =
        manifest.isEmpty() && releaseJson != null
            ? Files.readAllBytes(releaseJson)
            : manifest.toString().getBytes(StandardCharsets.UTF_8);
    put(s3, prefix + "release.json", RequestBody.fromBytes(json));
    local.settle();
  }

  private void put(S3Client s3, String key, RequestBody body) {
    s3.putObject(put -> put.bucket(local.dropBucket()).key(key), body);
  }

  private JsonNode release(SlipwayApi api, String connectionId)
      throws IOException, InterruptedException {
    JsonNode releases = api.get("/releases?connection=" + connectionId).path("releases");
    if (releases.isEmpty()) {
      throw new IOException("The folder did not become a release");
    }
    String id = releases.get(0).path("id").asText();
    JsonNode release = api.get("/releases/" + id);
    for (int look = 0;
        look < MOST_LOOKS && !ENDS.contains(ReleaseFollower.state(release));
        look++) {
      local.advanceToNextDue();
      release = api.get("/releases/" + id);
    }
    return release;
  }

  private Outcome show(JsonNode release) {
    int errors = 0;
    int warnings = 0;
    for (JsonNode finding : release.path("findings")) {
      if (finding.path("severity").asText().equals("ERROR")) {
        errors++;
      } else {
        warnings++;
      }
    }
    screen.heading("Findings");
    new FindingLines().printEach(release.path("findings"), screen);
    JsonNode problem = release.path("problem");
    if (errors == 0 && !problem.path("title").asText().isEmpty()) {
      errors = 1;
      screen.labelled(
          "  " + screen.styled(Screen.Style.RED, "error  "),
          problem.path("title").asText() + ". " + problem.path("detail").asText());
    }
    if (errors + warnings == 0) {
      screen.labelled(" ", "None.");
    }
    if (release.has("plan")) {
      screen.heading("Plan");
      PlanLines.print(release.path("plan"), screen);
    } else {
      screen.line("");
      screen.labelled(" ", "There is no plan until the errors are corrected.");
    }
    screen.line("");
    return new Outcome(errors, warnings);
  }

  /// Returns the folder's `release.json`, or an empty object without one, as a dry run of the build
  /// that is dropped. An object without fields says that the file holds no JSON object.
  private static ObjectNode manifest(FolderOnDisk folder) throws IOException {
    Path file = folder.releaseJson();
    ObjectNode manifest = JSON.createObjectNode();
    if (file != null) {
      try {
        if (!(JSON.readTree(file.toFile()) instanceof ObjectNode read)) {
          return manifest;
        }
        manifest = read;
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        return manifest;
      }
    }
    Path ipa = folder.ipa();
    manifest.put("ipa", ipa == null ? SAMPLE_NAME : String.valueOf(ipa.getFileName()));
    return manifest.put("dryRun", true);
  }

  /// Returns the build that takes the place of a missing one.
  private static BuildOnDisk sample(FolderOnDisk folder) {
    String named = folder.bundleId();
    return new BuildOnDisk(named == null ? SAMPLE_BUNDLE_ID : named, "1.0.0", "1", "IOS");
  }
}
