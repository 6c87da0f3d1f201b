package dev.slipway.functions.dropintake;

import static dev.slipway.functions.ReleaseFunctions.PLENTY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.aws.Backoff;
import dev.slipway.aws.DropBucket;
import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.drops.DropListing;
import dev.slipway.drops.ipa.StoreIpa;
import dev.slipway.functions.ReleaseFunctions;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import dev.slipway.localaws.http.RecordedRequest;
import dev.slipway.problems.Finding;
import dev.slipway.releases.intake.DropIntake;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.state.StateKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Drops whose event never came.
class DropSweepTest {
  private static final String SWEEP =
      "{\"source\":\"slipway.schedule\",\"detail-type\":\"drop-sweep\"}";
  private static final byte[] NOTHING = {};

  @TempDir Path directory;
  private ReleaseFunctions functions;

  @BeforeEach
  void start() throws IOException {
    functions = new ReleaseFunctions(directory);
  }

  @AfterEach
  void stop() {
    functions.close();
  }

  @Test
  void takesInABareBuild() {
    functions.drop("App.ipa", "1.1", "2", 1 << 20, now());
    pass(Duration.ofMinutes(16));

    sweep();
    functions.settle(() -> PLENTY);

    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
    assertThat(functions.fixture().log()).contains("Drop without an event found");
  }

  @Test
  void takesInAFolderByItsManifestAlone() {
    functions.drop("1.1/App.ipa", "1.1", "2", 1 << 20, now());
    functions.put("1.1/release.json", "{}".getBytes(StandardCharsets.UTF_8), now());
    functions.put("other/App.ipa", NOTHING, now());
    functions.put("notes.txt", NOTHING, now());
    pass(Duration.ofMinutes(16));

    sweep();
    functions.settle(() -> PLENTY);

    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
    assertThat(only().drop().trigger().fileName()).isEqualTo("release.json");
  }

  @Test
  void takesInWhatWasMeantAsABuildAndLogsOnceWhatStartsNothing() {
    functions.put("App.xcarchive.zip", NOTHING, now());
    functions.put("picture.png", NOTHING, now());

    for (int hours = 0; hours < 5; hours++) {
      pass(Duration.ofMinutes(60));
      sweep();
    }
    functions.settle(() -> PLENTY);

    assertThat(only().state()).isEqualTo(ReleaseState.NEEDS_ATTENTION);
    assertThat(only().preflight().findings())
        .extracting(Finding::check)
        .containsExactly("ipa-not-exported");
    assertThat(functions.fixture().log())
        .containsOnlyOnce("Object starts no release")
        .contains("/picture.png");
  }

  @Test
  void leavesToTheEventWhatIsYoungAndAloneWhatIsOld() {
    functions.put("old.ipa", NOTHING, now());
    pass(Duration.ofHours(26));
    functions.put("young.ipa", NOTHING, now());

    sweep();

    assertThat(functions.all()).isEmpty();
  }

  @Test
  void theEventThatComesAllTheSameFindsTheRelease() {
    var put = now();
    // An event tells another time than a listing where a file was put in parts.
    String event = functions.drop("App.ipa", "1.1", "2", 1 << 20, put.plusSeconds(3));
    pass(Duration.ofMinutes(16));

    sweep();
    functions.upload(event, () -> PLENTY);
    sweep();
    functions.settle(() -> PLENTY);

    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
    assertThat(functions.fixture().apple().snapshot().buildUploads()).hasSize(1);
  }

  @Test
  void eventAndRoundAtTheSameMomentShowOneRelease() {
    String event = functions.drop("App.ipa", "1.1", "2", 1 << 20, now().plusSeconds(3));
    pass(Duration.ofMinutes(16));
    sweep();
    var swept = only();
    // The other one had looked for the release before it was there, and leaves its marker too.
    functions
        .fixture()
        .aws()
        .state()
        .put(StateKeys.tenantRelease("anna", now().plusSeconds(3), swept.id()), Map.of());
    functions.upload(event, () -> PLENTY);

    assertThat(functions.all()).hasSize(1);
  }

