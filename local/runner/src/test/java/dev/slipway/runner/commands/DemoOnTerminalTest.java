package dev.slipway.runner.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.RepositoryFiles;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The program that `make demo` starts, on a terminal of 80 columns and into a pipe. `script` of
/// util-linux makes the terminal.
@Tag("program")
class DemoOnTerminalTest {
  private static final Pattern CODES = Pattern.compile("\u001b\\[[0-9;]*[mK]");

  @Test
  void aTerminalGetsColoursAndLinesThatFit() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "script"))),
        "script is missing");
    String said = run(List.of("script", "-qec", String.join(" ", program()), "/dev/null"));

    assertThat(said)
        .contains("\u001b[1;32m✓ On the App Store\u001b[0m \u001b[2m(READY_FOR_DISTRIBUTION)")
        .contains("\u001b[36mIn review ");
    assertThat(said.lines().map(DemoOnTerminalTest::lastOfItsLine))
        .allMatch(line -> line.length() <= 80)
        .anyMatch(line -> line.matches("  [0-9]+ min simulated, [0-9]+ s real; .*"))
        .contains("  simulated  state")
        .contains("Next: make run shows the pages, and keeps everything up.")
        .noneMatch(line -> line.contains("{\""));
  }

  @Test
  void aPipeGetsNoCodes() throws Exception {
    assertThat(run(program()))
        .contains("✓ On the App Store (READY_FOR_DISTRIBUTION)\n")
        .contains("100 %  41.9 of 41.9 MB")
        .doesNotContain("\u001b")
        .doesNotContain("\r")
        .doesNotContain("{\"");
  }

  /// What stays to be read of a line that a bar wrote over and over.
  private static String lastOfItsLine(String line) {
    String plain = CODES.matcher(line).replaceAll("");
    return plain.substring(plain.lastIndexOf('\r') + 1);
  }

  private static List<String> program() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-Dstdout.encoding=UTF-8",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        SlipwayRunner.class.getName(),
        "demo");
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command)
            .directory(RepositoryFiles.root().toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(Map.of("COLUMNS", "80", "TERM", "xterm", "LC_ALL", "C.UTF-8"));
    builder.environment().remove("NO_COLOR");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.replace("\r\n", "\n");
  }
}
