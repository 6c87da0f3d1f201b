package dev.slipway.runner.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.SlipwayLocalOptions;
import dev.slipway.runner.show.MainJob;
import dev.slipway.runner.show.Screen;
import dev.slipway.runner.show.Screen.Terminal;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `make run APPLE=<url>`, with the simulator of another terminal as Apple.
class AppleUrlTest {
  @TempDir Path directory;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Screen screen = new Screen(new PrintStream(printed, true, UTF_8), Terminal.NONE);

  @Test
  void sendsPartsToASimulatorOnThisMachineAndOffersNoSampleThatDoesNotExist() throws Exception {
    var clock = SimulatorClock.realTime();
    var settings =
        SimulatorOptions.defaults()
            .withClock(clock)
            .withReviewScript(ReviewScript.approve(Duration.ofMinutes(6), Duration.ofMinutes(8)));
    try (var apple = AppStoreConnectSimulator.start(settings);
        var local =
            SlipwayLocal.start(
                SlipwayLocalOptions.of(directory, RepositoryFiles.file("template.yaml"))
                    .withClock(clock)
                    .withAppleUrl(apple.baseUri()))) {
      var outcome = new MainJob(local, apple, screen).run(directory);
      assertThat(outcome.isReady()).isTrue();
      assertThat(apple.partPuts()).isNotEmpty();

      printed.reset();
      new Welcome(local, directory, screen).print(null, null, 1);
      assertThat(printed.toString(UTF_8))
          .contains("s3 cp <your .ipa> \\\n    s3://slipway-drops/<connection id>/\n")
          .doesNotContain("Sample")
          .doesNotContain("local/try");
    }
  }

  @Test
  void offersTheSampleThatTheRunWroteInWordsForAShell() throws Exception {
    try (var local =
        SlipwayLocal.start(
            SlipwayLocalOptions.of(directory, RepositoryFiles.file("template.yaml")))) {
      new Welcome(local, directory, screen).print("abc", null, 1);
      assertThat(printed.toString(UTF_8))
          .contains("s3 cp <your .ipa> \\\n    s3://slipway-drops/abc/\n");

      printed.reset();
      Path sample = directory.resolve("Sample 1.3.0.ipa");
      new Welcome(local, directory, screen).print("abc", sample, 1);
      assertThat(printed.toString(UTF_8))
          .contains("/Sample 1.3.0.ipa' \\\n    s3://slipway-drops/abc/\n")
          .contains(
              "  SLIPWAY_PORT=%d SLIPWAY_DIRECTORY=%s local/try/first-drop\n"
                  .formatted(local.webUri().getPort(), directory))
          .contains(" local/try/key\n")
          .endsWith("Open " + local.webUri() + " and continue as alice.\n");

      printed.reset();
      new Welcome(local, Path.of("my files"), screen)
          .print("abc", Path.of("my files/Sample 1.3.0.ipa"), 1);
      assertThat(printed.toString(UTF_8))
          .contains(" SLIPWAY_DIRECTORY='my files' local/try/first-drop\n")
          .contains(" SLIPWAY_DIRECTORY='my files' local/try/key\n")
          .contains("  . 'my files/aws.env'  #")
          .contains(" s3 cp 'my files/Sample 1.3.0.ipa' \\\n");
    }
  }
}
