package dev.slipway.runner.commands;

import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.SlipwayLocalOptions;
import dev.slipway.runner.StartFault;
import dev.slipway.runner.show.MainJob;
import dev.slipway.runner.show.Screen;
import dev.slipway.runner.storage.OwnerOnly;
import dev.slipway.runner.storage.ShowFile;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.Console;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// `run` and `demo`, from the repository's root.
public final class SlipwayRunner {
  private static final Path TEMPLATE = Path.of("template.yaml");
  private static final Path WEB = Path.of("web");
  private static final long BEGIN = System.nanoTime();

  private SlipwayRunner() {}

  /// Does what the arguments say; the process's status is 0 when it went well.
  public static void main(String[] arguments) {
    boolean terminal =
        Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)
            && System.getenv("NO_COLOR") == null
            && !"dumb".equals(System.getenv("TERM"));
    var screen = new Screen(System.out, terminal);
    int status = 1;
    try {
      status =
          switch (String.join(" ", arguments)) {
            case "run" -> run(screen);
            case "demo" -> demo(screen, false);
            case "demo full" -> demo(screen, true);
            default -> throw new StartFault("Say what to do: run, demo or demo full");
          };
    } catch (StartFault e) {
      System.err.println("slipway: " + e.getMessage());
    } catch (IOException e) {
      System.err.println("slipway: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(status);
  }

  /// @param full with a complete folder instead of a bare build
  private static int demo(Screen screen, boolean full)
      throws IOException, StartFault, InterruptedException {
    requireRoot();
    Path directory = Files.createTempDirectory("slipway-demo");
    try {
      OwnerOnly.directory(directory);
      logTo(directory);
      var options =
          SlipwayLocalOptions.of(directory, TEMPLATE)
              .clock(SimulatorClock.realTime())
              .simulator(SlipwayRunner::approving);
      try (var local = SlipwayLocal.start(options)) {
        var job = new MainJob(local, simulatorOf(local), screen);
        MainJob.Outcome outcome = full ? job.runWithFolder() : job.run(directory);
        screen.line(
            "demo: %s calls=%d seconds=%.1f"
                .formatted(outcome.state(), job.simulatorCalls(), seconds()));
        return outcome.isReady() ? 0 : 1;
      }
    } finally {
      delete(directory);
    }
  }

  private static int run(Screen screen) throws IOException, StartFault, InterruptedException {
    requireRoot();
    RunSettings settings = RunSettings.from(System.getenv());
    OwnerOnly.directory(settings.directory());
    logTo(settings.directory());
    var options =
        SlipwayLocalOptions.of(settings.directory(), TEMPLATE)
            .webDirectory(WEB)
            .ports(settings.ports())
            .clock(SimulatorClock.realTime())
            .simulator(SlipwayRunner::approving);
    if (settings.appleUrl() != null) {
      options = options.appleUrl(settings.appleUrl());
    }
    SlipwayLocal local = SlipwayLocal.start(options);
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().unstarted(() -> end(local, settings.directory(), screen, ended)));
    screen.line("Slipway is up after %.1f s: %s".formatted(seconds(), local.webUri()));
    show(local, settings.directory(), screen);
    Welcome.print(local, settings.directory(), screen);
    int speed = settings.appleUrl() == null ? settings.speed() : 1;
    try (var openReleases = new OpenReleases(local);
        var _ = TimeLapse.start(local, speed, openReleases::any)) {
      ended.await();
    }
    return 0;
  }

  private static void show(SlipwayLocal local, Path directory, Screen screen)
      throws InterruptedException {
    if (local.simulator().isEmpty()) {
      return;
    }
    var shown = new ShowFile(directory.resolve("show.json"));
    var job = new MainJob(local, local.simulator().get(), screen);
    try {
      var before = shown.read();
      MainJob.Outcome outcome =
          before.isPresent()
              ? job.resume(before.get().connectionId(), before.get().releaseId())
              : job.run(directory);
      shown.keep(new ShowFile.Shown(outcome.connectionId(), outcome.releaseId()));
      MainJob.writeSample(directory.resolve("Sample 1.2.0.ipa"), "1.2.0", "3");
    } catch (IOException e) {
      screen.line("The show ended early: " + e.getMessage());
    }
  }

  private static void end(SlipwayLocal local, Path directory, Screen screen, CountDownLatch ended) {
    try {
      local.close();
      screen.line("");
      screen.line("Ended. What was done is kept in " + directory + "/ for the next run.");
    } catch (IOException | RuntimeException e) {
      System.err.println("slipway: " + e);
    }
    ended.countDown();
  }

  /// Apple's pace, shortened: minutes instead of a day, so that a release takes half an hour of the
  /// clock.
  private static SimulatorOptions approving(SimulatorOptions options) {
    return options.reviewScript(ReviewScript.approve(Duration.ofMinutes(6), Duration.ofMinutes(8)));
  }

  private static AppStoreConnectSimulator simulatorOf(SlipwayLocal local) {
    return local
        .simulator()
        .orElseThrow(() -> new IllegalStateException("the demo always has a simulator"));
  }

  private static void requireRoot() throws StartFault {
    if (!Files.exists(TEMPLATE)) {
      throw new StartFault("There is no template.yaml here: start it from the repository's root");
    }
  }

  /// The functions' log lines go to a file; the terminal belongs to the show.
  private static void logTo(Path directory) throws IOException {
    System.setOut(
        new PrintStream(
            new FileOutputStream(directory.resolve("slipway.log").toFile(), true),
            true,
            StandardCharsets.UTF_8));
  }

  private static double seconds() {
    return (System.nanoTime() - BEGIN) / 1e9;
  }

  private static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
