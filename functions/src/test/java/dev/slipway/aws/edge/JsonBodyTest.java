package dev.slipway.aws.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {
  private enum Order {
    PAUSE,
    RESUME
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|Line 1, column 1: The document is empty.",
        "{|Line 1, column 2: The text ends before the document does",
        "[]|Line 1, column 1: It is another value than an object.",
        "{\"a\":1} x|Line 1, column 9: ",
        "{\"a\":1,\"a\":2}|The name \"a\" is repeated.",
        "{'a':1}|names and texts need straight double quotes"
      })
  void refusesABodyThatIsNotOneObjectWithThePlace(String text, String detail) {
    var refused = refusal(() -> body(text.equals("''") ? "" : text));

    assertThat(refused.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
    assertThat(refused.detail()).contains(detail);
    assertThat(refused.field()).isNull();
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    var refused = refusal(() -> JsonBody.read(request(new byte[] {'{', (byte) 0xff, '}'})));

    assertThat(refused.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
    assertThat(refused.detail()).contains("UTF-8");
  }

  @Test
  void readsEachTypeOfField() {
    var body =
        body(
            "{\"text\":\"a\",\"number\":7.0,\"numbers\":[1,2e0],\"order\":\"RESUME\","
                + "\"objects\":[{\"text\":\"b\"}],\"nothing\":null}");

    assertThat(body.text("text", "a"::equals, "Must be a.")).isEqualTo("a");
    assertThat(body.wholeNumber("number", 0, 9, "")).isEqualTo(7);
    assertThat(body.wholeNumbers("numbers", 1, 2, "")).containsExactly(1L, 2L);
    assertThat(body.constant("order", Order.class)).isEqualTo(Order.RESUME);
    assertThat(body.objects("objects", "").getFirst().text("text", _ -> true, "")).isEqualTo("b");
    assertThat(body.optionalText("nothing", _ -> true, "")).isEmpty();
    assertThat(body.optionalText("absent", _ -> true, "")).isEmpty();
    body.refuseFaults();
  }

  @Test
  void reportsEveryFaultOnceWithItsPlace() {
    var body =
        body(
            "{\"text\":1,\"number\":1.5,\"large\":1e400,\"numbers\":[1,\"2\",3],\"order\":\"STOP\","
                + "\"objects\":[{},7],\"nothing\":null,\"more\":1}");
    body.text("text", _ -> true, "Must be a text.");
    body.fault("text", "A second fault of the same field.");
    body.wholeNumber("number", 0, 9, "Must be a number.");
    body.wholeNumber("large", 0, 9, "Must be a number.");
    body.wholeNumbers("numbers", 1, 2, "Must be 1 or 2.");
    body.constant("order", Order.class);
    body.objects("objects", "Must be objects.").getFirst().text("text", _ -> true, "Add it.");
    body.text("nothing", _ -> true, "Add it.");
    body.allow(
        Set.of("text", "number", "large", "numbers", "order", "objects", "nothing", "other"));

    var refused = refusal(body::refuseFaults);

    assertThat(refused.type()).isEqualTo(ProblemType.INVALID_FIELDS);
    assertThat(refused.faults())
        .extracting(Problem::field)
        .containsExactlyInAnyOrder(
            "text",
            "number",
            "large",
            "numbers[1]",
            "numbers[2]",
            "order",
            "objects[1]",
            "objects[0].text",
            "nothing",
            "more");
    assertThat(refused.faults())
        .filteredOn(fault -> "order".equals(fault.field()))
        .extracting(Problem::detail)
        .containsExactly("Must be one of [PAUSE, RESUME].");
  }

  @Test
  void theOnlyFaultIsTheProblemItself() {
    var body = body("{}");
    body.text("name", _ -> true, "Must be the name of a file.");

    var refused = refusal(body::refuseFaults);

    assertThat(refused.field()).isEqualTo("name");
    assertThat(refused.detail()).isEqualTo("Missing. Must be the name of a file.");
  }

  @Test
  void refusesHalvesOfSurrogatePairsWhereverTheyAre() {
    var body = body("{\"a\":\"\\ud800\",\"b\":[{\"c\":\"x\\udc00\"}],\"d\":\"\\ud83d\\ude00\"}");

    assertThat(refusal(body::refuseFaults).faults())
        .extracting(Problem::field)
        .containsExactly("a", "b[0].c");
  }

  @Test
  void refusesHalfOfASurrogatePairInAName() {
    assertThat(refusal(() -> body("{\"\\ud801\":1}")).type())
        .isEqualTo(ProblemType.MALFORMED_REQUEST);
  }

  @Test
  void boundsTheNumberOfFaults() {
    var body = body("{\"objects\":[" + "7,".repeat(9999) + "7]}");
    body.objects("objects", "Must be objects.");

    assertThat(refusal(body::refuseFaults).faults()).hasSize(100);
  }

  @Test
  void anEmptyBodyMayBeAllowed() {
    assertThat(JsonBody.readOptional(request(new byte[0])).has("a")).isFalse();
  }

  private static Problem refusal(Runnable reading) {
    var thrown = catchThrowableOfType(ProblemException.class, reading::run);
    assertThat(thrown).isNotNull();
    return thrown.problem();
  }

  private static JsonBody body(String text) {
    return JsonBody.read(request(text.getBytes(StandardCharsets.UTF_8)), "name");
  }

  private static HttpRequest request(byte[] body) {
    return new HttpRequest(
        "POST /", "POST", "/", Map.of(), Map.of(), Map.of(), body, Map.of(), "", null);
  }
}
