package dev.slipway.functions.releaseupload;

import static dev.slipway.functions.ReleaseFunctions.PLENTY;
import static dev.slipway.functions.releaseupload.TwoDrops.TEN;
import static dev.slipway.functions.releaseupload.TwoDrops.assertEndState;
import static dev.slipway.functions.releaseupload.TwoDrops.folder;
import static dev.slipway.functions.releaseupload.TwoDrops.isSubmitted;
import static dev.slipway.functions.releaseupload.TwoDrops.settle;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.Sample;
import dev.slipway.drops.ipa.StoreIpa;
import dev.slipway.functions.ReleaseFunctions;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A newer drop of the same app arrives while a worker is busy with the older one: at every place
/// where that worker looks at its remaining time, which is between any two of its steps and parts.
class MeetingDropsTest {
  /// Up to the submission; one more is tried behind it.
  static final int PLACES = 28;

  static final int CALLS = 22;

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

  /// The same build with another text: its number is not taken by somebody else, however far the
  /// older drop is, and no byte is sent twice.
  @ParameterizedTest
  @MethodSource("placesBeforeTheEnd")
  void theSameBuildAgainIsAdopted(int place) throws Exception {
    try (var functions = new ReleaseFunctions(directory)) {
      byte[] ipa = StoreIpa.of(ReleaseFunctions.BUNDLE_ID, "1.1", "2", 1000);
      String older = functions.put("older.ipa", ipa, TEN);
      functions.put("newer/App.ipa", ipa, TEN.plusSeconds(5));
      String newer = functions.put("newer/release.json", "{}".getBytes(UTF_8), TEN.plusSeconds(5));
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

      assertThat(functions.all())
          .extracting(ReleaseRecord::state)
          .containsOnlyOnce(ReleaseState.WAITING_FOR_REVIEW)
          .doesNotContain(ReleaseState.NEEDS_ATTENTION);
      assertThat(functions.fixture().apple().snapshot().builds())
          .filteredOn(build -> build.buildNumber().equals("2"))
          .hasSize(1);
    }
  }

  static Stream<Integer> placesBeforeTheEnd() {
    return Sample.of(30, IntStream.rangeClosed(1, PLACES - 2).boxed());
  }

  static Stream<Integer> places() {
    return Sample.of(30, IntStream.rangeClosed(1, PLACES + 1).boxed());
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

  /// Within a step too: while the older one's worker waits for an answer of Apple. Preflight and
  /// content take most of these calls.
  @Tag("proof")
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
    return Sample.of(30, IntStream.rangeClosed(1, CALLS + 1).boxed());
  }
}
