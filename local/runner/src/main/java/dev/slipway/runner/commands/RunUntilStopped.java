package dev.slipway.runner.commands;

import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.show.MainJob;
import dev.slipway.runner.show.NextSample;
import dev.slipway.runner.show.Screen;
import dev.slipway.runner.storage.ShowFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// What `slipway run` does after its start: it shows one release, prints what to try next, and lets
/// time pass until another thread stops it.
final class RunUntilStopped {
  private final SlipwayLocal local;
  private final Path directory;
  private final Screen screen;
  private final int speed;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;
  private @Nullable String connectionId;
  private @Nullable Path sample;

  /// @param speed simulated seconds per real second while a release waits
  RunUntilStopped(SlipwayLocal local, Path directory, Screen screen, int speed) {
    this.local = local;
    this.directory = directory;
    this.screen = screen;
    this.speed = speed;
  }

  /// Returns after [#stop()].
  void run() throws InterruptedException {
    try {
      show();
      new Welcome(local, directory, screen).print(connectionId, sample, speed);
      try (var openReleases = new OpenReleases(local);
          var _ = TimeLapse.start(local, speed, openReleases::any)) {
        stopped.await();
      }
    } catch (RuntimeException e) {
      // The sample release fails when the run is closed around it, which is what was asked for.
      if (!stopping) {
        throw e;
      }
      stopped.await();
    }
  }

  /// Closes everything. After its last line nothing is printed.
  void stop() {
    stopping = true;
    screen.end();
    try {
      local.close();
      screen.last("");
      screen.last("Stopped. The state for the next run is in " + directory + "/.");
    } catch (IOException | RuntimeException e) {
      System.err.println("slipway: " + e);
    }
    stopped.countDown();
  }

  /// Shows one release, or the outcome of an earlier run, and writes the sample of the next
  /// version.
  private void show() throws InterruptedException {
    if (local.simulator().isEmpty()) {
      return;
    }
    var shown = new ShowFile(directory.resolve("show.json"));
    var apple = local.simulator().get();
    var job = new MainJob(local, apple, screen);
    try {
      var before = shown.read();
      MainJob.Outcome outcome =
          before.isPresent()
              ? job.resume(before.get().connectionId(), before.get().releaseId())
              : job.run(directory);
      shown.keep(new ShowFile.Shown(outcome.connectionId(), outcome.releaseId()));
      connectionId = outcome.connectionId();
      // Scripts and docs/api.md copy this one, whichever comes next.
      MainJob.writeSample(directory.resolve("Sample 1.2.0.ipa"), "1.2.0", "3");
      sample = new NextSample(local, apple).write(directory, outcome.connectionId());
    } catch (IOException e) {
      screen.line("The sample release failed: " + e.getMessage());
    }
  }
}
