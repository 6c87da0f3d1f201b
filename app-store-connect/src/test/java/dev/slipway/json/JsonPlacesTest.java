package dev.slipway.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.json.JsonPlaces.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPlacesTest {
  @Test
  void findsEveryFieldAndItem() {
    String text =
        """
        {
          "version": "1",
          "whatsNew": {"en-US": "…", "de-DE": "…"},
          "testFlight": {"groups": ["a",
            {"deep": [1]}]}
        }
        """;

    assertThat(JsonPlaces.of(text))
        .containsEntry("$.version", new Place(2, 3))
        .containsEntry("$.whatsNew.de-DE", new Place(3, 30))
        .containsEntry("$.testFlight.groups[0]", new Place(4, 29))
        .containsEntry("$.testFlight.groups[1].deep[0]", new Place(5, 15))
        .hasSize(10);
    assertThat(JsonPlaces.of("{\"a\": 1, \"b\": oops")).containsKey("$.a");
    assertThat(JsonPlaces.of("7")).isEmpty();
    assertThat(JsonPlaces.of("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{|1|2|The text ends before the document does: a closing }, ] or \" is missing.",
        "{\"a|1|4|The text ends before the document does: a closing }, ] or \" is missing.",
        "{}{}|1|3|The document ends before this place, and nothing may follow it.",
        "{\"a\":1,\"a\":2}|1|11|The name \"a\" is repeated.",
        "{\"a\":1,}|1|8|The character } is not expected here; there may be a comma too many before"
            + " it.",
        "{\"a\":1 \"b\":2}|1|8|The character \" is not expected here; a comma or a colon may be"
            + " missing before it.",
        "{\"a\" 1}|1|6|The character 1 is not expected here: names and texts need double quotes.",
        "{a:1}|1|2|The character a is not expected here: names and texts need double quotes.",
        "{'a':1}|1|2|The character ' is not expected here: names and texts need straight double"
            + " quotes (\").",
        "{“a”:1}|1|2|The character “ is not expected here: names and texts need straight double"
            + " quotes (\").",
        "// a\\n{}|1|1|The character / is not expected here: JSON has no comments.",
        "{\"a\":\\n yes}|2|2|yes is not a value of JSON; a text needs double quotes.",
        "{\"a\":\"b\\nc\"}|1|8|A line break or tab inside a text must be written as \\n or \\t.",
        "{\"a\":\"\\d\"}|1|8|A backslash begins an escape that JSON does not have; write \\\\ for a"
            + " backslash."
      })
  void saysWhatIsWrongAndWhere(String text, int line, int column, String description) {
    var fault = JsonPlaces.fault(text.replace("\\n", "\n")).orElseThrow();

    assertThat(fault.place().saying(fault.description()))
        .isEqualTo("Line " + line + ", column " + column + ": " + description.replace("\n", "\\n"));
  }

  @Test
  void knowsWhatJsonTakes() {
    assertThat(JsonPlaces.fault("{\"a\": [1, {\"b\": null}]}\n")).isEmpty();
    assertThat(JsonPlaces.fault("[]")).isEmpty();
    assertThat(JsonPlaces.fault("").orElseThrow().description())
        .isEqualTo("The document is empty.");
    assertThat(JsonPlaces.fault("[".repeat(9000)).orElseThrow().description())
        .isEqualTo("The document is nested too deeply, or a text in it is too long.");
  }
}
