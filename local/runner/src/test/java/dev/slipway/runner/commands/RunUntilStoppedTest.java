package dev.slipway.runner.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.SlipwayLocalOptions;
import dev.slipway.runner.show.Screen;
import dev.slipway.runner.show.Screen.Terminal;
import dev.slipway.simulator.settings.SimulatorClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunUntilStoppedTest {
  @TempDir Path directory;

  /// The heading before a call of the API, which then fails with an IOException, and the one before
  /// a call of S3, which fails with an exception of the SDK. The screen itself stops the run, so
  /// that it is stopped exactly there.
  @ParameterizedTest
  @ValueSource(strings = {"Connect", "Drop"})
  void printsNothingAfterItSaysThatItStopped(String heading) throws Exception {
    var printed = new ByteArrayOutputStream();
    var toStop = new AtomicReference<@Nullable RunUntilStopped>();
    var out =
        new PrintStream(printed, true, UTF_8) {
          @Override
          public void println(@Nullable String line) {
            super.println(line);
            // Its last line, so that a run without this heading ends, too.
            boolean stops = heading.equals(line) || (line != null && line.startsWith("Open "));
            RunUntilStopped run = stops ? toStop.getAndSet(null) : null;
            if (run != null) {
              run.stop();
            }
          }
        };
    var local =
        SlipwayLocal.start(
            SlipwayLocalOptions.of(directory, RepositoryFiles.file("template.yaml"))
                .withClock(SimulatorClock.realTime()));
    var run = new RunUntilStopped(local, directory, new Screen(out, Terminal.NONE), 1);
    toStop.set(run);

    run.run();

    assertThat(printed.toString(UTF_8))
        .endsWith(
            "\n%s\n\nStopped. The state for the next run is in %s/.\n"
                .formatted(heading, directory));
  }
}
