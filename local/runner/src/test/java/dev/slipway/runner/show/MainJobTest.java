package dev.slipway.runner.show;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.SlipwayLocalOptions;
import dev.slipway.runner.show.Screen.Terminal;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainJobTest {
  /// The way takes some 40 calls; a demo that does not end takes 150.
  private static final long MOST_CALLS = 68;

  @TempDir Path directory;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Screen screen = new Screen(new PrintStream(printed, true, UTF_8), Terminal.NONE);

  /// It ends when testers have the build, and asks Apple no further.
  @Tag("answer")
  @Test
  void showsTheWayToTestersUntilTheyHaveTheBuild() throws Exception {
    try (var local = SlipwayLocal.start(options())) {
      var job = new MainJob(local, local.simulator().orElseThrow(), screen);

      var outcome = job.runTestFlight();

      assertThat(outcome.state()).isEqualTo("IN_BETA_TESTING");
      assertThat(outcome.isReady()).isTrue();
      assertThat(taken())
          .contains("  ✓ With testers (IN_BETA_TESTING)\n")
          .contains("  public link of Fans: https://testflight.apple.com/join/");
      assertThat(job.simulatorCalls()).isLessThan(MOST_CALLS);
    }
  }

  @Test
  void showsAReleaseInWordsAndOnTheNextRunSaysThatItIsOut() throws Exception {
    try (var local = SlipwayLocal.start(options())) {
      var apple = local.simulator().orElseThrow();
      var outcome = new MainJob(local, apple, screen).run(directory);

      assertThat(outcome.isReady()).isTrue();
      assertThat(taken())
          .contains("  simulated  state\n")
          .contains("Processing at Apple ")
          .containsPattern(
              "\\+00:[0-9]{2}:[0-9]{2}  On the App Store +\\S.* \\(READY_FOR_DISTRIBUTION\\)")
          .contains("  ✓ On the App Store (READY_FOR_DISTRIBUTION)\n")
          .containsPattern("  [0-9]+ min simulated, [0-9]+ s real; [0-9]+ calls of App Store");

      long calls = new MainJob(local, apple, screen).simulatorCalls();
      new MainJob(local, apple, screen).resume(outcome.connectionId(), outcome.releaseId());

      assertThat(taken())
          .containsPattern(
              "Slipway Sample 1\\.1\\.0 \\(2\\) is already on the App Store since .* UTC")
          .contains("Nothing to do")
          .doesNotContain("Uploading");
      assertThat(new MainJob(local, apple, screen).simulatorCalls()).isEqualTo(calls);
    }
  }

  private SlipwayLocalOptions options() throws IOException {
    return SlipwayLocalOptions.of(directory, RepositoryFiles.file("template.yaml"))
        .withClock(SimulatorClock.realTime())
        .withSimulator(
            simulator ->
                simulator.withReviewScript(
                    ReviewScript.approve(Duration.ofMinutes(6), Duration.ofMinutes(8))));
  }

  private String taken() {
    String text = printed.toString(UTF_8);
    printed.reset();
    return text;
  }
}
