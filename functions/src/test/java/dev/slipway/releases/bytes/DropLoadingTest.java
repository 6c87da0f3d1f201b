package dev.slipway.releases.bytes;

import static dev.slipway.releases.reconcile.Records.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.StoreIpa;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.SampleMedia;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Finding.Severity;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.reconcile.Records;
import dev.slipway.state.InMemoryStateStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DropLoadingTest {
  private static final byte[] IPA = StoreIpa.of("com.example", "1.1", "2", 10);
  private static final String DESCRIPTION = "metadata/en-US/description.txt";

  private final Bucket bucket = new Bucket();
  private final InMemoryStateStore state = new InMemoryStateStore();
  private final DropLoading loading = new DropLoading(bucket, state);

  @Test
  void aFilePutAfterTheFirstReadingIsNoneOfTheRelease() throws Exception {
    bucket.put("c/app/App.ipa", IPA);
    bucket.put("c/app/" + DESCRIPTION, "Before".getBytes(UTF_8));
    var release = release(bucket.put("c/app/release.json", "{}".getBytes(UTF_8)));
    load(release, NOW);

    bucket.put("c/app/" + DESCRIPTION, "After".getBytes(UTF_8));
    bucket.put("c/app/metadata/de-DE/description.txt", "Später".getBytes(UTF_8));
    bucket.put("c/app/Other.ipa", IPA);
    bucket.put("c/app/release.json", "{\"submit\": false}".getBytes(UTF_8));

    for (var reading : List.of(loading, new DropLoading(bucket, state))) {
      var loaded = (LoadedDrop) reading.load(release, NOW.plus(Duration.ofDays(1)));
      assertThat(loaded.content().texts()).containsOnlyKeys("en-US");
      assertThat(loaded.content().texts().get("en-US").get(TextField.DESCRIPTION).value())
          .isEqualTo("Before");
      assertThat(loaded.manifest().submit()).isTrue();
      assertThat(loaded.findings()).isEmpty();
      assertThat(loaded.folder().list("", 10)).hasSize(3);
    }
  }

  /// Each file is a request of S3, and the steps of a release follow each other.
  @Test
  void whatWasJustReadServesTheNextStepOfTheSameRelease() throws Exception {
    bucket.put("c/app/App.ipa", IPA);
    var release = release(bucket.put("c/app/release.json", "{}".getBytes(UTF_8)));
    bucket.put("c/other/App.ipa", IPA);
    var other = release(bucket.put("c/other/release.json", "{}".getBytes(UTF_8)));
    var first = load(release, NOW);

    assertThat(load(release, NOW.plus(Duration.ofMinutes(9)))).isSameAs(first);
    assertThat(load(release, NOW.plus(Duration.ofMinutes(10)))).isNotSameAs(first);
    assertThat(load(other, NOW.plus(Duration.ofMinutes(10))).ipa().key()).startsWith("c/other/");
  }

  /// A fault in the price says nothing about the build, which is looked at beside it.
  @Test
  void aFaultThatLeavesOpenWhatTheReleaseIsEndsTheReading() throws Exception {
    bucket.put("c/app/App.ipa", IPA);
    assertThat(sound("{\"price\": 5, \"availability\": {\"territories\": \"SOME\"}}")).isTrue();
    assertThat(sound("{\"price\": 5, \"submit\": 1}")).isFalse();
    assertThat(sound("{\"pricing\": \"FREE\"}")).isFalse();
    assertThat(sound("{")).isFalse();
    assertThat(sound("{\"live\": true, \"bundleId\": \"com.example\", \"price\": \"FREE\"}"))
        .isFalse();
    assertThat(sound("{\"bundleId\": \"com.example\", \"purchases\": \"ALL\"}")).isFalse();
  }

  private boolean sound(String releaseJson) throws Exception {
    return load(release(bucket.put("c/app/release.json", releaseJson.getBytes(UTF_8))), NOW)
        .sound();
  }

  @Test
  void aSyncMayBringTheIpaAfterTheManifest() throws Exception {
    var release = release(bucket.put("c/app/release.json", "{}".getBytes(UTF_8)));

    assertThat(attempt(release, NOW))
        .isInstanceOfSatisfying(
            DropLoad.Unusable.class,
            unusable ->
                assertThat(unusable.outcome())
                    .isInstanceOfSatisfying(
                        Outcome.Waiting.class,
                        waiting -> {
                          assertThat(waiting.state()).isEqualTo(ReleaseState.RECEIVED);
                          assertThat(waiting.until()).isEqualTo(NOW.plusSeconds(120));
                        }));
    bucket.put("c/app/" + DESCRIPTION, "Late".getBytes(UTF_8));
    bucket.put("c/app/App.ipa", IPA);

    var loaded = load(release, NOW.plusSeconds(120));
    assertThat(loaded.app()).isNotNull();
    assertThat(loaded.content().texts()).as("nothing was pinned before").containsKey("en-US");
  }

  @Test
  void namesInReleaseJsonMeanFilesWithDecomposedLetters() throws Exception {
    bucket.put("c/app/Bu\u0308cher.ipa", IPA);
    bucket.put("c/app/Other.ipa", IPA);
    bucket.put("c/app/u\u0308ber.json", "{\"lootBox\": true}".getBytes(UTF_8));
    var manifest =
        bucket.put(
            "c/app/release.json",
            "{\"ipa\": \"Bücher.ipa\", \"ageRatingConfig\": \"über.json\"}".getBytes(UTF_8));

    var loaded = load(release(manifest), NOW);

    assertThat(loaded.findings()).isEmpty();
    assertThat(loaded.ipa().key()).isEqualTo("c/app/Bu\u0308cher.ipa");
    assertThat(loaded.content().ageRating().source()).isEqualTo("u\u0308ber.json");

    bucket.put("c/app/Bücher.ipa", IPA);
    var both = new DropLoading(bucket, new InMemoryStateStore()).load(release(manifest), NOW);
    assertThat(((LoadedDrop) both).ipa().key()).isEqualTo("c/app/Bücher.ipa");
  }

  @Test
  void anIpaThatDoesNotComeIsAFinding() throws Exception {
    var release =
        release(bucket.put("c/app/release.json", "{\"ipa\": \"My.ipa\"}".getBytes(UTF_8)));

    var loaded = load(release, NOW.plus(Duration.ofMinutes(15)));

    assertThat(loaded.ipa()).isNull();
    assertThat(loaded.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.type()).isEqualTo(ProblemType.DROP_FILE_MISSING);
              assertThat(finding.toString()).contains("c/app/My.ipa");
            });
  }

  @Test
  void anIpaMayBeWrittenInAnyCase() throws Exception {
    bucket.put("c/app/App.IPA", IPA);
    bucket.put("c/app/._App.IPA", new byte[0]);
    bucket.put("c/app/Release.json", "{}".getBytes(UTF_8));
    var release = release(bucket.newest("c/app/Release.json").orElseThrow());

    var loaded = load(release, NOW);

    assertThat(loaded.app()).isNotNull();
    assertThat(loaded.findings()).isEmpty();
  }

  @Test
  void anotherBuildIsNamedWhenNoIpaHasArrived() throws Exception {
    bucket.put("c/app/App.pkg", IPA);
    bucket.put("c/app/app-release.aab", IPA);
    bucket.put("c/app/Runner.app/Info.plist", IPA);
    bucket.put("c/app/Runner.app/Runner", IPA);
    bucket.put("c/app/App.app.dSYM.zip", IPA);
    var release = release(bucket.put("c/app/release.json", "{}".getBytes(UTF_8)));

    assertThat(attempt(release, NOW)).isInstanceOf(DropLoad.Unusable.class);
    var loaded = load(release, NOW.plus(Duration.ofMinutes(15)));

    assertThat(loaded.app()).isNull();
    assertThat(loaded.findings())
        .extracting(Finding::check, Finding::file)
        .containsExactly(
            tuple("mac-app", "App.pkg"),
            tuple("ipa-not-exported", "Runner.app"),
            tuple("android-app", "app-release.aab"));
    assertThat(loaded.findings().getLast().remedy())
        .isEqualTo(
            "This is an Android app, which the App Store does not take. Upload the .ipa of the iOS"
                + " app instead.");
  }

  @Test
  void anIpaThatArrivesAfterAnotherBuildIsReleased() throws Exception {
    bucket.put("c/app/app-release.apk", IPA);
    var release = release(bucket.put("c/app/release.json", "{}".getBytes(UTF_8)));
    assertThat(attempt(release, NOW)).isInstanceOf(DropLoad.Unusable.class);

    bucket.put("c/app/App.ipa", IPA);

    assertThat(load(release, NOW.plus(Duration.ofMinutes(1))).app()).isNotNull();
  }

  @Test
  void anIpaThatReleaseJsonNamesIsAwaitedBesideOtherBuilds() throws Exception {
    bucket.put("c/app/app-release.aab", IPA);
    bucket.put("c/app/app.IPA", IPA);
    var release =
        release(bucket.put("c/app/release.json", "{\"ipa\": \"App.ipa\"}".getBytes(UTF_8)));

    assertThat(attempt(release, NOW)).isInstanceOf(DropLoad.Unusable.class);
    var late = load(release, NOW.plus(Duration.ofMinutes(15)));
    var again = load(release, NOW.plus(Duration.ofMinutes(16)));

    assertThat(late.findings())
        .extracting(Finding::check, Finding::found)
        .containsExactly(tuple("android-app", null), tuple("ipa-missing", "app.IPA"));
    assertThat(again.findings()).as("after a crash").isEqualTo(late.findings());
  }

  @Test
  void otherBuildsBesideTheIpaAreWarningsOnly() throws Exception {
    bucket.put("c/app/App.ipa", IPA);
    bucket.put("c/app/App.pkg", IPA);
    bucket.put("c/app/app-release.aab", IPA);
    bucket.put("c/app/App.xcarchive.zip", IPA);
    var release = release(bucket.put("c/app/release.json", "{}".getBytes(UTF_8)));

    var loaded = load(release, NOW);

    assertThat(loaded.app()).isNotNull();
    assertThat(loaded.findings())
        .extracting(Finding::severity, Finding::check, Finding::file)
        .containsExactlyInAnyOrder(
            tuple(Severity.WARNING, "file-unknown", "App.pkg"),
            tuple(Severity.WARNING, "file-unknown", "app-release.aab"));
  }

  @Test
  void aBareFileThatIsNoBuildIsNotRead() throws Exception {
    var release = Records.received(Drop.Kind.BARE_IPA, bucket.put("c/App.ipa.zip", IPA));

    var loaded = load(release, NOW);

    assertThat(loaded.findings())
        .extracting(Finding::check, Finding::file, Finding::remedy)
        .containsExactly(
            tuple(
                "ipa-packed",
                "App.ipa.zip",
                "The .ipa is packed in another archive. Unpack it and upload the .ipa itself."));
    assertThat(loaded.app()).isNull();
  }

  @Test
  void aFaultInReleaseJsonHidesNoneOfItsValues() throws Exception {
    bucket.put("c/app/App.ipa", IPA);
    var release =
        release(
            bucket.put(
                "c/app/release.json",
                "{\"submt\": 1, \"version\": \"9\", \"phasedRelease\": \"yes\"}".getBytes(UTF_8)));

    var loaded = load(release, NOW);

    assertThat(loaded.sound()).isFalse();
    assertThat(loaded.manifest().version()).isEqualTo("9");
    assertThat(loaded.manifest().phasedRelease()).isNull();
    assertThat(loaded.findings())
        .extracting(Finding::file)
        .containsExactly("$.submt", "$.phasedRelease");
  }

  @Test
  void aBrokenReleaseJsonDoesNotAskWhichIpa() throws Exception {
    bucket.put("c/app/A.ipa", IPA);
    bucket.put("c/app/B.ipa", IPA);
    var release = release(bucket.put("c/app/release.json", "{".getBytes(UTF_8)));

    assertThat(load(release, NOW).findings()).extracting(Finding::file).containsExactly("$");
  }

  @Test
  void pointersOfGitLfsAreNamedTogether() throws Exception {
    byte[] pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 123\n".getBytes(UTF_8);
    bucket.put("c/app/App.ipa", pointer);
    bucket.put("c/app/" + DESCRIPTION, pointer);
    bucket.put("c/app/screenshots/en-US/1.png", pointer);
    var release = release(bucket.put("c/app/release.json", pointer));

    var loaded = load(release, NOW);

    assertThat(Stream.concat(loaded.findings().stream(), loaded.content().findings().stream()))
        .allSatisfy(finding -> assertThat(finding.check()).isEqualTo("git-lfs-pointer"))
        .extracting(Finding::file)
        .containsExactly("release.json", "App.ipa", DESCRIPTION, "screenshots/en-US/1.png");
    assertThat(loaded.app()).isNull();
  }

  @Test
  void platformOfTheIpaDecidesWhichMediaBelongToIt() throws Exception {
    bucket.put("c/app/App.ipa", IPA);
    bucket.put("c/app/screenshots/en-US/phone.png", SampleMedia.png(1290, 2796));
    bucket.put("c/app/screenshots/en-US/tv.png", SampleMedia.png(1920, 1080));
    var release = release(bucket.put("c/app/release.json", "{}".getBytes(UTF_8)));

    var content = load(release, NOW).content();

    assertThat(content.media()).extracting(MediaFile::displayType).containsExactly("APP_IPHONE_67");
    assertThat(content.findings())
        .extracting(Finding::check, Finding::file, Finding::found)
        .containsExactly(
            tuple("media-of-other-platform", "screenshots/en-US/tv.png", "1 for Apple TV"));
  }

  @Test
  void fiveThousandFilesAreADropAndOneMoreIsNone() throws Exception {
    bucket.put("c/app/App.ipa", IPA);
    for (int i = 0; i < 4998; i++) {
      bucket.put("c/app/source/" + i + ".txt", new byte[0]);
    }
    var release = release(bucket.put("c/app/release.json", "{}".getBytes(UTF_8)));
    bucket.put("c/app/one more.txt", new byte[0]);

    assertThat(attempt(release, NOW))
        .isInstanceOfSatisfying(
            DropLoad.Unusable.class,
            unusable ->
                assertThat(unusable.outcome())
                    .isInstanceOfSatisfying(
                        Outcome.NeedsAttention.class,
                        attention -> {
                          assertThat(attention.problem().detail()).contains("5000 files");
                          assertThat(attention.problem().field()).isEqualTo("c/app/");
                        }));

    bucket.objects.remove("c/app/one more.txt");
    assertThat(load(release, NOW).folder().list("", 10_000)).hasSize(5000);
  }

  @Test
  void aFaultyManifestAndAllElseAreToldTogether() throws Exception {
    bucket.put("c/app/A.ipa", IPA);
    bucket.put("c/app/B.ipa", IPA);
    var release = release(bucket.put("c/app/release.json", "{\"submt\": 1}".getBytes(UTF_8)));

    var loaded = load(release, NOW);

    assertThat(loaded.sound()).isFalse();
    assertThat(loaded.findings()).hasSize(2);
  }

  @Test
  void anIpaIsReadOnceForAllSteps() throws Exception {
    bucket.put("c/app/App.ipa", IPA);
    var release = release(bucket.put("c/app/release.json", "{}".getBytes(UTF_8)));
    load(release, NOW);
    int before = bucket.ipaReads;

    load(release, NOW);

    assertThat(before).isPositive();
    assertThat(bucket.ipaReads).isEqualTo(before);
  }

  private LoadedDrop load(ReleaseRecord release, Instant now) throws Exception {
    return (LoadedDrop) attempt(release, now);
  }

  private DropLoad attempt(ReleaseRecord release, Instant now) throws Exception {
    return loading.load(release, now);
  }

  private static ReleaseRecord release(ObjectVersion manifest) {
    return Records.received(Drop.Kind.FOLDER, manifest);
  }

  /// A bucket with versions.
  private static final class Bucket implements DropObjects {
    private final TreeMap<String, ObjectVersion> objects = new TreeMap<>();
    private final Map<String, byte[]> bytes = new HashMap<>();
    private int ipaReads;

    ObjectVersion put(String key, byte[] content) {
      String version = "v" + bytes.size();
      bytes.put(version, content);
      var object = new ObjectVersion(key, version, "\"" + version + "\"", content.length);
      objects.put(key, object);
      return object;
    }

    @Override
    public Optional<ObjectVersion> newest(String key) {
      return Optional.ofNullable(objects.get(key));
    }

    @Override
    public List<ObjectVersion> list(String prefix, int limit) {
      return objects.values().stream()
          .filter(object -> object.key().startsWith(prefix))
          .limit(limit)
          .toList();
    }

    @Override
    public InputStream open(ObjectVersion object, long offset, long length) throws IOException {
      if (object.key().endsWith(".ipa")) {
        ipaReads++;
      }
      byte[] content = bytes.get(object.versionId());
      if (content == null) {
        throw DropChangedException.gone(object.key());
      }
      return new ByteArrayInputStream(content, (int) offset, (int) length);
    }
  }
}
