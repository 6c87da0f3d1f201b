package dev.slipway.functions.releaseupload;

import static dev.slipway.functions.ReleaseFunctions.PLENTY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Sample;
import dev.slipway.drops.media.SampleMedia;
import dev.slipway.functions.ReleaseFunctions;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.simulator.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A newer drop of the same app arrives while a worker is busy with the older one: at every place
/// where that worker looks at its remaining time, which is between any two of its steps and parts.
class MeetingDropsTest {
  private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

  /// Up to the submission; one more is tried behind it.
  private static final int PLACES = 24;

  private static final int CALLS = 24;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("places")
  void theEndStateIsExact(int place) throws Exception {
    try (var functions = new ReleaseFunctions(directory)) {
      String older = functions.drop("older.ipa", "1.1", "2", 11 << 20, TEN);
      String newer = functions.drop("newer.ipa", "1.2", "3", 11 << 20, TEN.plusSeconds(5));
      var looks = new AtomicInteger();
      IntSupplier meeting =
          () -> {
            if (looks.incrementAndGet() == place) {
              functions.upload(newer, () -> PLENTY);
            }
            return PLENTY;
          };

      functions.upload(older, meeting);
      settle(functions, meeting);
      assertThat(looks).as("the newer drop arrived on the way").hasValueGreaterThanOrEqualTo(place);

      assertEndState(functions);
    }
  }

  static Stream<Integer> places() {
    return Sample.of(6, IntStream.rangeClosed(1, PLACES + 1).boxed());
  }

  /// Both lists reach from the start to the submission.
  @Test
  void noPlaceIsLeftOut() throws Exception {
    var looks = new AtomicInteger();
    try (var functions = new ReleaseFunctions(directory.resolve("looks"))) {
      String event = functions.drop("older.ipa", "1.1", "2", 11 << 20, TEN);
      IntSupplier counting =
          () -> {
            count(functions, looks);
            return PLENTY;
          };
      functions.upload(event, counting);
      settle(functions, counting);
      assertThat(isSubmitted(functions)).isTrue();
    }
    assertThat(looks).hasValue(PLACES);

    var calls = new AtomicInteger();
    var counting = new AtomicReference<Runnable>(() -> {});
    try (var functions =
        new ReleaseFunctions(directory.resolve("calls"), () -> counting.get().run())) {
      String event = folder(functions);
      counting.set(() -> count(functions, calls));
      functions.upload(event, () -> PLENTY);
      settle(functions, () -> PLENTY);
      assertThat(isSubmitted(functions)).isTrue();
    }
    assertThat(calls).hasValue(CALLS);
  }

  private static void count(ReleaseFunctions functions, AtomicInteger counter) {
    if (!isSubmitted(functions)) {
      counter.incrementAndGet();
    }
  }

  private static boolean isSubmitted(ReleaseFunctions functions) {
    return functions.fixture().apple().snapshot().reviewSubmissions().stream()
        .anyMatch(submission -> submission.state().equals("WAITING_FOR_REVIEW"));
  }

  /// Within a step too: while the older one's worker waits for an answer of Apple. Preflight and
  /// content take most of these calls.
  @ParameterizedTest
  @MethodSource("calls")
  void theEndStateIsExactWithinStepsToo(int call) throws Exception {
    var calls = new AtomicInteger(Integer.MIN_VALUE);
    var meeting = new AtomicReference<Runnable>(() -> {});
    Runnable beforeCall =
        () -> {
          if (calls.incrementAndGet() == call) {
            meeting.get().run();
          }
        };
    try (var functions = new ReleaseFunctions(directory, beforeCall)) {
      String newer = functions.drop("newer.ipa", "1.2", "3", 1000, TEN.plusSeconds(5));
      meeting.set(() -> functions.uploadBeside(newer, () -> PLENTY));
      String older = folder(functions);
      calls.set(0);

      functions.upload(older, () -> PLENTY);
      settle(functions, () -> PLENTY);
      assertThat(calls).as("the newer drop arrived on the way").hasValueGreaterThanOrEqualTo(call);

      assertEndState(functions);
    }
  }

  static Stream<Integer> calls() {
    return Sample.of(6, IntStream.rangeClosed(1, CALLS + 1).boxed());
  }

  /// Version 1.1 (2) with texts and a screenshot.
  private static String folder(ReleaseFunctions functions) {
    functions.drop("older/App.ipa", "1.1", "2", 1000, TEN);
    functions.put("older/metadata/en-US/description.txt", "All that is new.".getBytes(UTF_8), TEN);
    functions.put("older/metadata/en-US/release_notes.txt", "Faster.".getBytes(UTF_8), TEN);
    functions.put("older/metadata/review_information/notes.txt", "None.".getBytes(UTF_8), TEN);
    functions.put("older/screenshots/en-US/1.png", SampleMedia.png(1320, 2868), TEN);
    return functions.put("older/release.json", "{}".getBytes(UTF_8), TEN);
  }

  /// An hour goes by, with all that is woken and swept in it.
  private static void settle(ReleaseFunctions functions, IntSupplier remainingMillis) {
    for (int round = 0; round < 6; round++) {
      functions.settle(remainingMillis);
      functions.fixture().clock().advance(Duration.ofMinutes(10));
      functions.sweep(remainingMillis);
    }
    functions.settle(remainingMillis);
  }

  private static void assertEndState(ReleaseFunctions functions) {
    assertThat(functions.fixture().log()).doesNotContain("\"ERROR\"");
    var first = release(functions, "2");
    var second = release(functions, "3");
    if (first.state() == ReleaseState.SUPERSEDED) {
      assertThat(first.status().successor()).isEqualTo(second.id());
      assertThat(second.state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
      assertVersions(functions, "1.0", "1.2");
    } else {
      assertThat(first.state()).isEqualTo(ReleaseState.WAITING_FOR_REVIEW);
      assertThat(second.state()).isEqualTo(ReleaseState.QUEUED);
      assertVersions(functions, "1.0", "1.1");
    }
    var snapshot = functions.fixture().apple().snapshot();
    assertThat(snapshot.reviewSubmissions()).hasSize(1);
    assertThat(snapshot.buildUploads())
        .extracting(Snapshot.BuildUpload::state)
        .as("no reservation is left behind")
        .doesNotContain("AWAITING_UPLOAD");
  }

  private static void assertVersions(ReleaseFunctions functions, String... versionStrings) {
    assertThat(functions.fixture().apple().snapshot().appStoreVersions())
        .extracting(Snapshot.AppStoreVersion::versionString)
        .containsExactly(versionStrings);
  }

  private static ReleaseRecord release(ReleaseFunctions functions, String build) {
    return functions.all().stream()
        .filter(r -> r.desired() != null && r.desired().bundleVersion().equals(build))
        .findFirst()
        .orElseThrow();
  }
}
