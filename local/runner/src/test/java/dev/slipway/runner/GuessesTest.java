package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A release ends well whatever Apple does where nobody knows what it does.
///
/// Here each guess is turned alone in its first scenario; in `make verify` (`-Dtests.seed=<seed>`)
/// together with some other guesses of that scenario, which the seed chooses. `make guesses`
/// (`-Dguesses.whole=true`) runs all scenarios with the presets, each guess turned alone in all of
/// its scenarios, and all scenarios with all guesses turned, and prints the table that is left in
/// `target/guesses.txt`. `-Dguesses.only=<regular expression>` selects runs.
@Tag("proof")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuessesTest {
  private static final Path TABLE = Path.of("target/guesses.txt");
  private static final boolean WHOLE = Boolean.getBoolean("guesses.whole");
  private static final Pattern ONLY = Pattern.compile(System.getProperty("guesses.only", ""));

  private static final int TOGETHER = 6;

  /// Guesses with which a bare build cannot be submitted: the drop must bring what Apple does not
  /// take over. They are turned in their own scenarios alone.
  private static final Set<Guess> NEED_A_FOLDER = Set.of(Guess.REVIEW_DETAIL_STARTS_EMPTY);

  private final List<String> lines = new ArrayList<>();
  private int runs;
  private int failed;

  /// One scenario with some guesses turned.
  record Run(String name, Set<Guess> turned, Scenario scenario) {
    @Override
    public String toString() {
      return name + " " + scenario;
    }
  }

  static Stream<Run> runs() {
    var all = new ArrayList<Run>();
    if (WHOLE) {
      for (Scenario scenario : Scenario.values()) {
        all.add(new Run("presets", Set.of(), scenario));
      }
    }
    var seed = Sample.seed();
    if (WHOLE || seed == null) {
      for (Guess guess : Guess.values()) {
        guess.scenarios().stream()
            .limit(WHOLE ? Integer.MAX_VALUE : 1)
            .forEach(scenario -> all.add(new Run(guess.name(), Set.of(guess), scenario)));
      }
    } else {
      all.addAll(together(seed));
    }
    if (WHOLE) {
      for (Scenario scenario : Scenario.values()) {
        all.add(new Run("all", all(scenario), scenario));
      }
    }
    return all.stream().filter(run -> ONLY.matcher(run.toString()).find());
  }

  /// Each guess once, in its first scenario, with up to five others of it.
  private static List<Run> together(long seed) {
    var guesses = new ArrayList<>(List.of(Guess.values()));
    Collections.shuffle(guesses, new Random(seed));
    var byScenario =
        guesses.stream()
            .collect(
                Collectors.groupingBy(
                    guess -> guess.scenarios().getFirst(), TreeMap::new, Collectors.toList()));
    var runs = new ArrayList<Run>();
    byScenario.forEach(
        (scenario, ofScenario) -> {
          int groups = Math.ceilDiv(ofScenario.size(), TOGETHER);
          for (int group = 0; group < groups; group++) {
            var turned = new TreeSet<Guess>();
            for (int i = group; i < ofScenario.size(); i += groups) {
              turned.add(ofScenario.get(i));
            }
            String name = turned.stream().map(Guess::name).collect(Collectors.joining("+"));
            runs.add(new Run(name, turned, scenario));
          }
        });
    return runs;
  }

  /// Every guess turned that fits a scenario.
  private static Set<Guess> all(Scenario scenario) {
    var turned = EnumSet.allOf(Guess.class);
    turned.removeIf(
        guess -> NEED_A_FOLDER.contains(guess) && !guess.scenarios().contains(scenario));
    return turned;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void endsWell(Run run, @TempDir Path directory) throws Exception {
    long start = System.nanoTime();
    runs++;
    try {
      Scenarios.run(run.scenario(), run.turned(), directory);
      line("ok", start, run, "");
    } catch (Exception | AssertionError e) {
      failed++;
      line(
          "failed",
          start,
          run,
          String.valueOf(e.getMessage()).strip().lines().findFirst().orElse(""));
      throw e;
    }
  }

  private void line(String outcome, long start, Run run, String message) {
    lines.add(
        String.format(
                Locale.ROOT,
                "%-7s %5.1f s  %-36s %-18s %s",
                outcome,
                (System.nanoTime() - start) / 1e9,
                run.name(),
                run.scenario(),
                message)
            .strip());
  }

  @Test
  void everyGuessNamesScenariosOnceEach() {
    assertThat(Guess.values())
        .allSatisfy(
            guess ->
                assertThat(guess.scenarios())
                    .as(guess.name())
                    .isNotEmpty()
                    .doesNotHaveDuplicates());
  }

  @AfterAll
  void leaveTheTable() throws IOException {
    Files.createDirectories(TABLE.toAbsolutePath().getParent());
    lines.add("guesses: total=%d runs=%d failed=%d".formatted(Guess.values().length, runs, failed));
    Files.write(TABLE, lines);
  }
}
