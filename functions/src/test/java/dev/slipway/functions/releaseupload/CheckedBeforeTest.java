package dev.slipway.functions.releaseupload;

import static dev.slipway.functions.ReleaseFunctions.PLENTY;
import static dev.slipway.functions.releaseupload.TwoDrops.TEN;
import static dev.slipway.functions.releaseupload.TwoDrops.assertEndState;
import static dev.slipway.functions.releaseupload.TwoDrops.assertOneGoesOut;
import static dev.slipway.functions.releaseupload.TwoDrops.assertVersions;
import static dev.slipway.functions.releaseupload.TwoDrops.folder;
import static dev.slipway.functions.releaseupload.TwoDrops.isSubmitted;
import static dev.slipway.functions.releaseupload.TwoDrops.release;
import static dev.slipway.functions.releaseupload.TwoDrops.settle;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.slipway.Sample;
import dev.slipway.functions.ReleaseFunctions;
import dev.slipway.problems.Finding;
import dev.slipway.releases.lane.LaneClaims;
import dev.slipway.releases.lane.LaneStore;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.TimelineEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A newer drop takes the lane of its app only after its preflight has passed: until then, and if
/// it does not pass, the older one goes on.
class CheckedBeforeTest {
  /// The calls of a bare build until its preflight has passed.
  private static final int PREFLIGHT_CALLS = 5;

  @TempDir Path directory;

