package dev.slipway.drops.texts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The form of texts, and which invisible characters have no place in them.
class PlainTextTest {
  @Test
  void composesLetters() {
    assertThat(PlainText.of("Cafe\u0301 U\u0308ber и\u0306 ệ")).isEqualTo("Café Über й ệ");
    assertThat(PlainText.isSame("Фото\nй", "Фото\r\nи\u0306 ")).isTrue();
    assertThat(PlainText.isSame("cafe", "café")).isFalse();
    assertThat(PlainText.isSameName("Bücher.ipa", "Bu\u0308cher.ipa")).isTrue();
  }

  /// The JDK would sort half a million marks for four minutes.
  @Test
  @Timeout(20)
  void doesNotComposeWhatNoLanguageWrites() {
    String marks = "\u0301\u0316".repeat(250_000);
    assertThat(PlainText.of("e" + marks)).isEqualTo("e" + marks);
    assertThat(PlainText.of("e\u0301" + "\u0316".repeat(29))).startsWith("\u00E9\u0316");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFFname",
        "name\u200B",
        "\u00A0name\u00A0\n",
        "\t\u3000name\u2007",
        "\u202Aname\u202C",
        "name\u00AD",
        "\u2060name\u200E",
        "name\u200D",
        "\u200B \uFEFF\u200Bname\r\n\u200B"
      })
  void stripsWhatShowsNothingAtTheEnds(String text) {
    assertThat(PlainText.of(text)).isEqualTo("name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"שלום!\u200F", "ه\u200D", "می\u200C", "\u202Ename"})
  void keepsWhatHasAMeaningAtTheEnds(String text) {
    assertThat(PlainText.of(text)).isEqualTo(text);
  }

  @Test
  void aTextOfInvisibleCharactersIsEmpty() {
    assertThat(PlainText.of("\uFEFF \u200B\u00A0\n\u2060")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Acme\u200BNotes, 4, U+200B ZERO WIDTH SPACE",
    "Acme\uFEFFNotes, 4, U+FEFF ZERO WIDTH NO-BREAK SPACE",
    "Acme\u00ADNotes, 4, U+00AD SOFT HYPHEN",
    "Acme\u202ENotes, 4, U+202E RIGHT-TO-LEFT OVERRIDE",
    "Acme\u202ANotes, 4, U+202A LEFT-TO-RIGHT EMBEDDING",
    "Acme\u200ENotes, 4, U+200E LEFT-TO-RIGHT MARK",
    "Acme\u200FNotes, 4, U+200F RIGHT-TO-LEFT MARK",
    "Acme\u2066Notes, 4, U+2066 LEFT-TO-RIGHT ISOLATE",
    "Acme\u2060Notes, 4, U+2060 WORD JOINER",
    "Acme\u200CNotes, 4, U+200C ZERO WIDTH NON-JOINER",
    "Acme\u200DNotes, 4, U+200D ZERO WIDTH JOINER",
    "Acme\u3164Notes, 4, U+3164 HANGUL FILLER",
    "'Acme\tNotes', 4, U+0009 TAB"
  })
  void isStrayInAName(String text, int index, String name) {
    assertThat(InvisibleCharacters.isStray(text, index)).isTrue();
    assertThat(InvisibleCharacters.named(text, index)).isEqualTo("line 1, column 5: " + name);
  }

  @ParameterizedTest
  @CsvSource({
    "Persian, می\u200Cخواهم",
    "Persian with a mark, مَ\u200Cخواهم",
    "Hindi, क\u094D\u200Dष",
    "Hindi, क\u094D\u200Cष",
    "Malayalam, ന\u0D4D\u200D",
    "a family, 👩\u200D👩\u200D👧",
    "a flag, 🏳\uFE0F\u200D🌈",
    "Arabic, سعر \u200E100\u200F ريال",
    "Hebrew, שלום \u202AAcme\u202C \u2066Pro\u2069",
    "Thai, แอป\u200Bจด\u200Bบันทึก",
    "Khmer, កម្មវិធី\u200Bកំណត់",
    "French, Qui est-ce\u00A0?",
    "Japanese, メモ\u3000帳"
  })
  void hasItsMeaningThere(String script, String text) {
    for (int i = 0; i < text.length(); i++) {
      assertThat(InvisibleCharacters.isStray(text, i)).as("%s at %d", script, i).isFalse();
      assertThat(InvisibleCharacters.isStrayInLongText(text, i))
          .as("%s at %d", script, i)
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Donau\u00ADdampf\u00ADschiff",
        "One\n\u200B\nTwo",
        "a\u2060b",
        "Price:\t5",
        "\u200E- one\n\u200E- two"
      })
  void doesNoHarmInADescription(String text) {
    for (int i = 0; i < text.length(); i++) {
      assertThat(InvisibleCharacters.isStrayInLongText(text, i)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zero\u200Bwidth", "bom\uFEFF inside", "x\u200Dy", "x\u202Ey"})
  void isStrayEvenInADescription(String text) {
    int index = text.indexOf(text.chars().filter(c -> c > 0x7E).findFirst().orElseThrow());
    assertThat(InvisibleCharacters.isStrayInLongText(text, index)).isTrue();
  }

  @Test
  void namesLineAndColumn() {
    assertThat(InvisibleCharacters.named("Один\nдва 𝒳\u200Bтри", 11))
        .isEqualTo("line 2, column 6: U+200B ZERO WIDTH SPACE");
  }
}
