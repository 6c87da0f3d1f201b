package dev.slipway.functions.dropintake;

import static dev.slipway.functions.ReleaseFunctions.PLENTY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.StoreIpa;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.ReleaseFunctions;
import dev.slipway.json.Json;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import dev.slipway.problems.Finding;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.slots.Held;
import dev.slipway.releases.slots.IntakeTurns;
import dev.slipway.releases.slots.UploadSlots;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What drop-intake does itself, what it leaves to release-upload, and what that leaves to it.
class DropIntakeHandlerTest {
  private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration QUARTER = Duration.ofMinutes(15);

  @TempDir Path directory;
  private ReleaseFunctions functions;
  private StateStore state;

  @BeforeEach
  void start() throws IOException {
    functions = new ReleaseFunctions(directory);
    state = functions.fixture().aws().state();
  }

  @AfterEach
  void stop() {
    functions.close();
  }

  @Test
  void leavesWhatPassedPreflightToReleaseUpload() {
    functions.intake(functions.drop("App.ipa", "1.1", "2", 1000, TEN), () -> PLENTY);

    assertThat(only().preflight().at()).isNotNull();
    assertThat(only().state()).isEqualTo(ReleaseState.RECEIVED);
    assertThat(state.read(StateKeys.wakeRelease(only().id()))).isPresent();
    assertThat(lanes()).as("it enters no lane").isEmpty();
    assertThat(functions.fixture().apple().snapshot().buildUploads()).isEmpty();

    functions.settle(() -> PLENTY);

    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
  }

  @Test
  void reportsWhatPreflightFindsWithoutReleaseUpload() {
    functions.intake(functions.put("App.ipa", "no archive".getBytes(UTF_8), TEN), () -> PLENTY);

    assertThat(only().state()).isEqualTo(ReleaseState.NEEDS_ATTENTION);
    assertThat(state.list(StateKeys.WAKE_RELEASE_PREFIX, null, 10).keys()).isEmpty();
  }

  /// The version before read drops in release-upload, so its wake objects are all of one kind.
  @Test
  void releaseUploadHandsOnTheWakeOfAReleaseWhoseDropWasNotReadYet() {
    functions.drop("App.ipa", "1.1", "2", 1000, TEN);
    var release = received("App.ipa");
    functions.releases().create(release);

    functions.uploadAlone(ReleaseFunctions.wake(release), () -> PLENTY);

    assertThat(only().desired()).isNull();
    assertThat(state.read(StateKeys.wakeIntake(release.id()))).isPresent();
    functions.settle(() -> PLENTY);
    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
  }

  /// The version before finds what a wake object of this one asked for, because it is due.
  @Test
  void whatWaitsIsDueForTheVersionBefore() {
    functions.intake(functions.drop("App.ipa", "1.1", "2", 1000, TEN), () -> 10_000);

    assertThat(state.read(StateKeys.wakeIntake(only().id()))).isPresent();
    assertThat(only().status().nextCheckAt()).isBeforeOrEqualTo(TEN.plus(Duration.ofMinutes(6)));

    fillSlots();
    functions.settle(() -> PLENTY);

    assertThat(only().status().waitingFor()).isEqualTo(UploadSlots.WAITING_FOR);
    assertThat(only().status().nextCheckAt()).isEqualTo(TEN.plus(Duration.ofMinutes(5)));
  }

  /// Of the rule of the version before, or late from the queue of the function.
  @Test
  void anEventOfADropThatArrivesAtReleaseUploadIsTakenInOnce() {
    String event = functions.drop("App.ipa", "1.1", "2", 1000, TEN);

    functions.uploadAlone(event, () -> PLENTY);
    functions.intake(event, () -> PLENTY);
    functions.settle(() -> PLENTY);

    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
    assertThat(functions.fixture().apple().snapshot().buildUploads()).hasSize(1);
  }

  @Test
  void aReleaseWaitsForASlotAndIsWokenWhenOneIsFree() {
    var slots = fillSlots();
    functions.upload(functions.drop("App.ipa", "1.1", "2", 1000, TEN), () -> PLENTY);

    assertThat(only().status().waitingFor()).isEqualTo(UploadSlots.WAITING_FOR);
    assertThat(only().status().problem()).isNull();
    assertThat(functions.fixture().apple().snapshot().buildUploads())
        .as("no addresses that would expire while it waits")
        .isEmpty();

    uploadSlots().giveBack(slots.getFirst());
    functions.settle(() -> PLENTY);

    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
    assertThat(only().status().waitingFor()).isNotEqualTo(UploadSlots.WAITING_FOR);
    assertThat(state.list(StateKeys.allWaiting(StateKeys.SLOTS_PREFIX), null, 10).keys()).isEmpty();
  }

  @Test
  void aSlotIsGivenBackAlsoWhenTheEndOfTheLeaseFails() {
    functions.intake(functions.drop("App.ipa", "1.1", "2", 1000, TEN), () -> PLENTY);
    var faults = functions.fixture().aws().aws().faults();
    faults.add(
        FaultRule.s3("PutObject", Fault.internalError())
            .keyPrefix("apps/")
            .nth(2)
            .times(Integer.MAX_VALUE));

    assertThatThrownBy(() -> functions.uploadAlone(ReleaseFunctions.wake(only()), () -> PLENTY))
        .hasStackTraceContaining("apps/");
    faults.clear();

    var leases = state.list(StateKeys.SLOTS_PREFIX, null, 10).keys();
    assertThat(leases)
        .isNotEmpty()
        .allSatisfy(
            key -> assertThat(state.read(key).orElseThrow().document().string("tenant")).isEmpty());
  }