  /// The newer drop is at fault, which only Apple's versions show: the older one goes out as if it
  /// were alone.
  @ParameterizedTest
  @MethodSource("places")
  void aFaultyNewerDropEndsNothing(int place) throws Exception {
    try (var functions = new ReleaseFunctions(directory)) {
      String older = functions.drop("older.ipa", "1.1", "2", 11 << 20, TEN);
      String newer = functions.drop("newer.ipa", "0.9", "3", 1000, TEN.plusSeconds(5));
      var looks = new AtomicInteger();
      IntSupplier meeting =
          () -> {
            if (looks.incrementAndGet() == place) {
              functions.uploadBeside(newer, () -> PLENTY);
            }
            return PLENTY;
          };

      functions.upload(older, meeting);
      settle(functions, meeting);

      assertOnlyTheOlderGoesOut(functions);
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aFaultyNewerDropEndsNothingWithinStepsToo(int call) throws Exception {
    var meeting = new AtomicReference<@Nullable Runnable>();
    try (var functions = new ReleaseFunctions(directory, atCall(call, meeting))) {
      String newer = functions.drop("newer.ipa", "0.9", "3", 1000, TEN.plusSeconds(5));
      String older = folder(functions);
      meeting.set(() -> functions.uploadBeside(newer, () -> PLENTY));

      functions.upload(older, () -> PLENTY);
      settle(functions, () -> PLENTY);

      assertOnlyTheOlderGoesOut(functions);
    }
  }

  /// At every place from its arrival, through preflight, the lane and the takeover, to its upload.
  @ParameterizedTest
  @MethodSource("deaths")
  void theEndIsExactWhereverTheNewersWorkerDies(int place, String version) throws Exception {
    try (var functions = new ReleaseFunctions(directory)) {
      functions.upload(functions.drop("older.ipa", "1.1", "2", 1000, TEN), () -> PLENTY);
      String newer = functions.drop("newer.ipa", version, "3", 1000, TEN.plusSeconds(5));
      var looks = new AtomicInteger();
      IntSupplier dying =
          () -> {
            if (looks.incrementAndGet() == place) {
              throw new IllegalStateException("the machine is gone");
            }
            return PLENTY;
          };

      assertThatThrownBy(() -> functions.uploadBeside(newer, dying))
          .isInstanceOf(RuntimeException.class);
      settle(functions, () -> PLENTY);

      if (version.equals("1.2")) {
        assertOneGoesOut(functions);
      } else {
        assertThat(release(functions, "2").state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
        assertThat(release(functions, "3").state()).isEqualTo(ReleaseState.NEEDS_ATTENTION);
        assertVersions(functions, "1.0", "1.1");
      }
    }
  }

  static Stream<Integer> places() {
    return Sample.of(30, IntStream.rangeClosed(1, MeetingDropsTest.PLACES + 1).boxed());
  }

  static Stream<Integer> calls() {
    return Sample.of(30, IntStream.rangeClosed(1, MeetingDropsTest.CALLS + 1).boxed());
  }

  static Stream<Arguments> deaths() {
    return Stream.concat(
        Sample.of(9, IntStream.rangeClosed(1, 9).mapToObj(place -> arguments(place, "1.2"))),
        Sample.of(2, IntStream.rangeClosed(1, 3).mapToObj(place -> arguments(place, "0.9"))));
  }

  /// A third drop, which is sound, replaces both.
  @Test
  void theDropAfterFaultyOneTakesOver() throws Exception {
    try (var functions = new ReleaseFunctions(directory)) {
      functions.upload(functions.drop("older.ipa", "1.1", "2", 1000, TEN), () -> PLENTY);
      String faulty = functions.drop("faulty.ipa", "0.9", "4", 1000, TEN.plusSeconds(5));
      functions.upload(faulty, () -> PLENTY);
      functions.upload(
          functions.drop("newer.ipa", "1.2", "3", 1000, TEN.plusSeconds(9)), () -> PLENTY);
      settle(functions, () -> PLENTY);

      assertEndState(functions);
      assertThat(release(functions, "2").state()).isEqualTo(ReleaseState.SUPERSEDED);
      var behind = release(functions, "4");
      assertThat(behind.state()).isEqualTo(ReleaseState.SUPERSEDED);
      assertThat(behind.status().successor()).isEqualTo(release(functions, "3").id());
      assertThat(behind.timeline())
          .extracting(TimelineEntry::message)
          .contains(
              "This drop does not affect release "
                  + release(functions, "2").id()
                  + ", which continues.");
    }
  }

  /// The newer one waits for an answer of Apple in its preflight. The older one arrives meanwhile,
  /// and goes on as far as the processing of its build.
  @ParameterizedTest
  @MethodSource("callsOfPreflight")
  void theOlderOneBeginsWhileTheNewerIsChecked(int call) throws Exception {
    var meanwhile = new AtomicReference<@Nullable Runnable>();
    try (var functions = new ReleaseFunctions(directory, atCall(call, meanwhile))) {
      String older = functions.drop("older.ipa", "1.1", "2", 1000, TEN);
      String newer = functions.drop("newer.ipa", "1.2", "3", 1000, TEN.plusSeconds(5));
      meanwhile.set(() -> functions.upload(older, () -> PLENTY));

      functions.uploadBeside(newer, () -> PLENTY);
      assertThat(release(functions, "2").build().uploadId()).as("it has begun").isNotNull();
      settle(functions, () -> PLENTY);

      assertEndState(functions);
      assertThat(release(functions, "2").state()).isEqualTo(ReleaseState.SUPERSEDED);
    }
  }

  /// The older one goes on from the processed build to the submission.
  @ParameterizedTest
  @MethodSource("callsOfPreflight")
  void theOlderOneIsSubmittedWhileTheNewerIsChecked(int call) throws Exception {
    var functions = submittedMeanwhile(call, "{}");
    try (functions) {
      assertThat(release(functions, "3").state()).isEqualTo(ReleaseState.QUEUED);
      settle(functions, () -> PLENTY);

      assertEndState(functions);
      assertThat(release(functions, "3").state()).isEqualTo(ReleaseState.QUEUED);
    }
  }

  @Test
  void whatIsSubmittedMeanwhileIsReplacedOnDemand() throws Exception {
    try (var functions = submittedMeanwhile(4, "{\"onConflict\": \"REPLACE\"}")) {
      settle(functions, () -> PLENTY);

      assertThat(release(functions, "2").state()).isEqualTo(ReleaseState.SUPERSEDED);
      assertThat(release(functions, "3").state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
      assertVersions(functions, "1.0", "1.2");
    }
  }

  /// The queue may take days, in which the world changes: here, a date passes.
  @Test
  void aReleaseThatWaitedIsCheckedAgainBeforeItBegins() throws Exception {
    String manifest = "{\"earliestReleaseDate\": \"%s\", \"releaseType\": \"SCHEDULED\"}";
    try (var functions = submittedMeanwhile(4, manifest.formatted("2026-11-23T13:00:00Z"))) {
      var queued = release(functions, "3");
      assertThat(queued.state()).isEqualTo(ReleaseState.QUEUED);
      functions.fixture().clock().advance(Duration.ofDays(2));
      var version = release(functions, "2").version().version();
      assertThat(version).isNotNull();
      functions.fixture().apple().reviews().approve(version.id().value());
      settle(functions, () -> PLENTY);

      var checked = release(functions, "3").preflight();
      assertThat(checked.at()).isAfter(queued.preflight().at());
      assertThat(checked.findings()).isNotEqualTo(queued.preflight().findings());
    }
  }

  /// The version of Slipway before entered the lane first, and checked then.
  @Test
  void aReleaseThatHoldsTheLaneBeforeItsPreflightGoesOn() throws Exception {
    try (var functions = new ReleaseFunctions(directory)) {
      functions.upload(functions.drop("older.ipa", "1.1", "2", 1000, TEN), () -> PLENTY);
      String newer = functions.drop("newer.ipa", "1.2", "3", 1000, TEN.plusSeconds(5));
      var looks = new AtomicInteger();
      functions.upload(newer, () -> looks.incrementAndGet() > 3 ? 0 : PLENTY);
      var found = release(functions, "3");
      assertThat(found.app()).isNotNull();
      assertThat(found.preflight().at()).isNull();
      new LaneClaims(
              new LaneStore(functions.fixture().aws().state()),
              functions.releases(),
              functions.fixture().clock())
          .claim(found, "the version before");
      functions.fixture().clock().advance(LaneClaims.LEASE.plusMinutes(1));

      settle(functions, () -> PLENTY);

      assertEndState(functions);
      assertThat(release(functions, "2").state()).isEqualTo(ReleaseState.SUPERSEDED);
    }
  }

  private ReleaseFunctions submittedMeanwhile(int call, String manifest) throws Exception {
    var meanwhile = new AtomicReference<@Nullable Runnable>();
    var functions = new ReleaseFunctions(directory, atCall(call, meanwhile));
    functions.upload(functions.drop("older.ipa", "1.1", "2", 1000, TEN), () -> PLENTY);
    functions.fixture().clock().advance(Duration.ofMinutes(10));
    functions.drop("newer/App.ipa", "1.2", "3", 1000, TEN.plusSeconds(5));
    String newer =
        functions.put("newer/release.json", manifest.getBytes(UTF_8), TEN.plusSeconds(5));
    meanwhile.set(
        () -> {
          functions.upload(ReleaseFunctions.wake(release(functions, "2")), () -> PLENTY);
          functions.settle(() -> PLENTY);
        });
    functions.uploadBeside(newer, () -> PLENTY);
    assertThat(isSubmitted(functions)).isTrue();
    return functions;
  }

  static Stream<Integer> callsOfPreflight() {
    return Sample.of(8, IntStream.rangeClosed(1, PREFLIGHT_CALLS).boxed());
  }

  /// Runs something before this call of those that follow once it is set.
  private static Runnable atCall(int call, AtomicReference<@Nullable Runnable> set) {
    var calls = new AtomicInteger();
    return () -> {
      var work = set.get();
      if (work != null && calls.incrementAndGet() == call) {
        work.run();
      }
    };
  }

  private static void assertOnlyTheOlderGoesOut(ReleaseFunctions functions) {
    assertThat(functions.fixture().log()).doesNotContain("\"ERROR\"");
    assertThat(release(functions, "2").state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
    assertVersions(functions, "1.0", "1.1");
    assertThat(functions.fixture().apple().snapshot().buildUploads()).hasSize(1);
    var faulty = release(functions, "3");
    assertThat(faulty.state()).isEqualTo(ReleaseState.NEEDS_ATTENTION);
    assertThat(faulty.preflight().errors())
        .extracting(Finding::check)
        .containsExactly("version-not-higher");
  }
}
