package dev.slipway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void writesNullsSoThatThingsCanBeCleared() {
    var fields =
        JsonFields.with("a", 1)
            .putNull("b")
            .putIfNotNull("c", null)
            .put("d", JsonFields.with("e", List.of("x")).putNull("f"));

    assertThat(Json.writeText(fields.toMap()))
        .isEqualTo("{\"a\":1,\"b\":null,\"d\":{\"e\":[\"x\"],\"f\":null}}");
    assertThat(Json.writePretty(fields.toMap())).contains("null");
  }

  @Test
  void readsWhatItWrote() {
    var text = "{\"a\":9007199254740993,\"b\":\"ü\\n\",\"c\":[{\"d\":true}],\"e\":null}";

    var json = Json.parse(text);

    assertThat(json.number("a")).isEqualTo(9007199254740993L);
    assertThat(json.has("e")).isFalse();
    assertThat(json.objects("c").getFirst().bool("d")).isTrue();
    assertThat(Json.writeText(json.asMap())).isEqualTo(text);
  }

  @Test
  void refusesWhatIsNotOneObject() {
    for (String text :
        List.of("", "[]", "\"a\"", "{", "{}{}", "{\"a\":1,\"a\":2}", "{\"a\":".repeat(80))) {
      assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonShapeException.class);
    }
  }

  @Test
  void boundsNestingNamesAndNumbers() {
    String deep = "{\"a\":".repeat(64) + "1" + "}".repeat(64);

    assertThat(Json.parse(deep).has("a")).isTrue();
    for (String text :
        List.of(
            "{\"a\":" + deep + "}",
            "{\"" + "n".repeat(50_001) + "\":1}",
            "{\"a\":" + "9".repeat(1_001) + "}",
            "{\"a\":\"" + "x".repeat((8 << 20) + 1) + "\"}")) {
      assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonShapeException.class);
    }
  }

  @Test
  void namesThePlaceAndNeverTheValue() {
    var json = Json.parse("{\"a\":{\"secret\":\"s3cr3t\"}}");

    assertThatThrownBy(() -> json.object("a").number("secret"))
        .hasMessage("$.a.secret must be a whole number");
    assertThat(json.toString()).doesNotContain("s3cr3t");
  }

  @Test
  void writesTheNullsOfAMapAsNulls() {
    var entries = new LinkedHashMap<String, Object>();
    entries.put("subtitle", null);
    entries.put("name", "Demo");

    assertThat(Json.writeText(JsonFields.with("locale", "da").putAll(entries).toMap()))
        .isEqualTo("{\"locale\":\"da\",\"subtitle\":null,\"name\":\"Demo\"}");
  }
}
