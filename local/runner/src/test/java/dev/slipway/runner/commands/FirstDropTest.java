package dev.slipway.runner.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.SlipwayLocalOptions;
import dev.slipway.runner.show.MainJob;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorClock;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts of `local/try` against a run, as a newcomer starts them in a second terminal.
@Tag("program")
class FirstDropTest {
  private static final int FAST = 3600;

  @TempDir Path temporary;

  /// A directory that a shell reads as one word only in quotes.
  private Path directory;

  private SlipwayLocal local;

  private record Ended(int status, String said) {}

  @BeforeAll
  static void hasPrograms() {
    for (String program : List.of("bash", "python3", "curl", "aws")) {
      assumeTrue(
          Stream.of(System.getenv("PATH").split(File.pathSeparator))
              .anyMatch(place -> Files.isExecutable(Path.of(place, program))),
          program + " is missing");
    }
  }

  /// Somebody else has released 1.3.0 of the sample, as bob can on the pages.
  @BeforeEach
  void start() throws Exception {
    directory = temporary.resolve("it's here");
    local =
        SlipwayLocal.start(
            SlipwayLocalOptions.of(directory, RepositoryFiles.file("template.yaml"))
                .withClock(SimulatorClock.realTime())
                .withSimulator(
                    simulator ->
                        simulator.withReviewScript(
                            ReviewScript.approve(Duration.ofMinutes(6), Duration.ofMinutes(8)))));
    local
        .simulator()
        .orElseThrow()
        .createApp(NewApp.of(MainJob.BUNDLE_ID, "Slipway Sample").liveVersion("1.3.0", "4"));
    MainJob.writeSample(directory.resolve("Sample 1.2.0.ipa"), "1.2.0", "3");
  }

  @AfterEach
  void stop() throws Exception {
    local.close();
  }

  @Test
  void firstDropReleasesTheVersionAfterTheOneOnTheAppStore() throws Exception {
    Ended ended;
    try (var openReleases = new OpenReleases(local);
        var _ = TimeLapse.start(local, FAST, openReleases::any)) {
      ended = run("local/try/first-drop");
    }

    assertThat(ended.said)
        .contains("  $ . '" + temporary + "/it'\\''s here/aws.env'\n")
        .contains("Uploading version 1.4.0 (5) to App Store Connect. (UPLOADING)\n")
        .contains("  simulated\n  +00:00:00  Received Sample 1.4.0.ipa.")
        .contains("\n✓ On the App Store (READY_FOR_DISTRIBUTION)\n")
        .containsPattern("\n  [0-9]+ min simulated, [0-9]+ s real\n")
        .endsWith("Open " + local.webUri() + "/board.html and continue as alice.\n")
        .doesNotContain("\u001b");
    assertThat(ended.status).isZero();
    assertThat(ended.said.lines().filter(line -> !line.contains("/")))
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void keyMakesAFileThatTheWizardTakes() throws Exception {
    Ended ended = run("local/try/key");

    var id = Pattern.compile("Key ID     ([A-Z0-9]{10})  ").matcher(ended.said);
    assertThat(id.find()).as(ended.said).isTrue();
    Path file = directory.resolve("AuthKey_" + id.group(1) + ".p8");
    assertThat(ended.said)
        .contains("Key file   " + file.toAbsolutePath() + "\n")
        .contains("Issuer ID  " + local.simulator().orElseThrow().issuerId() + "\n")
        .contains("continue as bob");
    assertThat(file).content().startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(run("local/try/key", "NOPE").said)
        .contains("no such role; choose one of: ADMIN, APP_MANAGER, DEVELOPER");
  }

  @Test
  void bothSayWhatToDoWhenNothingRuns() throws Exception {
    var port = local.webUri().getPort();
    local.close();

    for (String script : List.of("local/try/first-drop", "local/try/key")) {
      Ended ended = run(script);
      assertThat(ended.status).isEqualTo(1);
      assertThat(ended.said)
          .contains("nothing answers at http://localhost:" + port + ". Start `make run`");
    }
  }

  @Test
  void firstDropEndsInWordsWhenTheRunStopsOrThePersonDoes() throws Exception {
    Process stopped = start("local/try/first-drop");
    String said = readUntil(stopped, "Received Sample 1.4.0.ipa.");
    for (var child : stopped.descendants().toList()) {
      new ProcessBuilder("kill", "-INT", String.valueOf(child.pid())).start().waitFor();
    }
    said += rest(stopped);
    assertThat(stopped.waitFor()).isNotZero();
    assertThat(said).doesNotContain("Traceback");
    // The next drop is of the version after this one, once its build was read.
    local.settle();

    Process left = start("local/try/first-drop");
    said = readUntil(left, "Received Sample 1.5.0.ipa.");
    local.close();
    said += rest(left);
    assertThat(left.waitFor()).isEqualTo(1);
    assertThat(said)
        .contains("first-drop: " + local.webUri() + " no longer answers")
        .doesNotContain("Traceback");
  }

  private static String readUntil(Process process, String text) throws IOException {
    var said = new ByteArrayOutputStream();
    while (!said.toString(StandardCharsets.UTF_8).contains(text)) {
      int one = process.getInputStream().read();
      assertThat(one).as(said.toString(StandardCharsets.UTF_8)).isNotNegative();
      said.write(one);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private static String rest(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private Ended run(String... command) throws IOException, InterruptedException {
    Process process = start(command);
    String said = rest(process);
    return new Ended(process.waitFor(), said);
  }

  private Process start(String... command) throws IOException {
    var builder =
        new ProcessBuilder(command)
            .directory(RepositoryFiles.root().toFile())
            .redirectErrorStream(true);
    builder.environment().put("SLIPWAY_PORT", String.valueOf(local.webUri().getPort()));
    builder.environment().put("SLIPWAY_DIRECTORY", directory.toString());
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().put("PYTHONUTF8", "1");
    return builder.start();
  }
}