  @Test
  void aLostWakeOfAWaitingReleaseIsMadeUpForByTheSweep() {
    var slots = fillSlots();
    functions.upload(functions.drop("App.ipa", "1.1", "2", 1000, TEN), () -> PLENTY);
    uploadSlots().giveBack(slots.getFirst());
    state.delete(StateKeys.wakeRelease(only().id()));

    functions.fixture().clock().advance(Duration.ofMinutes(5));
    functions.sweep(() -> PLENTY);
    functions.settle(() -> PLENTY);

    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
  }

  /// A person hears of everything at once.
  @Test
  void aFaultyFieldOfReleaseJsonDoesNotHideWhatAppleShows() throws IOException {
    functions.put("1.0/App.ipa", StoreIpa.of(ReleaseFunctions.BUNDLE_ID, "0.9", "2", 1000), TEN);
    functions.intake(
        functions.put("1.0/release.json", "{\"price\": 5}".getBytes(UTF_8), TEN), () -> PLENTY);
    functions.settle(() -> PLENTY);

    var release = only();
    assertThat(release.state()).isEqualTo(ReleaseState.NEEDS_ATTENTION);
    assertThat(release.preflight().findings())
        .extracting(Finding::check)
        .contains("release-json-fault", "version-not-higher");
  }

  @Test
  void aPlanNeedsNoSlot() {
    fillSlots();
    functions.drop("1.1/App.ipa", "1.1", "2", 1000, TEN);
    functions.intake(
        functions.put("1.1/release.json", "{\"dryRun\": true}".getBytes(UTF_8), TEN), () -> PLENTY);

    assertThat(only().state()).isEqualTo(ReleaseState.PLANNED);
  }

  @Test
  void aTenantThatUsesAllItsTurnsWaitsForItself() {
    var turns = new IntakeTurns(state, functions.releases(), functions.fixture().clock());
    var held = new ArrayList<Held>();
    var busy = new ArrayList<ReleaseRecord>();
    for (int i = 0; i < 5; i++) {
      var release = received("Busy" + i + ".ipa");
      busy.add(release);
      held.add(turns.enter(release, "worker " + i, QUARTER).orElseThrow());
    }
    functions.intake(functions.drop("App.ipa", "1.1", "2", 1000, TEN), () -> PLENTY);
    assertThat(only().desired()).as("the drop is noted, and not read").isNull();

    turns.giveBack(busy.getFirst(), held.getFirst());
    assertThat(state.read(StateKeys.wakeIntake(only().id()))).isPresent();
    functions.settle(() -> PLENTY);

    assertThat(only().state()).isEqualTo(ReleaseState.PROCESSING);
  }

  /// The release says only that the bucket cannot be read; an operator needs S3's answer.
  @Test
  void whyTheDropBucketCannotBeReadIsInTheLog() {
    String event = functions.drop("App.ipa", "1.1", "2", 1000, TEN);
    var faults = functions.fixture().aws().aws().faults();
    faults.add(
        FaultRule.s3("GetObject", Fault.accessDenied())
            .bucket(LocalAwsFixture.DROPS)
            .times(Integer.MAX_VALUE));

    functions.intake(event, () -> PLENTY);

    assertThat(only().desired()).isNull();
    var line =
        functions
            .fixture()
            .log()
            .lines()
            .filter(each -> each.contains("The drop bucket cannot be read"))
            .findFirst()
            .map(Json::parse)
            .orElseThrow();
    assertThat(line.string("level")).isEqualTo("WARN");
    assertThat(line.object("error").string("message"))
        .isEqualTo(
            "drop bucket: reading "
                + functions.connection()
                + "/App.ipa failed: answer 403 AccessDenied");
  }

  @Test
  void takesNoOtherWakes() {
    functions.intake(FunctionFixture.stateObjectCreated("wake/check/x"), () -> PLENTY);

    assertThat(functions.fixture().log()).contains("Event not understood");
  }

  private List<Held> fillSlots() {
    var held = new ArrayList<Held>();
    for (int i = 0; i < 8; i++) {
      var object = new ObjectVersion("c/Busy" + i + ".ipa", "v", "\"e\"", 1);
      var release =
          ReleaseRecord.received(
              ReleaseId.of("drops", object.key(), "v"),
              ConnectionId.of("tenant-" + i, "issuer"),
              "tenant-" + i,
              new Drop("drops", Drop.Kind.BARE_IPA, object, TEN),
              TEN,
              TEN);
      held.add(uploadSlots().enter(release, "worker " + i, QUARTER).orElseThrow());
    }
    return held;
  }

  private UploadSlots uploadSlots() {
    return new UploadSlots(state, functions.releases(), 8, functions.fixture().clock());
  }

  private List<String> lanes() {
    return state.list("apps/", null, 100).keys().stream()
        .filter(key -> !key.contains("/media/"))
        .toList();
  }

  private ReleaseRecord only() {
    return functions.all().getFirst();
  }

  /// A release as the version before wrote it when it had received the drop.
  private ReleaseRecord received(String name) {
    String key = functions.connection() + "/" + name;
    var s3 = functions.fixture().aws().clients().s3();
    var versions =
        s3.listObjectVersions(list -> list.bucket(LocalAwsFixture.DROPS).prefix(key)).versions();
    var object =
        versions.isEmpty()
            ? new ObjectVersion(key, "v", "\"e\"", 1)
            : new ObjectVersion(
                key,
                versions.getFirst().versionId(),
                versions.getFirst().eTag(),
                versions.getFirst().size());
    return ReleaseRecord.received(
        ReleaseId.of(LocalAwsFixture.DROPS, key, object.versionId()),
        ConnectionId.parse(functions.connection()).orElseThrow(),
        "anna",
        new Drop(LocalAwsFixture.DROPS, Drop.Kind.BARE_IPA, object, TEN),
        TEN,
        TEN);
  }
}