  @Test
  void aKnownDropCostsOneReadWhileItIsYoungAndNoneLater() {
    String event = functions.drop("App.ipa", "1.1", "2", 1 << 20, now());
    functions.upload(event, () -> PLENTY);
    pass(Duration.ofMinutes(16));

    long young = requestsOf(this::sweep);
    pass(Duration.ofDays(2));
    long old = requestsOf(this::sweep);

    assertThat(young).as("position twice, listing, record").isEqualTo(4);
    assertThat(old).as("position twice, listing").isEqualTo(3);
  }

  @Test
  void aKnownDropIsReadByOneRoundAlone() {
    String event = functions.drop("App.ipa", "1.1", "2", 1 << 20, now());
    functions.upload(event, () -> PLENTY);
    pass(Duration.ofMinutes(10));
    assertThat(requestsOf(this::sweep)).as("its event may still come").isEqualTo(3);
    pass(Duration.ofHours(1));
    assertThat(requestsOf(this::sweep)).as("with its record").isEqualTo(4);

    pass(Duration.ofHours(1));
    assertThat(requestsOf(this::sweep)).isEqualTo(3);
  }

  /// S3 dates it by the start of the upload, which may have taken hours.
  @Test
  void anObjectOfPartsIsLookedAtForADay() {
    var s3 = functions.fixture().aws().clients().s3();
    String key = functions.connection() + "/App.ipa";
    var upload = s3.createMultipartUpload(put -> put.bucket(LocalAwsFixture.DROPS).key(key));
    sweep();
    pass(Duration.ofHours(3));
    sweep();
    var part =
        s3.uploadPart(
            put ->
                put.bucket(LocalAwsFixture.DROPS)
                    .key(key)
                    .uploadId(upload.uploadId())
                    .partNumber(1),
            RequestBody.fromBytes(StoreIpa.of(ReleaseFunctions.BUNDLE_ID, "1.1", "2", 1000)));
    s3.completeMultipartUpload(
        put ->
            put.bucket(LocalAwsFixture.DROPS)
                .key(key)
                .uploadId(upload.uploadId())
                .multipartUpload(
                    parts ->
                        parts.parts(
                            CompletedPart.builder().partNumber(1).eTag(part.eTag()).build())));
    pass(Duration.ofMinutes(16));

    sweep();

    assertThat(only().drop().trigger().fileName()).isEqualTo("App.ipa");
  }

  /// A version that knows only the position wrote it.
  @Test
  void thePositionOfTheVersionBeforeIsGoneOnFrom() {
    functions.drop("A.ipa", "1.1", "2", 1 << 20, now());
    functions.drop("B.ipa", "1.1", "2", 1 << 20, now());
    functions
        .fixture()
        .aws()
        .state()
        .put(
            StateKeys.DROP_SWEEP,
            Map.of("key", functions.connection() + "/A.ipa", "versionId", ""));
    pass(Duration.ofHours(20));

    sweep();

    assertThat(only().drop().trigger().fileName()).isEqualTo("B.ipa");
  }

  @Test
  void listsAtMost500TimesAnHour() {
    var state = functions.fixture().aws().state();
    var clock = functions.fixture().clock();
    var lists = new AtomicInteger();
    DropListing endless =
        _ ->
            new DropListing.Page(
                List.of(), new DropListing.Position("c/" + lists.incrementAndGet(), ""));
    var bucket =
        new DropBucket(
            functions.fixture().aws().clients().s3(), LocalAwsFixture.DROPS, Backoff.sleeping());
    var intake =
        new DropIntake(
            new ConnectionStore(state, clock),
            functions.releases(),
            bucket,
            LocalAwsFixture.DROPS,
            clock);
    var position = new SweepPosition(state);
    var sweep =
        new DropSweep(
            endless, intake, functions.releases(), position, LocalAwsFixture.DROPS, clock);
    var begun = clock.instant();

    sweep.run(() -> Duration.ofMinutes(14));
    assertThat(lists).hasValue(500);
    pass(Duration.ofHours(1));
    sweep.run(() -> Duration.ofMinutes(14));

    assertThat(lists).hasValue(1000);
    assertThat(position.read())
        .isEqualTo(
            new SweepPosition.Round(
                new DropListing.Position("c/1000", ""), begun, begun.minus(Duration.ofHours(25))));
  }

