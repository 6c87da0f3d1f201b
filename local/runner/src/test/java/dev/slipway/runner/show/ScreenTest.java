package dev.slipway.runner.show;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.show.Screen.Style;
import dev.slipway.runner.show.Screen.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private Screen screen(Terminal terminal) {
    return new Screen(new PrintStream(printed, true, UTF_8), terminal);
  }

  @Test
  void aTextWrapsBelowItsLabelAtTheWidthOfTheTerminal() {
    var screen = screen(new Terminal(true, true, 40));

    screen.labelled(
        "  " + screen.styled(Style.YELLOW, "warning"),
        "metadata/de-DE/name.txt: a text that is longer than the line");

    assertThat(printed.toString(UTF_8))
        .isEqualTo(
            """
              \u001b[33mwarning\u001b[0m metadata/de-DE/name.txt: a
                      text that is longer than the
                      line
            """);
  }

  @Test
  void aNoBreakSpaceIsASpaceThatDoesNotWrap() {
    screen(new Terminal(true, true, 30))
        .labelled("  s3 cp", "Sample.ipa s3://drops (41.9\u00a0MB)");

    assertThat(printed.toString(UTF_8))
        .isEqualTo(
            """
              s3 cp Sample.ipa s3://drops
                    (41.9 MB)
            """);
  }

  @Test
  void afterItsEndOnlyTheLastLinesArePrinted() {
    var screen = screen(new Terminal(true, true, 40));
    screen.passing("Upload");

    screen.end();
    screen.line("a line");
    screen.heading("a heading");
    screen.labelled("label", "text");
    screen.passing("Upload");
    screen.barEnded("Upload", 1, 1);
    screen.last("Stopped.");

    assertThat(printed.toString(UTF_8)).isEqualTo("\rUpload\u001b[K\r\u001b[KStopped.\n");
  }

  @Test
  void aPipeGetsWholeLinesWithoutCodesOrMovement() {
    var screen = screen(Terminal.NONE);

    screen.labelled("  " + screen.styled(Style.YELLOW, "warning"), "text ".repeat(40).strip());
    screen.passing("  1 of 231");
    screen.bar("Upload", 1, 2);
    screen.passed();

    assertThat(printed.toString(UTF_8)).isEqualTo("  warning " + "text ".repeat(40).strip() + "\n");
  }

  @Test
  void aPassingTextNeverReachesTheLastColumn() {
    screen(new Terminal(true, false, 30)).passing("x".repeat(100));

    assertThat(printed.toString(UTF_8)).isEqualTo("\r" + "x".repeat(29) + "\u001b[K");
  }

  @Test
  void theBarTellsSpeedAndRemainingTimeWithinEightyColumns() {
    assertThat(Screen.barText("Upload", 10_000_000, 41_900_000, 2, false))
        .isEqualTo("  Upload [#####---------------]  24 %  10.0 of 41.9 MB  5.0 MB/s  7 s left")
        .hasSizeLessThan(80);
    assertThat(Screen.barText("Upload", 41_900_000, 41_900_000, 4, true))
        .isEqualTo("  Upload [####################] 100 %  41.9 of 41.9 MB  10.5 MB/s");
    assertThat(Screen.barText("Upload", 0, 41_900_000, 0, false)).endsWith("0.0 of 41.9 MB");
  }

  @Test
  void environmentSaysWhatTheTerminalCan() {
    assertThat(Terminal.of(true, Map.of("TERM", "xterm", "COLUMNS", "132")))
        .isEqualTo(new Terminal(true, true, 132));
    assertThat(Terminal.of(true, Map.of("NO_COLOR", "1"))).isEqualTo(new Terminal(true, false, 80));
    assertThat(Terminal.of(true, Map.of("NO_COLOR", "", "COLUMNS", "?")))
        .isEqualTo(new Terminal(true, true, 80));
    assertThat(Terminal.of(true, Map.of("TERM", "dumb"))).isEqualTo(new Terminal(false, false, 80));
    assertThat(Terminal.of(false, Map.of("TERM", "xterm", "COLUMNS", "132")))
        .isEqualTo(Terminal.NONE);
  }

  @Test
  void aCheckMarkIsPrintedWhereItCanBe() {
    var ascii = new Screen(new PrintStream(printed, true, US_ASCII), Terminal.NONE);

    assertThat(ascii.checkMark()).isEmpty();
    assertThat(screen(Terminal.NONE).checkMark()).isEqualTo("✓ ");
  }
}
