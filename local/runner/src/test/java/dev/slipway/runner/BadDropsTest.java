package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.settings.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Drops that cannot be released: each ends in NEEDS_ATTENTION with a problem that says what to do;
/// the drop stays as it was, and nothing was changed at Apple.
class BadDropsTest {
  @TempDir Path directory;

  /// @param problem slug of the expected problem
  /// @param said words that its detail must have
  record BadIpa(String name, byte[] bytes, String problem, String said) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<BadIpa> badIpas() {
    byte[] plist = Ipas.xml("", "2");
    byte[] sound = Ipas.sound("1.1", "2");
    String entities = "<!DOCTYPE plist [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n";
    return Stream.of(
        bad(
            "no zip",
            "Hello".repeat(1000).getBytes(StandardCharsets.UTF_8),
            "ipa-unreadable",
            "The file is not a zip archive"),
        bad("empty", new byte[0], "ipa-unreadable", "The file is not a zip archive"),
        bad(
            "cut off",
            Arrays.copyOf(sound, sound.length - 4000),
            "ipa-unreadable",
            "the upload may be incomplete"),
        bad(
            "no app",
            Ipas.zip(Map.of("Payload/readme.txt", plist)),
            "ipa-without-app",
            "no folder Payload/<Name>.app"),
        bad("two apps", Ipas.zip(twoApps(plist)), "ipa-without-app", "several apps in Payload"),
        bad(
            "no Info.plist",
            Ipas.without(Ipas.INFO_PLIST),
            "ipa-info-plist",
            Ipas.INFO_PLIST + " is missing"),
        bad(
            "broken Info.plist",
            Ipas.withInfoPlist("bplist00 nonsense".getBytes(StandardCharsets.UTF_8)),
            "ipa-info-plist",
            "not a readable property list"),
        bad(
            "missing key",
            Ipas.withKeys(Map.of("CFBundleVersion", "")),
            "ipa-info-plist",
            "The Info.plist has no CFBundleVersion."),
        bad(
            "decompression bomb",
            Ipas.withInfoPlist(new byte[64 << 20]),
            "ipa-unsafe",
            "larger than 512 KiB"),
        bad(
            "external entity",
            Ipas.withInfoPlist(Ipas.xml(entities, "&x;")),
            "ipa-info-plist",
            "XML entities"),
        bad("name with ..", Ipas.zip(traversing()), "ipa-unsafe", "unsafe name \"Payload/../"),
        bad(
            "simulator build",
            Ipas.withKeys(Map.of("DTPlatformName", "iphonesimulator")),
            "ipa-wrong-platform",
            "Build it for a device"),
        bad(
            "another app",
            Ipas.of(SampleIpa.Spec.of("com.example.other", "1.1", "2")),
            "app-not-found",
            "If it is an individual key, ask an Admin first whether its owner has access to the"
                + " app. Otherwise create the app in App Store Connect (Apps, +, New App) with"
                + " exactly this bundle ID"),
        bad(
            "the app's ID in other letters",
            Ipas.of(SampleIpa.Spec.of("com.Example.App", "1.1", "2")),
            "app-not-found",
            "This key sees the app Example with the bundle ID com.example.app, which differs in"
                + " upper and lower case alone"),
        bad(
            "export compliance unanswered",
            Ipas.of(SampleIpa.Spec.of(Stage.BUNDLE_ID, "1.1", "2").withEncryption(null)),
            "export-compliance-unanswered",
            "ITSAppUsesNonExemptEncryption"),
        bad(
            "not signed",
            Ipas.without("Payload/Sample.app/_CodeSignature/CodeResources"),
            "ipa-signing",
            "The app is not signed. Sign it for App Store distribution"),
        bad(
            "no icon",
            Ipas.withKeys(
                Map.of("CFBundleIconName", "", "CFBundleIcons", "", "CFBundleIcons~ipad", "")),
            "ipa-info-plist",
            "The app has no icon. Add an app icon to the project"));
  }

  private static BadIpa bad(String name, byte[] bytes, String problem, String said) {
    return new BadIpa(name, bytes, problem, said);
  }

