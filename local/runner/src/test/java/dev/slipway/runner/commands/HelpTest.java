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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the commands say about themselves fits into a terminal of 80 columns and leaves nothing
/// out.
class HelpTest {
  private static final int COLUMNS = 80;
  private static final Pattern TARGET = Pattern.compile("(?m)^([a-z-]+):(?! *=)");
  private static final Pattern GROUP = Pattern.compile("(?m)^[A-Z].*$");

  @Test
  void theProgramNamesItsCommandsAndVariables() {
    assertThat(SlipwayRunner.HELP.lines()).allMatch(line -> line.length() <= COLUMNS);
    assertThat(SlipwayRunner.HELP)
        .contains("slipway run ", "slipway demo ", "slipway folder ", "slipway simulator ")
        .contains("SLIPWAY_PORT ", "SLIPWAY_SPEED ", "SLIPWAY_DIRECTORY ", "NO_COLOR ");
  }

  @Tag("program")
  @Test
  void makeListsEachTargetInAGroup() throws Exception {
    String makefile = Files.readString(RepositoryFiles.file("Makefile"));
    List<String> targets = TARGET.matcher(makefile).results().map(found -> found.group(1)).toList();

    String help = printed("make", "--no-print-directory");

    assertThat(help.lines()).allMatch(line -> line.length() <= COLUMNS);
    assertThat(targets).contains("run", "test", "build");
    assertThat(targets)
        .allSatisfy(target -> assertThat(help).contains("\n  make %-16s ".formatted(target)));
    assertThat(GROUP.matcher(help).results().map(MatchResult::group).limit(6))
        .containsExactly(
            "Try it", "Build", "Test", "Measure and stress", "Operate", "Check and format");
  }

  @Tag("program")
  @Test
  void scriptsToTrySayWhatTheyDo() throws Exception {
    for (String script : List.of("local/try/first-drop", "local/try/key")) {
      assertThat(printed(script, "--help"))
          .contains("\n  " + script)
          .satisfies(help -> assertThat(help.lines()).allMatch(line -> line.length() <= COLUMNS));
    }
  }

  private static String printed(String... command) throws IOException, InterruptedException {
    String program = command[0];
    assumeTrue(
        program.contains("/")
            || Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program))),
        program + " is missing");
    Process process =
        new ProcessBuilder(command)
            .directory(RepositoryFiles.root().toFile())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return "\n" + text;
  }
}
