package dev.slipway.connections.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamLabelTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Northwind",
        "  Northwind  ",
        "株式会社",
        "👩‍💻 Apps",
        "a\u0301pps",
        "<b>&amp;",
        "",
        "   ",
        "012345678901234567890123456789012345678901234567890123456789"
      })
  void isValid(String text) {
    assertThat(TeamLabel.isValid(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two\nlines",
        "tab\there",
        "nul\0",
        "\u202Eright to left",
        "zero\u200Bwidth",
        "\u200D",
        "\u200D\u00A0\u200D",
        "line\u2028separator",
        "half \uD83D",
        "private \uE000",
        "0123456789012345678901234567890123456789012345678901234567890"
      })
  void isRefused(String text) {
    assertThat(TeamLabel.isValid(text)).isFalse();
  }

  @Test
  void isTrimmedAndComposed() {
    assertThat(TeamLabel.of("  Cafe\u0301  ")).contains("Caf\u00e9");
    assertThat(TeamLabel.of("\u00A0Northwind\u3000\u202F")).contains("Northwind");
    assertThat(TeamLabel.of(" ")).isEmpty();
    assertThat(TeamLabel.of("\u00A0")).isEmpty();
  }

  @Test
  void isCountedInCodePoints() {
    assertThat(TeamLabel.isValid("🚀".repeat(60))).isTrue();
    assertThat(TeamLabel.isValid("🚀".repeat(61))).isFalse();
    assertThat(TeamLabel.isValid("\n " + "a\u0301".repeat(60) + " ")).isTrue();
  }

  /// A request may have megabytes, and composing marks takes the square of their number.
  @Test
  void isNotComposedWhenItIsFarTooLong() {
    assertThat(TeamLabel.isValid("a" + " ".repeat(999))).isTrue();
    assertThat(TeamLabel.isValid("a" + " ".repeat(1_000))).isFalse();
  }

  @Test
  void isCutFromALongerText() {
    assertThat(TeamLabel.beginningOf("Example Ltd")).contains("Example Ltd");
    assertThat(TeamLabel.beginningOf("🚀".repeat(200))).contains("🚀".repeat(59) + "…");
    assertThat(TeamLabel.beginningOf(" ")).isEmpty();
  }
}
