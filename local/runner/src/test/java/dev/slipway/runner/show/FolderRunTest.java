package dev.slipway.runner.show;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.SlipwayLocalOptions;
import dev.slipway.runner.folder.FolderOnDisk;
import dev.slipway.runner.show.Screen.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Folders in the shape of public ones get a plan, and no warning that a published app would get.
class FolderRunTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Screen screen = new Screen(new PrintStream(printed, true, UTF_8), Terminal.NONE);

  @TempDir Path state;

  @Tag("proof")
  @ParameterizedTest
  @EnumSource
  void aFolderInTheShapeOfAPublicOneHasNoFalseAlarm(PublicFolder shape, @TempDir Path directory)
      throws Exception {
    shape.writeTo(directory);

    var outcome = run(directory);

    String text = printed.toString(UTF_8);
    assertThat(checks(text)).as(text).isEqualTo(shape.findings());
    assertThat(outcome).isEqualTo(new FolderRun.Outcome(0, shape.findings().size()));
    assertThat(text).contains("Plan\n").contains("create ").doesNotContain("There is no plan");
  }

  @Test
  void listsEachFaultWithItsPlaceAndMakesNoPlan(@TempDir Path directory) throws Exception {
    Files.createDirectories(directory.resolve("metadata/en-US"));
    Files.writeString(directory.resolve("metadata/en-US/release_notes.txt"), "New\n");
    Files.writeString(directory.resolve("metadata/en-US/name.txt"), "N".repeat(31));

    var outcome = run(directory);

    assertThat(outcome.errors()).isEqualTo(2);
    assertThat(printed.toString(UTF_8))
        .contains("error   whats-new-too-short: ")
        .contains("metadata/en-US/release_notes.txt: New\n")
        .contains("metadata/en-US/name.txt: ")
        .contains("There is no plan until the errors are corrected.");
  }

  @Test
  void aReleaseJsonThatIsNoJsonIsReportedAsItIs(@TempDir Path directory) throws Exception {
    Files.createDirectories(directory.resolve("metadata/en-US"));
    Files.writeString(directory.resolve("release.json"), "{\"submit\": }");

    var outcome = run(directory);

    assertThat(outcome.errors()).isEqualTo(1);
    assertThat(printed.toString(UTF_8)).contains("release.json");
  }

  private FolderRun.Outcome run(Path directory) throws Exception {
    var options = SlipwayLocalOptions.of(state, RepositoryFiles.file("template.yaml"));
    try (var local = SlipwayLocal.start(options)) {
      var apple = local.simulator().orElseThrow();
      return new FolderRun(local, apple, screen).run(FolderOnDisk.find(directory, null));
    }
  }

  /// Returns the checks of the printed findings, in their order.
  private static List<String> checks(String text) {
    return text.lines()
        .filter(line -> line.startsWith("  error   ") || line.startsWith("  warning "))
        .map(line -> line.substring(10, line.indexOf(':')))
        .toList();
  }
}