  @Test
  void onlyTheNewestVersionCounts() {
    functions.put("App.ipa", NOTHING, now());
    functions.drop("App.ipa", "1.1", "2", 1 << 20, now());
    functions.put("gone.ipa", NOTHING, now());
    functions
        .fixture()
        .aws()
        .clients()
        .s3()
        .deleteObject(
            request ->
                request.bucket(LocalAwsFixture.DROPS).key(functions.connection() + "/gone.ipa"));
    pass(Duration.ofMinutes(16));

    sweep();

    assertThat(only().drop().trigger().sizeBytes()).isGreaterThan(1 << 20);
  }

  @Test
  void goesOnInTheNextRoundWhereTimeRanOut() {
    for (int i = 0; i < 1_000; i++) {
      functions.put("1.1/screenshots/en-US/" + i + ".png", NOTHING, now());
    }
    functions.put("1.1/zzz.txt", NOTHING, now());
    functions.drop("z.ipa", "1.1", "2", 1 << 20, now());
    pass(Duration.ofMinutes(16));

    functions.upload(SWEEP, () -> 30_000);
    assertThat(functions.all()).as("the first page has no drop").isEmpty();
    functions.upload(SWEEP, () -> 30_000);

    assertThat(only().drop().trigger().fileName()).isEqualTo("z.ipa");
    assertThat(
            functions.fixture().aws().state().read(StateKeys.DROP_SWEEP).orElseThrow().document())
        .as("the next one begins at the beginning")
        .satisfies(position -> assertThat(position.has("key")).isFalse());
  }

  @Test
  void aDropOfNobodyIsLoggedByOneRoundAndFailsNone() {
    String key = "a".repeat(26) + "/App.ipa";
    functions
        .fixture()
        .aws()
        .clients()
        .s3()
        .putObject(
            request -> request.bucket(LocalAwsFixture.DROPS).key(key),
            RequestBody.fromBytes(NOTHING));

    for (int hours = 0; hours < 26; hours++) {
      pass(Duration.ofHours(1));
      sweep();
    }

    assertThat(functions.all()).isEmpty();
    assertThat(functions.fixture().log()).containsOnlyOnce(DropIntake.UNOWNED).contains(key);
  }

  @Test
  void aDropThatCannotBeTakenInKeepsNoOtherWaiting() {
    String broken = "b".repeat(26);
    functions.fixture().aws().state().put("connections/" + broken + ".json", Map.of());
    functions
        .fixture()
        .aws()
        .clients()
        .s3()
        .putObject(
            request -> request.bucket(LocalAwsFixture.DROPS).key(broken + "/A.ipa"),
            RequestBody.fromBytes(NOTHING));
    functions.drop("App.ipa", "1.1", "2", 1 << 20, now());
    pass(Duration.ofMinutes(16));

    sweep();

    assertThat(only().drop().trigger().fileName()).isEqualTo("App.ipa");
    assertThat(functions.fixture().log()).contains("Taking in " + broken + "/A.ipa failed");
  }

  @Test
  void aBucketThatCannotBeReadFailsTheRoundSoThatItIsSeen() {
    functions
        .fixture()
        .aws()
        .aws()
        .faults()
        .add(FaultRule.s3("ListObjectVersions", Fault.accessDenied()).times(1));

    assertThatThrownBy(this::sweep).hasMessageContaining("drop bucket");
  }

  private void sweep() {
    functions.intake(SWEEP, () -> PLENTY);
  }

  private Instant now() {
    return functions.fixture().clock().instant();
  }

  private void pass(Duration duration) {
    functions.fixture().clock().advance(duration);
  }

  private long requestsOf(Runnable work) {
    var log = functions.fixture().aws().aws().requests();
    log.clear();
    work.run();
    return log.count((RecordedRequest request) -> request.service().equals("s3"));
  }

  private ReleaseRecord only() {
    assertThat(functions.all()).hasSize(1);
    return functions.all().getFirst();
  }
}