  private static Map<String, byte[]> twoApps(byte[] plist) {
    var entries = Ipas.soundEntries();
    entries.put("Payload/Two.app/Info.plist", plist);
    return entries;
  }

  private static Map<String, byte[]> traversing() {
    var entries = Ipas.soundEntries();
    entries.put("Payload/../../etc/passwd", new byte[1000]);
    return entries;
  }

  static Stream<BadIpa> sampleOfBadIpas() {
    return Sample.of(7, badIpas());
  }

  @ParameterizedTest
  @MethodSource("sampleOfBadIpas")
  void namesWhatIsWrongWithAnIpa(BadIpa bad) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String key = stage.connect() + "/App.ipa";
      stage.put(key, bad.bytes());
      stage.local.settle();

      var release = stage.newest();

      assertNeedsAttention(release, bad.problem(), bad.said());
      assertNothingDone(stage, key, bad.bytes());
    }
  }

  @Tag("answer")
  @Test
  void aPlatformThatTheAppRecordLacksIsTheFirstFault() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      stage.put(
          stage.connect() + "/App.ipa",
          Ipas.withKeys(
              Map.of(
                  "DTPlatformName", "appletvos",
                  "CFBundleSupportedPlatforms", "",
                  "DTSDKName", "appletvos26.0")));
      stage.local.settle();

      var faults = stage.newest().path("problem").path("faults");

      assertThat(faults.path(0).path("type").asText())
          .isEqualTo("urn:slipway:problem:platform-missing");
      assertThat(faults.path(0).path("detail").asText())
          .contains("Add Platform in the sidebar")
          .contains("Found: the build is for tvOS, the app has iOS.");
      assertThat(faults).as("the executable of the sample is one for iOS").hasSize(2);
    }
  }

  @Test
  void faultsOfTheInfoPlistTheFolderAndReleaseJsonAreReportedAtOnce() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String folder = stage.connect() + "/1.1/";
      stage.put(
          folder + "App.ipa",
          Ipas.withKeys(
              Map.of(
                  "CFBundleShortVersionString", "2.0.0-beta",
                  "CFBundleVersion", "beta1",
                  "ITSAppUsesNonExemptEncryption", "NO")));
      stage.put(folder + "metadata/en-US/name.txt", "x");
      stage.put(folder + "release.json", "{\"phasedRelease\": \"yes\"}");
      stage.local.settle();

      var release = stage.newest();

      assertNeedsAttention(release, "preflight-failed", "Fix 5 problems, then upload");
      assertThat(faults(release))
          .containsOnlyKeys(
              "App.ipa: CFBundleShortVersionString",
              "App.ipa: CFBundleVersion",
              "App.ipa: ITSAppUsesNonExemptEncryption",
              "metadata/en-US/name.txt",
              "$.phasedRelease")
          .containsEntry(
              "App.ipa: CFBundleVersion",
              "A value in the app's Info.plist is invalid. Correct it in the project, build again"
                  + " and upload the new build. It must be numbers separated by dots. Found:"
                  + " beta1.");
      assertThat(release.path("bundleId").asText()).isEqualTo(Stage.BUNDLE_ID);
      assertThat(release.path("version").asText()).isEqualTo("2.0.0-beta");
      assertThat(release.path("buildNumber").asText()).isEqualTo("beta1");
    }
  }

  /// @param said words of the fault at each place that must be named; no other fault may be told
  record BadManifest(String name, String json, Map<String, String> said) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<BadManifest> badManifests() {
    return Stream.of(
        new BadManifest(
            "unknown fields, all at once",
            """
            {"releasetype": "MANUAL", "phasedRelease": "yes", "whatsnew": {},
             "whatsNew": {"en": "Better."}}\
            """,
            Map.of(
                "$.releasetype", "Did you mean \"releaseType\"",
                "$.phasedRelease", "true or false",
                "$.whatsnew", "Did you mean \"whatsNew\"",
                "$.whatsNew.en", "The App Store does not support this locale. Did you mean")),
        new BadManifest("not JSON", "{", Map.of("$", "must be one JSON object")),
        new BadManifest(
            "a fault of the form beside faults of values",
            """
            {"phasedRelease": "yes", "version": "1.2",
             "releaseType": "SCHEDULED", "earliestReleaseDate": "2020-01-01T12:00:00Z"}\
            """,
            Map.of(
                "$.phasedRelease", "Line 1, column 2: The value must be true or false",
                "$.version", "Found: 1.2, but the app is 1.1.",
                "$.earliestReleaseDate", "not in the future. Set a later")),
        new BadManifest(
            "wrong version",
            "{\"version\": \"1.2\"}",
            Map.of("$.version", "Found: 1.2, but the app is 1.1.")),
        new BadManifest(
            "wrong version and contradicting answer",
            "{\"version\": \"1.2\", \"usesNonExemptEncryption\": true}",
            Map.of(
                "$.version", "Found: 1.2, but the app is 1.1.",
                "$.usesNonExemptEncryption", "ITSAppUsesNonExemptEncryption")),
        new BadManifest(
            "schedule in the past",
            """
            {"releaseType": "SCHEDULED", "earliestReleaseDate": "2020-01-01T12:00:00Z"}\
            """,
            Map.of("$.earliestReleaseDate", "not in the future. Set a later")));
  }

  static Stream<BadManifest> sampleOfBadManifests() {
    return Sample.of(7, badManifests());
  }

  @ParameterizedTest
  @MethodSource("sampleOfBadManifests")
  void namesEveryFaultOfAReleaseJson(BadManifest bad) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String folder = stage.connect() + "/1.1/";
      stage.put(folder + "App.ipa", Ipas.sound("1.1", "2"));
      stage.put(folder + "release.json", bad.json());
      stage.local.settle();

      var release = stage.newest();

      int number = bad.said().size();
      assertNeedsAttention(
          release,
          "release-json-invalid",
          number == 1
              ? bad.said().values().iterator().next()
              : "Fix " + number + " problems, then upload");
      var faults = faults(release);
      assertThat(faults).containsOnlyKeys(bad.said().keySet());
      bad.said().forEach((path, words) -> assertThat(faults.get(path)).contains(words));
      assertNothingDone(
          stage, folder + "release.json", bad.json().getBytes(StandardCharsets.UTF_8));
    }
  }

  /// What is to be mended by its place: a single fault is the problem itself.
  private static Map<String, String> faults(JsonNode release) {
    var problem = release.path("problem");
    var faults = new HashMap<String, String>();
    problem
        .path("faults")
        .forEach(fault -> faults.put(fault.path("field").asText(), fault.path("detail").asText()));
    if (faults.isEmpty()) {
      faults.put(problem.path("field").asText(), problem.path("detail").asText());
    }
    return faults;
  }

  @Tag("answer")
  @Test
  void severalIpasInAFolderNeedOneToBeNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String folder = stage.connect() + "/1.1/";
      stage.put(folder + "One.ipa", Ipas.sound("1.1", "2"));
      stage.put(folder + "Two.ipa", Ipas.sound("1.1", "3"));
      stage.put(folder + "release.json", "{}");
      stage.local.settle();
      assertNeedsAttention(stage.newest(), "release-json-invalid", "Name the one to release");
      assertThat(stage.writes()).isEmpty();

      stage.advance(Duration.ofSeconds(1));
      stage.put(folder + "release.json", "{\"ipa\": \"Two.ipa\"}");
      stage.local.settle();

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(release.path("buildNumber").asText()).isEqualTo("3");
    }
  }

  @Test
  void anIpaThatNeverArrivesIsWaitedForAQuarterOfAnHour() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String folder = stage.connect() + "/1.1/";
      stage.put(folder + "release.json", "{\"ipa\": \"App.ipa\"}");
      stage.local.settle();
      assertThat(stage.newest().path("state").asText()).isEqualTo("RECEIVED");
      assertThat(stage.newest().path("waitingFor").asText()).contains(".ipa");
      long calls = stage.calls();

      stage.advance(Duration.ofMinutes(14));
      assertThat(stage.newest().path("state").asText()).isEqualTo("RECEIVED");
      stage.advance(Duration.ofMinutes(6));

      assertNeedsAttention(
          stage.newest(), "drop-file-missing", "Add the .ipa to the folder, then upload");
      assertThat(stage.newest().path("problem").path("field").asText())
          .isEqualTo(folder + "App.ipa");
      assertThat(stage.calls()).as("Apple is not bothered").isEqualTo(calls);
    }
  }

  @Tag("answer")
  @Test
  void anIpaThatArrivesLateIsReleased() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String folder = stage.connect() + "/1.1/";
      stage.put(folder + "release.json", "{\"ipa\": \"App.ipa\"}");
      stage.local.settle();
      stage.advance(Duration.ofMinutes(7));

      stage.put(folder + "App.ipa", Ipas.sound("1.1", "2"));

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(release.path("problem").isMissingNode()).isTrue();
      assertThat(stage.releases()).hasSize(1);
    }
  }

  /// S3 keeps the pinned version, so the first release could go on with it; but what was dropped
  /// last is newer, and takes its place with bytes of its own only.
  @Test
  void anIpaReplacedWhileItUploadsIsReleasedAsItsNewerSelf() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String key = stage.connect() + "/App.ipa";
      stage.apple.faults().add(Fault.status(409).onParts().nth(4));
      stage.put(key, Ipas.sound("1.1", "2"));
      stage.local.settle();
      var first = stage.newest();
      assertThat(first.path("state").asText()).isEqualTo("UPLOADING");
      assertThat(first.path("upload").path("finishedBytes").asLong()).isPositive();

      stage.advance(Duration.ofSeconds(1));
      stage.put(key, Ipas.sound("1.1", "3"));
      stage.local.settle();
      var second = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(second.path("buildNumber").asText()).isEqualTo("3");
      first = stage.release(first.path("id").asText());
      assertThat(first.path("state").asText()).isEqualTo("SUPERSEDED");
      assertThat(first.path("successor")).isEqualTo(second.path("id"));
      assertThat(stage.apple.snapshot().buildUploads())
          .singleElement()
          .satisfies(upload -> assertThat(upload.buildNumber()).isEqualTo("3"));
    }
  }

  @Tag("answer")
  @Test
  void anIpaWithTheSameNumbersReplacedWhileItUploadsIsNotMixed() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String key = stage.connect() + "/App.ipa";
      stage.apple.faults().add(Fault.status(409).onParts().nth(4));
      stage.put(key, Ipas.sound("1.1", "2"));
      stage.local.settle();
      long before = stage.apple.partPuts().size();
      byte[] other =
          Ipas.of(SampleIpa.Spec.of(Stage.BUNDLE_ID, "1.1", "2").withPayloadBytes(3 << 20));

      stage.advance(Duration.ofSeconds(1));
      stage.put(key, other);
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      long sent =
          stage.apple.partPuts().stream().skip(before).mapToLong(put -> put.sizeBytes()).sum();
      assertThat(sent).as("all bytes of the second, none of the first").isEqualTo(other.length);
      assertThat(stage.apple.snapshot().buildUploads()).hasSize(1);
    }
  }

  @Tag("answer")
  @Test
  void anIpaDeletedWhileItUploadsEndsTheRelease() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String key = stage.connect() + "/App.ipa";
      stage.apple.faults().add(Fault.status(409).onParts().nth(4));
      stage.put(key, Ipas.sound("1.1", "2"));
      stage.local.settle();

      stage.deleteNewestVersion(key);
      stage.advance(Duration.ofMinutes(10));

      assertNeedsAttention(
          stage.newest(), "drop-file-missing", key + " no longer exists in the drop bucket");
      assertThat(stage.apple.snapshot().builds()).as("the live version's only").hasSize(1);
    }
  }

  @Test
  void aDropOfNobodyEndsAtTheFailureDestination() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.connect();
      stage.put("aaaaaaaaaaaaaaaaaaaaaaaaaa/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      assertThat(stage.local.failures()).as("tried again first").isEmpty();

      stage.advance(Duration.ofMinutes(5));

      assertThat(stage.local.failures())
          .singleElement()
          .satisfies(
              failed -> {
                assertThat(failed.function()).isEqualTo("DropIntakeFunction");
                assertThat(failed.event()).contains("aaaaaaaaaaaaaaaaaaaaaaaaaa/App.ipa");
                assertThat(failed.attempts()).isEqualTo(3);
              });
      assertThat(stage.releases()).isEmpty();
    }
  }

  @Test
  void whatLooksLikeABuildIsAReleaseThatSaysWhatToUploadInstead() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      byte[] other = "xar!".getBytes(StandardCharsets.UTF_8);

      stage.put(connection + "/App.PKG", other);
      stage.local.settle();
      assertNeedsAttention(
          stage.newest(), "ipa-wrong-platform", "Upload this one with Transporter");
      assertThat(stage.newest().path("problem").path("field").asText()).isEqualTo("App.PKG");

      stage.advance(Duration.ofSeconds(1));
      stage.put(connection + "/1.1/app-release.aab", other);
      stage.local.settle();
      assertThat(stage.releases()).as("a part of a drop").hasSize(1);
      stage.put(connection + "/1.1/release.json", "{}");
      stage.local.settle();
      assertThat(stage.newest().path("state").asText())
          .as("the .ipa may follow")
          .isEqualTo("RECEIVED");
      stage.advance(Duration.ofMinutes(20));
      assertNeedsAttention(stage.newest(), "ipa-wrong-platform", "Upload the .ipa of the iOS app");
      assertThat(stage.writes()).isEmpty();

      stage.advance(Duration.ofSeconds(1));
      stage.put(connection + "/1.1/App.IPA", Ipas.sound("1.1", "2"));
      stage.put(connection + "/1.1/Release.json", "{}");
      stage.local.settle();
      assertThat(stage.newest().path("state").asText()).isEqualTo("PROCESSING");
      assertThat(stage.releases()).hasSize(3);
    }
  }

  @Test
  void filesOfAFolderTriggerNothing() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      long calls = stage.calls();
      stage.put(connection + "/1.1/App.ipa", Ipas.sound("1.1", "2"));
      stage.put(connection + "/1.1/metadata/en-US/description.txt", "Does one thing.");
      stage.put(connection + "/1.1/metadata/copyright.txt", "2026 Example");
      stage.put(connection + "/1.1/screenshots/en-US/01.png", new byte[1000]);
      stage.put(connection + "/notes.txt", "no build");
      stage.put(connection + "/release.json", "{}");
      stage.put(connection + "/1.1/deeper/release.json", "{}");
      stage.local.settle();
      stage.advance(Duration.ofMinutes(20));

      assertThat(stage.releases()).isEmpty();
      assertThat(stage.local.failures()).isEmpty();
      assertThat(stage.calls()).isEqualTo(calls);
    }
  }

  private static void assertNeedsAttention(JsonNode release, String problem, String said) {
    assertThat(release.path("state").asText())
        .as(() -> release.toPrettyString())
        .isEqualTo("NEEDS_ATTENTION");
    assertThat(release.path("problem").path("type").asText())
        .as(() -> release.toPrettyString())
        .isEqualTo("urn:slipway:problem:" + problem);
    assertThat(release.path("problem").path("detail").asText()).contains(said);
  }

  private static void assertNothingDone(Stage stage, String key, byte[] bytes) throws Exception {
    assertThat(stage.writes()).as("writes at Apple").isEmpty();
    assertThat(stage.local.failures()).isEmpty();
    assertThat(stage.get(key)).as("the drop").isEqualTo(bytes);
    assertThat(stage.versions(key)).as("versions of the drop").hasSize(1);
    long calls = stage.calls();
    stage.advance(Duration.ofMinutes(30));
    assertThat(stage.calls()).as("a parked release costs no calls").isEqualTo(calls);
  }
}
