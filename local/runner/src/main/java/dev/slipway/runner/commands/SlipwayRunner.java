package dev.slipway.runner.commands;

import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.SlipwayLocalOptions;
import dev.slipway.runner.StartFault;
import dev.slipway.runner.folder.FolderOnDisk;
import dev.slipway.runner.show.FolderRun;
import dev.slipway.runner.show.MainJob;
import dev.slipway.runner.show.Screen;
import dev.slipway.runner.storage.OwnerOnly;
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
import java.util.stream.Stream;

/// Runs the commands `run`, `demo` and `folder` from the repository's root.
public final class SlipwayRunner {
  private static final Path TEMPLATE = Path.of("template.yaml");
  private static final Path WEB = Path.of("web");
  private static final long BEGIN = System.nanoTime();

  /// No line is longer than 80 columns.
  static final String HELP =
      """
      Runs Slipway on this machine, from the repository's root. make builds it first.

        slipway run              starts everything, shows one release, keeps running
        slipway demo             shows one release on free ports and exits
        slipway demo full        with texts and pictures in 12 languages
        slipway demo first       of an app record that is empty
        slipway demo testflight  of a build that goes to testers alone
        slipway folder <directory> [<.ipa>]
                                 checks a fastlane folder with a dry run
        slipway simulator        starts only the App Store Connect simulator
        slipway --help           shows this text

      make run, make demo, make demo FULL=1, FIRST=1 or TESTFLIGHT=1, make simulator
      and make folder DIR=<directory> build and then start it.

      Environment variables of slipway run:

        SLIPWAY_PORT               port of pages and API (3000)
        SLIPWAY_AWS_PORT           port of S3, Secrets Manager, EventBridge (4566)
        SLIPWAY_APPLE_PORT         port of the App Store Connect simulator (3001)
        SLIPWAY_APPLE_UPLOAD_PORT  port of the simulator's upload host (3002)
        SLIPWAY_DIRECTORY          directory of state and log (.slipway)
        SLIPWAY_SPEED              simulated seconds a second, while all waits (60)
        SLIPWAY_APPLE_URL          App Store Connect to use instead of the simulator
        NO_COLOR                   turns colours off when set

      slipway simulator reads SLIPWAY_APPLE_PORT, SLIPWAY_APPLE_UPLOAD_PORT,
      SLIPWAY_DIRECTORY, and:

        SLIPWAY_APPLE_PROXY_PORT   port for clients with a fixed address (3003)\
      """;

  private SlipwayRunner() {}

