package dev.slipway.runner.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.RepositoryFiles;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person sees of `.ci/build` and of tests, with a Maven that only prints.
class BuildOutputTest {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$@" > "$(dirname "$0")/arguments"
      echo '[INFO] Scanning for projects...'
      echo '[INFO] Building Slipway 0.1 [1/3]'
      echo '[INFO] Building Slipway: wire 0.1 [2/3]'
      echo '[WARNING] a line that nobody needs'
      echo '[INFO] Building Slipway: functions 0.1 [3/3]'
      printf '\\033[0m\\n'
      """;

  @TempDir Path directory;

  @BeforeEach
  void copyScripts() throws IOException {
    Path scripts = Files.createDirectories(directory.resolve(".ci"));
    for (String name : List.of("build", "maven", "forget-stale")) {
      Files.copy(RepositoryFiles.file(".ci/" + name), scripts.resolve(name));
      executable(scripts.resolve(name));
    }
    Files.writeString(directory.resolve("pom.xml"), "<project/>");
    maven(MAVEN);
  }

  @Tag("program")
  @Test
  void theFirstBuildSaysHowLongItTakesAndNamesEachModule() throws Exception {
    String said = build();

    assertThat(said)
        .startsWith(
            """
            Building (the first time takes 1 to 3 minutes)…
              wire (1 of 2)
              functions (2 of 2)
            Built functions/target/slipway-functions.zip in\
            """)
        .doesNotContain("\u001b")
        .doesNotContain("nobody needs");
    assertThat(Files.readString(directory.resolve("bin/arguments")))
        .contains("-Dstyle.color=never");

    Files.createDirectories(directory.resolve("functions/target"));
    Files.createFile(directory.resolve("functions/target/slipway-functions.zip"));
    assertThat(build()).startsWith("Building…\n");
  }

  @Tag("program")
  @Test
  void aFailedBuildShowsItsErrors() throws Exception {
    maven(MAVEN + "echo '[ERROR] A.java:[1,2] cannot find symbol'\nexit 1\n");

    assertThat(build())
        .contains("[ERROR] A.java:[1,2] cannot find symbol")
        .doesNotContain("Built ");
  }

  /// `make test` once printed 71,206 lines, of which 64,717 were log lines of functions.
  @Test
  void linesOfTestedCodeGoToFiles() throws Exception {
    assertThat(Files.readString(RepositoryFiles.file("pom.xml")))
        .contains("<redirectTestOutputToFile>true</redirectTestOutputToFile>");
    for (String module : List.of("functions", "local/runner", "local/simulator", "local/aws")) {
      assertThat(Files.readString(RepositoryFiles.file(module + "/pom.xml")))
          .doesNotContain("redirectTestOutputToFile");
    }
    assertThat(Files.readString(RepositoryFiles.file("Makefile")))
        .contains("@.ci/tests test -q test ");
  }

  private void maven(String script) throws IOException {
    Path program = Files.createDirectories(directory.resolve("bin")).resolve("mvn");
    Files.writeString(program, script);
    executable(program);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String build() throws IOException, InterruptedException {
    String path = System.getenv("PATH");
    assumeTrue(
        Stream.of(path.split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "bash"))),
        "bash is missing");
    var builder = new ProcessBuilder(".ci/build").directory(directory.toFile());
    builder.command(directory.resolve(".ci/build").toString()).redirectErrorStream(true);
    builder
        .environment()
        .put("PATH", directory.resolve("bin").toAbsolutePath() + File.pathSeparator + path);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
