package dev.slipway.runner.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Sample;
import dev.slipway.runner.crash.Point.Kind;
import dev.slipway.runner.crash.Point.Place;
import dev.slipway.runner.crash.Trials.Attempt;
import dev.slipway.runner.sample.SampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A release gets out, exactly once and whole, and a connection stands as it was asked for,
/// wherever on the way something dies or gets lost.
///
/// A first run takes down every call and every trigger; then there is one run for each of them and
/// each thing that can happen to it. Here every eleventh point is run and four processes are
/// killed; in `make verify` (`-Dtests.seed=<seed>`) one point in 50, which the seed chooses, and
/// two processes; `make crash-test` (`-Dcrash.every=1 -Dcrash.kills=30`) runs all and prints the
/// table that is left in `target/crash-test.txt`.
@Tag("proof")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTest {
  private static final Path TABLE = Path.of("target/crash-test.txt");
  private static final int EVERY = Integer.getInteger("crash.every", 11);
  private static final int EVERY_WITH_SEED = 50;
  private static final int KILLS = Integer.getInteger("crash.kills", Sample.seed() == null ? 4 : 2);
  private static final long SEED =
      Long.getLong("crash.seed", Long.getLong("tests.seed", System.nanoTime()));
  private static final Pattern ONLY = Pattern.compile(System.getProperty("crash.only", ""));
  private static final int LEAST_POINTS = 300;
  private static final Duration LONGEST_DELAY = Duration.ofMillis(10);

  /// Parts of the calls that only such a release makes.
  private static final List<String> DECLARED =
      List.of("/v1/builds", "appEncryptionDeclarations", "appPrice", "vailabilit");

  private static final List<String> LIBRARY = List.of("ssetLibrar", "/placements");

  private final Report report = new Report();
  private Trials trials;
  private Ended smooth;

  @BeforeAll
  void carryOneReleaseInPeace(@TempDir Path directory) throws Exception {
    trials = new Trials(directory, report);
    smooth = trials.run(Voyage::run, null);
    assertThat(smooth.trouble()).isEmpty();
    assertWhole(smooth.end());
  }

  @AfterAll
  void leaveTheTable() throws IOException {
    Files.createDirectories(TABLE.toAbsolutePath().getParent());
    Files.writeString(TABLE, report.text());
  }

  @Test
  void aReleaseGetsOutOnceAndWholeWhereverSomethingDies() throws Exception {
    List<Point> all = Points.of(smooth.happened());
    assertThat(all).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(LEAST_POINTS);

    tryAll(all.stream().map(point -> new Attempt(point, Voyage::run, smooth)).toList());
  }

  /// The calls that no update makes: all others are those of an update.
  @Test
  void aFirstReleaseGetsOutOnceAndWholeWhereverSomethingDies() throws Exception {
    var peaceful = trials.run(Voyage::runFirst, null);
    assertThat(peaceful.trouble()).isEmpty();
    assertThat(peaceful.end().count("version 1.1 READY_FOR_DISTRIBUTION")).isEqualTo(1);
    assertThat(peaceful.end().count("version 1.0 ")).as("1.0 was renamed").isZero();
    assertThat(peaceful.end().count("screenshots 1.1 ")).isEqualTo(4);
    assertThat(peaceful.end().count("price ")).isEqualTo(1);
    assertThat(peaceful.end().count("price USA 0.0 base=USA ")).isEqualTo(1);
    assertThat(peaceful.end().count("availability new=true ")).isEqualTo(1);
    assertHasAllOf(Voyage.FIRST_FOLDER, peaceful.end());
    var ofUpdates =
        smooth.happened().stream()
            .map(Point::place)
            .map(place -> Voyage.FIRST_ROWS + place.service() + " " + place.name())
            .collect(Collectors.toSet());
    var ofFirst =
        peaceful.happened().stream()
            .filter(
                point -> !ofUpdates.contains(point.place().service() + " " + point.place().name()))
            .toList();
    assertThat(ofFirst).isNotEmpty();

    tryAll(
        Points.of(ofFirst).stream()
            .map(point -> new Attempt(point, Voyage::runFirst, peaceful))
            .toList());
  }

  /// Only until Apple is called for the first time: from there on it is the same way.
  @Test
  void aDropWhoseEventNeverComesIsFoundWhateverElseDies() throws Exception {
    var found = trials.run(Voyage::runUnheard, null);
    assertThat(found.trouble()).isEmpty();
    assertThat(found.end()).isEqualTo(smooth.end());
    var first =
        found.happened().stream()
            .takeWhile(point -> !point.place().service().endsWith("apple"))
            .toList();

    tryAll(
        Points.of(first).stream()
            .map(point -> new Attempt(point, Voyage::runUnheard, found))
            .toList());
  }

  /// The wakes, and the calls for slots: all others are those of a release that waits for none.
  /// Lease objects are read side by side, so a death before the listing stands for all reads.
  @Test
  void whoWaitsForASlotGetsItWhateverDies() throws Exception {
    var peaceful = trials.run(SlotLine::run, null);
    assertThat(peaceful.trouble()).isEmpty();
    assertThat(peaceful.end().count("version 1.1 READY_FOR_DISTRIBUTION")).isEqualTo(2);
    assertThat(peaceful.end().count("buildUpload ")).isEqualTo(2);
    var line =
        peaceful.happened().stream()
            .filter(
                point ->
                    point.place().name().equals("wake")
                        || (point.place().name().endsWith(" slots")
                            && !point.place().name().startsWith("Get")))
            .toList();

    tryAll(
        Points.of(line).stream()
            .map(point -> new Attempt(point, SlotLine::run, peaceful))
            .toList());
  }

  /// The calls for answer, declaration, price and availability: all others are those of any update.
  @Test
  void aBuildGetsItsDeclarationAndTheAppItsPriceOnceWhateverDies() throws Exception {
    var peaceful = trials.run(DeclaredBuild::run, null);
    assertThat(peaceful.trouble()).isEmpty();
    assertThat(peaceful.end().lines())
        .contains("build 1.1 (2) VALID encryption=true declared=true");
    assertThat(peaceful.end().count("price USA 4.99 base=USA ")).isEqualTo(1);
    var calls =
        peaceful.happened().stream()
            .filter(point -> DECLARED.stream().anyMatch(point.place().name()::contains))
            .toList();
    assertThat(calls).hasSizeGreaterThanOrEqualTo(10);

    tryAll(
        Points.of(calls).stream()
            .map(point -> new Attempt(point, DeclaredBuild::run, peaceful))
            .toList());
  }

  /// The calls for the asset library: all others are those of any update. The app had pictures
  /// before, which are replaced.
  @Test
  void theLibraryHasEachPictureOnceAndEachLanguageShowsItOnceWhateverDies() throws Exception {
    var peaceful = trials.run(Voyage::runLibrary, null);
    assertThat(peaceful.trouble()).isEmpty();
    assertThat(peaceful.end().count("libraryAsset ")).isEqualTo(2);
    assertThat(peaceful.end().count("placements 1.1 ")).isEqualTo(2);
    var calls =
        peaceful.happened().stream()
            .filter(point -> LIBRARY.stream().anyMatch(point.place().name()::contains))
            .toList();
    assertThat(calls).hasSizeGreaterThanOrEqualTo(15);

    tryAll(
        Points.of(calls).stream()
            .map(point -> new Attempt(point, Voyage::runLibrary, peaceful))
            .toList());
  }

  /// The calls for TestFlight: all others are those of any release.
  @Test
  void testersGetABuildWithAllTheyNeedOnceWhateverDies() throws Exception {
    var peaceful = trials.run(TestedBuild::run, null);
    assertThat(peaceful.trouble()).isEmpty();
    assertThat(peaceful.end().lines())
        .contains(
            "TestFlight 1.1 (2) IN_BETA_TESTING APPROVED groups=[Fans, Team]",
            "betaGroup Team internal=true link=false limit=null testers=[]",
            "betaGroup Fans internal=false link=true limit=500 testers=[jane@example.com]");
    var calls =
        peaceful.happened().stream()
            .filter(point -> point.place().name().contains("/v1/beta"))
            .toList();
    assertThat(calls).hasSizeGreaterThanOrEqualTo(10);

    tryAll(
        Points.of(calls).stream()
            .map(point -> new Attempt(point, TestedBuild::run, peaceful))
            .toList());
  }

  /// The calls of Apple alone: all others are those of any release.
  @Test
  void aFolderWithoutAnIpaDoesItsWorkOnceWhateverDies() throws Exception {
    var all = new ArrayList<Attempt>();
    for (FolderWithoutIpa folder : FolderWithoutIpa.values()) {
      var peaceful = trials.run(folder::run, null);
      assertThat(peaceful.trouble()).as(folder.name()).isEmpty();
      assertThat(folder.isDone(peaceful.end())).as(folder + ": " + peaceful.end()).isTrue();
      var calls =
          peaceful.happened().stream()
              .filter(point -> point.place().service().endsWith("apple"))
              .toList();
      for (Point point : Points.of(calls)) {
        all.add(new Attempt(point, folder::run, peaceful));
      }
    }

    tryAll(all);
  }

  @Test
  void aConnectionStandsAsItWasAskedForWhereverSomethingDies() throws Exception {
    var all = new ArrayList<Attempt>();
    for (Errand errand : Errand.values()) {
      var peaceful = trials.run(errand::run, null);
      assertThat(peaceful.end()).as(errand.name()).isEqualTo(errand.expected());
      for (Point point : Points.of(peaceful.happened())) {
        all.add(new Attempt(point, errand::run, peaceful));
      }
    }

    tryAll(all);
  }

  @Test
  void aReleaseGetsOutOnceAndWholeWhenTheProcessOfItsWorkersIsKilled() throws Exception {
    var random = new Random(SEED);
    long calls =
        smooth.happened().stream()
            .filter(point -> !point.place().service().equals("triggers"))
            .count();
    var atWork = new AtomicInteger();
    try (var pool = new ProcessPool()) {
      var attempts = new ArrayList<Attempt>();
      for (int i = 0; i < KILLS; i++) {
        // Less than all: what is done side by side may take fewer calls in another run.
        int nth = 1 + (int) (calls * 0.95 * (i + random.nextDouble()) / KILLS);
        var delay = Duration.ofNanos(random.nextLong(LONGEST_DELAY.toNanos()));
        var place = new Place("sigkill", "%s after call".formatted(delay), true);
        attempts.add(
            new Attempt(
                new Point(place, nth, Kind.SIGKILL),
                (directory, _) -> Sigkill.run(directory, nth, delay, pool, atWork::incrementAndGet),
                smooth));
      }
      trials.runAll(attempts);
    }
    report.note(
        "sigkill: %d of %d processes were at work when they were killed; -Dcrash.seed=%d"
            .formatted(atWork.get(), KILLS, SEED));

    assertThat(report.failures()).isEmpty();
    assertThat(atWork).hasPositiveValue();
  }

  private void tryAll(List<Attempt> all) throws Exception {
    var chosen =
        (Sample.seed() == null
                ? IntStream.range(0, all.size()).filter(i -> i % EVERY == 0).mapToObj(all::get)
                : Sample.chosen(EVERY_WITH_SEED, all))
            .filter(attempt -> ONLY.matcher(attempt.point().toString()).find())
            .toList();
    int missedBefore = report.notMet();

    trials.runAll(chosen);

    assertThat(report.failures()).isEmpty();
    assertThat(report.notMet() - missedBefore)
        .as("points that did not come again")
        .isLessThanOrEqualTo(all.size() / 20);
  }

  /// What the folder says, each thing once; that all other runs end like this one is then enough.
  private static void assertWhole(EndState end) throws IOException {
    assertThat(end.count("buildUpload ")).isEqualTo(1);
    assertThat(end.count("build 1.1 ")).isEqualTo(1);
    assertThat(end.count("version 1.1 READY_FOR_DISTRIBUTION")).isEqualTo(1);
    assertThat(end.count("reviewSubmission COMPLETE items=1 ")).isEqualTo(1);
    assertThat(end.count("reviewSubmission ")).isEqualTo(1);
    assertThat(end.count("screenshots 1.1 ")).isEqualTo(4);
    assertHasAllOf(Voyage.FOLDER, end);
  }

  private static void assertHasAllOf(SampleFolder folder, EndState end) throws IOException {
    String all = String.join("\n", end.lines());
    folder.writeTo(
        (path, content) -> {
          if (path.endsWith(".txt")) {
            assertThat(all).as(path).contains(new String(content).strip());
          } else if (path.endsWith(".png")) {
            String name = Path.of(path).getFileName().toString();
            assertThat(all).as(path).containsOnlyOnce(name + " " + Checksum.md5(content));
          }
        });
  }
}
