package dev.slipway.connections.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import dev.slipway.problems.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `key-input.json`: what people choose and paste, and what the API answers.
/// `KeyInputInBrowserTest` holds the page to the same answers.
class KeyInputTest {
  private static final JsonObject INPUT = input();
  private static final KeyForms FORMS = forms();

  static Stream<Arguments> keys() {
    return rows("keys", "name");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void keys(String name, JsonObject row) throws Exception {
    var reading = PrivateKeyReader.read(bytes(row));

    if (row.string("answer").equals("ACCEPTED")) {
      assertThat(reading).isInstanceOf(PrivateKeyReader.Reading.Accepted.class);
      assertThat(((PrivateKeyReader.Reading.Accepted) reading).key()).isEqualTo(first());
    } else {
      assertThat(reading)
          .isEqualTo(
              new PrivateKeyReader.Reading.Refused(
                  (Problem) KeyProblems.class.getDeclaredField(row.string("answer")).get(null)));
    }
  }

  static Stream<Arguments> fileNames() {
    return rows("fileNames", "name");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void fileNames(String name, JsonObject row) {
    assertThat(KeyFileName.keyId(name)).isEqualTo(row.optionalString("keyId"));
    assertThat(KeyFileName.namesOtherService(name))
        .isEqualTo(row.optionalBool("otherService").orElse(false));
  }

  static Stream<Arguments> keyIds() {
    return rows("keyIds", "given");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void keyIds(String given, JsonObject row) throws Exception {
    var reading = read("keyId", given);

    if (row.has("fault")) {
      assertThat(problems(reading)).containsExactly(fault(row).withField("keyId"));
    } else {
      assertThat(accepted(reading).keyId()).isEqualTo(row.string("id"));
    }
  }

  static Stream<Arguments> issuerIds() {
    return rows("issuerIds", "given");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void issuerIds(String given, JsonObject row) throws Exception {
    var reading = read("issuerId", given);

    if (row.has("fault")) {
      assertThat(problems(reading)).containsExactly(fault(row).withField("issuerId"));
    } else {
      String id = row.string("id");
      assertThat(accepted(reading).issuerId()).isEqualTo(id.isEmpty() ? null : id);
    }
  }

  /// Makes a request in JSON that is right but for one id.
  private static ConnectRequest.Reading read(String field, String given) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("keyId", "2X9R4HXF34");
    body.put("issuerId", "");
    body.put("privateKey", new String(downloaded(), StandardCharsets.UTF_8));
    body.put(field, given);
    return ConnectRequest.read("application/json", Json.write(body));
  }

  private static AppleKey accepted(ConnectRequest.Reading reading) {
    assertThat(reading).isInstanceOf(ConnectRequest.Reading.Accepted.class);
    return ((ConnectRequest.Reading.Accepted) reading).key();
  }

  private static List<Problem> problems(ConnectRequest.Reading reading) {
    assertThat(reading).isInstanceOf(ConnectRequest.Reading.Refused.class);
    return ((ConnectRequest.Reading.Refused) reading).problems();
  }

  private static Problem fault(JsonObject row) throws Exception {
    return (Problem) RequestProblems.class.getDeclaredField(row.string("fault")).get(null);
  }

  private static SigningKey first() {
    return ((PrivateKeyReader.Reading.Accepted) PrivateKeyReader.read(downloaded())).key();
  }

  /// Returns the first row: the file as Apple gives it.
  private static byte[] downloaded() {
    return bytes(INPUT.objects("keys").getFirst());
  }

  private static byte[] bytes(JsonObject row) {
    return FORMS.bytes(
        row.optionalString("text").orElse(null),
        row.optionalString("charset").orElse(null),
        row.optionalString("wrap").orElse(null),
        row.optionalBool("lines").orElse(false),
        row.optionalString("der").orElse(null),
        row.optionalString("base64").orElse(null));
  }

  private static KeyForms forms() {
    try {
      return new KeyForms();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Arguments> rows(String list, String name) {
    return INPUT.objects(list).stream().map(row -> Arguments.of(row.string(name), row));
  }

  private static JsonObject input() {
    try (var file = KeyInputTest.class.getResourceAsStream("../key-input.json")) {
      return Json.parse(Objects.requireNonNull(file).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