  /// Runs the command in the arguments, and exits with status 0 on success.
  public static void main(String[] arguments) {
    boolean isTerminal =
        Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    var screen = new Screen(System.out, Screen.Terminal.of(isTerminal, System.getenv()));
    int status = 1;
    try {
      status = command(List.of(arguments), screen);
    } catch (StartFault e) {
      System.err.println("slipway: " + e.getMessage());
    } catch (IOException e) {
      System.err.println("slipway: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(status);
  }

  private static int command(List<String> arguments, Screen screen)
      throws IOException, StartFault, InterruptedException {
    if (arguments.isEmpty()) {
      help(screen);
      return 2;
    }
    if (arguments.contains("--help") || arguments.contains("-h")) {
      return help(screen);
    }
    if (arguments.getFirst().equals("folder")) {
      return folder(arguments.subList(1, arguments.size()), screen);
    }
    return switch (String.join(" ", arguments)) {
      case "run" -> run(screen);
      case "demo" -> demo(screen, MainJob::run);
      case "demo full" -> demo(screen, (job, _) -> job.runWithFolder());
      case "demo first" -> demo(screen, (job, _) -> job.runFirstRelease());
      case "demo testflight" -> demo(screen, (job, _) -> job.runTestFlight());
      case "help" -> help(screen);
      default ->
          throw new StartFault(
              "Unknown command '%s'; slipway --help lists the commands"
                  .formatted(String.join(" ", arguments)));
    };
  }

  private static int help(Screen screen) {
    screen.line(HELP);
    return 0;
  }

  /// A release that a demo shows.
  private interface Show {
    MainJob.Outcome run(MainJob job, Path directory) throws IOException, InterruptedException;
  }

  private static int demo(Screen screen, Show show)
      throws IOException, StartFault, InterruptedException {
    return inFreshDirectory(
        (local, directory) -> {
          var job = new MainJob(local, simulatorOf(local), screen);
          MainJob.Outcome outcome = show.run(job, directory);
          screen.line("Next: make run shows the pages, and keeps everything up.");
          screen.line(
              "demo: %s calls=%d seconds=%.1f"
                  .formatted(outcome.state(), job.simulatorCalls(), seconds()));
          return outcome.isReady() ? 0 : 1;
        });
  }

  /// @param arguments the folder, and its build if it lies elsewhere
  private static int folder(List<String> arguments, Screen screen)
      throws IOException, StartFault, InterruptedException {
    if (arguments.isEmpty() || arguments.size() > 2) {
      throw new StartFault("Name a folder: make folder DIR=<fastlane folder> [IPA=<.ipa>]");
    }
    Path ipa = arguments.size() == 1 ? null : Path.of(arguments.get(1));
    FolderOnDisk folder = FolderOnDisk.find(Path.of(arguments.getFirst()), ipa);
    return inFreshDirectory(
        (local, _) -> {
          FolderRun.Outcome outcome = new FolderRun(local, simulatorOf(local), screen).run(folder);
          screen.line(
              "folder: errors=%d warnings=%d".formatted(outcome.errors(), outcome.warnings()));
          return 0;
        });
  }

  /// What a command does with a run on free ports.
  private interface Job {
    int run(SlipwayLocal local, Path directory) throws IOException, InterruptedException;
  }

  private static int inFreshDirectory(Job job)
      throws IOException, StartFault, InterruptedException {
    requireRoot();
    Path directory = Files.createTempDirectory("slipway-demo");
    try {
      OwnerOnly.directory(directory);
      logTo(directory);
      var options =
          SlipwayLocalOptions.of(directory, TEMPLATE)
              .withClock(SimulatorClock.realTime())
              .withSimulator(SlipwayRunner::approving);
      try (var local = SlipwayLocal.start(options)) {
        return job.run(local, directory);
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
    int speed = settings.appleUrl() == null ? settings.speed() : 1;
    var options =
        SlipwayLocalOptions.of(settings.directory(), TEMPLATE)
            .withWebDirectory(WEB)
            .withPorts(settings.ports())
            .withClockSpeed(speed)
            .withClock(SimulatorClock.realTime())
            .withSimulator(SlipwayRunner::approving);
    if (settings.appleUrl() != null) {
      options = options.withAppleUrl(settings.appleUrl());
    }
    SlipwayLocal local = SlipwayLocal.start(options);
    var run = new RunUntilStopped(local, settings.directory(), screen, speed);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(run::stop));
    screen.line("Slipway is up after %.1f s: %s".formatted(seconds(), local.webUri()));
    run.run();
    return 0;
  }

  /// Shortens the waits for Apple to minutes instead of a day, so that a release takes half an hour
  /// on the clock.
  private static SimulatorOptions approving(SimulatorOptions options) {
    return options.withReviewScript(
        ReviewScript.approve(Duration.ofMinutes(6), Duration.ofMinutes(8)));
  }

  private static AppStoreConnectSimulator simulatorOf(SlipwayLocal local) {
    return local
        .simulator()
        .orElseThrow(() -> new IllegalStateException("the demo always has a simulator"));
  }

  private static void requireRoot() throws StartFault {
    if (!Files.exists(TEMPLATE)) {
      throw new StartFault("There is no template.yaml here: start it in the repository's root");
    }
  }

  /// Sends the functions' log lines to a file, so that the terminal shows only the progress.
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
