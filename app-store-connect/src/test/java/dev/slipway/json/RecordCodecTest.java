package dev.slipway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class RecordCodecTest {
  private static final RecordCodec<Everything> CODEC =
      RecordCodec.builder(Everything.class)
          .inlined(Everything.class, "terms")
          .keyed(Everything.class, "assets", "path")
          .whenAbsent(Everything.class, "counted", 7)
          .unwritten(Everything.class, "memory", Set.of())
          .text(Colour.class, Colour::code, Colour::of)
          .build();

  private enum Size {
    SMALL,
    LARGE
  }

  private enum Colour {
    RED;

    String code() {
      return "#f00";
    }

    static Colour of(String code) {
      if (code.equals("#f00")) {
        return RED;
      }
      throw new IllegalArgumentException("a secret: " + code);
    }
  }

  private record Id(String value) {
    Id {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("empty");
      }
    }
  }

  private record Asset(String md5, int replacements) {}

  private record Terms(boolean submit, @Nullable String copyright) {}

  private record Everything(
      Id id,
      @Nullable Id next,
      long sizeBytes,
      int counted,
      @Nullable Boolean alpha,
      Instant at,
      Size size,
      Colour colour,
      Terms terms,
      List<Asset> list,
      Map<String, Asset> assets,
      Map<String, String> texts,
      Set<Long> memory) {}

  private static final Everything FULL =
      new Everything(
          new Id("a"),
          new Id("b"),
          5_000_000_000L,
          3,
          true,
          Instant.parse("2026-11-29T22:00:00Z"),
          Size.LARGE,
          Colour.RED,
          new Terms(true, "2026 We"),
          List.of(new Asset("0f", 1)),
          Map.of("one.png", new Asset("f0", 0)),
          Map.of("de-DE", "Neu"),
          Set.of());

  private static final String FULL_TEXT =
      "{\"id\":\"a\",\"next\":\"b\",\"sizeBytes\":5000000000,\"counted\":3,\"alpha\":true,"
          + "\"at\":\"2026-11-29T22:00:00Z\",\"size\":\"LARGE\",\"colour\":\"#f00\",\"submit\":true,\"copyright\":\"2026"
          + " We\",\"list\":[{\"md5\":\"0f\",\"replacements\":1}],"
          + "\"assets\":[{\"path\":\"one.png\",\"md5\":\"f0\",\"replacements\":0}],"
          + "\"texts\":{\"de-DE\":\"Neu\"}}";

  private static final String LEAST_TEXT =
      "{\"id\":\"a\",\"sizeBytes\":1,\"at\":\"2026-11-29T23:00:00+01:00\",\"size\":\"SMALL\","
          + "\"colour\":\"#f00\",\"submit\":false,\"texts\":{},\"newer\":{\"unknown\":1}}";

  @Test
  void writesTheComponentsInTheirOrder() {
    assertThat(Json.writeText(CODEC.write(FULL))).isEqualTo(FULL_TEXT);
  }

  @Test
  void readsWhatItWrote() {
    assertThat(CODEC.read(Json.parse(FULL_TEXT))).isEqualTo(FULL);
  }

  @Test
  void takesTheValueForAnAbsentFieldAndIgnoresUnknownFields() {
    assertThat(CODEC.read(Json.parse(LEAST_TEXT)))
        .isEqualTo(
            new Everything(
                new Id("a"),
                null,
                1,
                7,
                null,
                Instant.parse("2026-11-29T22:00:00Z"),
                Size.SMALL,
                Colour.RED,
                new Terms(false, null),
                List.of(),
                Map.of(),
                Map.of(),
                Set.of()));
  }

  @Test
  void leavesOutWhatIsNull() {
    var read = CODEC.read(Json.parse(LEAST_TEXT));

    assertThat(CODEC.write(read)).doesNotContainKeys("next", "alpha", "copyright", "memory");
  }

  @Test
  void namesThePlaceOfAFault() {
    assertFault("\"size\":\"LARGE\"", "\"size\":\"HUGE\"", "$.size must be one of SMALL, LARGE");
    assertFault("\"id\":\"a\",", "", "$.id must be present");
    assertFault("\"id\":\"a\"", "\"id\":null", "$.id must be present");
    assertFault("\"id\":\"a\"", "\"id\":\"\"", "$.id must be a valid Id");
    assertFault("\"#f00\"", "\"#fff\"", "$.colour must be a valid Colour");
    assertFault("\"submit\":true,", "", "$.submit must be present");
    assertFault(
        "\"counted\":3", "\"counted\":3000000000", "$.counted must be a whole number below");
    assertFault("5000000000", "\"5\"", "$.sizeBytes must be a whole number");
    assertFault("2026-11-29T22:00:00Z", "yesterday", "$.at must be a date and time with offset");
    assertFault("\"alpha\":true", "\"alpha\":1", "$.alpha must be true or false");
    assertFault(",\"replacements\":1", "", "$.list[0].replacements must be present");
    assertFault("\"path\":\"one.png\",", "", "$.assets[0].path must be a string");
    assertFault("\"Neu\"", "1", "$.texts.de-DE must be a string");
    assertFault("\"Neu\"", "null", "$.texts.de-DE must not be null");
    assertFault("[{\"md5\":\"0f\",\"replacements\":1}]", "[null]", "$.list[0] must not be null");
    assertFault("[{\"md5\":\"0f\",\"replacements\":1}]", "{}", "$.list must be a list");
  }

  private static void assertFault(String text, String instead, String message) {
    assertThat(FULL_TEXT).contains(text);
    assertThatThrownBy(() -> CODEC.read(Json.parse(FULL_TEXT.replace(text, instead))))
        .isInstanceOf(JsonShapeException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesAnExceptionForAComponentThatDoesNotExist() {
    var codec = RecordCodec.builder(Asset.class);

    assertThatThrownBy(() -> codec.whenAbsent(Asset.class, "sha256", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Asset has no component sha256");
  }

  private record Unsupported(StringBuilder text, int number) {}

  @Test
  void refusesATypeWithoutAForm() {
    assertThatThrownBy(() -> RecordCodec.of(Unsupported.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no JSON form for java.lang.StringBuilder");
  }
}
