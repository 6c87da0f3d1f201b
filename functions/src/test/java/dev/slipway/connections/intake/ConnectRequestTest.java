package dev.slipway.connections.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.verdict.KeyKind;
import dev.slipway.json.Json;
import dev.slipway.problems.Problem;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectRequestTest {
  private static final String KEY_ID = "2X9R4HXF34";
  private static final String ISSUER_ID = "57246542-96fe-1a63-e053-0824d011072a";
  private static final KeyPair PAIR = Keys.p256();
  private static final String PEM = Keys.pkcs8(PAIR);
  private static final String FILE = "AuthKey_" + KEY_ID + ".p8";

  @Test
  void acceptsAForm() throws Exception {
    AppleKey key = accepted(form().field("keyId", KEY_ID).field("issuerId", ISSUER_ID));

    assertThat(key.keyId()).isEqualTo(KEY_ID);
    assertThat(key.issuerId()).isEqualTo(ISSUER_ID);
    assertThat(key.kind()).isEqualTo(KeyKind.TEAM);
    assertThat(key.privateKey().getS()).isEqualTo(((ECPrivateKey) PAIR.getPrivate()).getS());
    assertThat(key.fingerprint())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256").digest(PAIR.getPublic().getEncoded())));
    assertThat(key.fileNameAgrees()).isTrue();
  }

  @Test
  void acceptsJson() {
    AppleKey key =
        accepted(json(Map.of("keyId", KEY_ID, "issuerId", ISSUER_ID, "privateKey", PEM)));

    assertThat(key.keyId()).isEqualTo(KEY_ID);
    assertThat(key.fileNameAgrees()).isFalse();
    var named = accepted(json(Map.of("privateKey", PEM, "keyFileName", FILE)));
    assertThat(named.keyId()).isEqualTo(KEY_ID);
    assertThat(named.fileNameAgrees()).isTrue();
  }

  @Test
  void takesANameAndTheFailedAttempt() {
    String attempt = "a".repeat(26);
    var form =
        ConnectRequest.read(
            Forms.CONTENT_TYPE,
            form()
                .field("keyId", KEY_ID)
                .field("label", " Café ")
                .field("insteadOf", attempt)
                .bytes());
    var json =
        json(Map.of("privateKey", PEM, "keyFileName", FILE, "label", "Café", "insteadOf", attempt));

    for (var reading : List.of(form, json)) {
      assertThat(reading)
          .isInstanceOfSatisfying(
              ConnectRequest.Reading.Accepted.class,
              accepted -> {
                assertThat(accepted.label()).isEqualTo("Café");
                assertThat(accepted.insteadOf()).isEqualTo(new ConnectionId(attempt));
              });
    }
    assertThat(json(Map.of("privateKey", PEM, "keyFileName", FILE, "label", " ")))
        .isInstanceOfSatisfying(
            ConnectRequest.Reading.Accepted.class,
            accepted -> assertThat(accepted.label()).isNull());
    assertThat(json(Map.of("label", "two\nlines", "insteadOf", "x", "keyId", "?")))
        .isInstanceOfSatisfying(
            ConnectRequest.Reading.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(Problem::field)
                    .containsExactlyInAnyOrder("label", "insteadOf", "keyId", "privateKey"));
  }

  @Test
  void normalisesIds() {
    AppleKey key =
        accepted(
            form()
                .field("keyId", " 2x9r4hxf34 ")
                .field("issuerId", ISSUER_ID.toUpperCase() + "\n"));

    assertThat(key.keyId()).isEqualTo(KEY_ID);
    assertThat(key.issuerId()).isEqualTo(ISSUER_ID);
  }

  @Test
  void keyIdMayComeFromTheFileName() {
    for (String name : List.of(FILE, "AuthKey_" + KEY_ID + " (1).p8", "authkey_2x9r4hxf34.p8")) {
      assertThat(accepted(new Forms().file("key", name, PEM)).keyId()).isEqualTo(KEY_ID);
    }
    assertThat(accepted(form().field("keyId", "")).keyId()).isEqualTo(KEY_ID);
  }

  @Test
  void keyWithoutIssuerIdIsIndividual() {
    AppleKey key = accepted(form().field("issuerId", " "));

    assertThat(key.issuerId()).isNull();
    assertThat(key.kind()).isEqualTo(KeyKind.INDIVIDUAL);
  }

  @Test
  void keyJsonOfFastlaneIsAFileOfItsOwn() {
    String keyJson = Json.writeText(Map.of("key_id", KEY_ID, "issuer_id", ISSUER_ID, "key", PEM));

    AppleKey key = accepted(new Forms().file("key", "api_key.json", keyJson));

    assertThat(key.keyId()).isEqualTo(KEY_ID);
    assertThat(key.issuerId()).isEqualTo(ISSUER_ID);
    assertRefused(
        new Forms()
            .field("keyId", "AAAAAAAAAA")
            .field("issuerId", "00000000-96fe-1a63-e053-0824d011072a")
            .file("key", "api_key.json", keyJson),
        RequestProblems.KEY_ID_CONTRADICTS.withField("keyId"),
        RequestProblems.ISSUER_ID_CONTRADICTS.withField("issuerId"));
  }

  @Test
  void differentKeyIdsAreAProblem() {
    assertRefused(
        form().field("keyId", "AAAAAAAAAA"), RequestProblems.KEY_ID_CONTRADICTS.withField("keyId"));
  }

  @Test
  void reportsAllProblemsTogether() {
    assertRefused(
        new Forms()
            .field("keyId", "short")
            .field("issuerId", "not-a-uuid")
            .field("colour", "blue")
            .file("key", "cert.pem", Keys.pem("CERTIFICATE", new byte[] {1})),
        RequestProblems.UNKNOWN_FIELD.withField("colour"),
        KeyProblems.CERTIFICATE.withField("key"),
        RequestProblems.KEY_ID_MALFORMED.withField("keyId"),
        RequestProblems.ISSUER_ID_MALFORMED.withField("issuerId"));
    assertRefused(
        new Forms(),
        RequestProblems.KEY_MISSING.withField("key"),
        RequestProblems.KEY_ID_MISSING.withField("keyId"));
    assertRefused(
        ConnectRequest.read(
            "application/json", Keys.utf8("{\"keyId\":5,\"privateKey\":[],\"x\":1}")),
        RequestProblems.NOT_TEXT.withField("keyId"),
        RequestProblems.NOT_TEXT.withField("privateKey"),
        RequestProblems.UNKNOWN_FIELD.withField("x"));
    assertRefused(
        ConnectRequest.read("application/json", Keys.utf8("{}")),
        RequestProblems.KEY_MISSING.withField("privateKey"),
        RequestProblems.KEY_ID_MISSING.withField("keyId"));
  }

  @Test
  void everyProblemOfTheKeyReachesItsField() {
    assertRefused(new Forms().file("key", FILE, ""), KeyProblems.EMPTY.withField("key"));
    assertRefused(new Forms().file("key", FILE, "noise"), KeyProblems.NOT_PEM.withField("key"));
    assertRefused(
        new Forms().file("key", FILE, Keys.pkcs8(Keys.pair("secp521r1"))),
        KeyProblems.WRONG_CURVE.withField("key"));
    assertRefused(
        json(Map.of("keyId", KEY_ID, "privateKey", "")), KeyProblems.EMPTY.withField("privateKey"));
  }

  @Test
  void repeatedFieldsAreAProblemAndTheFirstCounts() {
    assertRefused(
        form().field("keyId", KEY_ID).field("keyId", "AAAAAAAAAA"),
        RequestProblems.REPEATED_FIELD.withField("keyId"));
  }

  @Test
  void issuerIdInTheKeyIdFieldIsRecognised() {
    var refused =
        (ConnectRequest.Reading.Refused)
            ConnectRequest.read(
                Forms.CONTENT_TYPE,
                new Forms().field("keyId", ISSUER_ID).file("key", "k.p8", PEM).bytes());
    assertThat(refused.problems().getFirst().detail()).contains("Issuer ID");
  }

  @Test
  void namesBodiesThatCannotBeReadAtAll() {
    byte[] form = form().bytes();
    for (String type : List.of("", "text/plain", "application/x-www-form-urlencoded", ";", "a b")) {
      assertRefused(ConnectRequest.read(type, form), RequestProblems.UNSUPPORTED_CONTENT_TYPE);
    }
    assertRefused(
        ConnectRequest.read("multipart/form-data", form), RequestProblems.UNSUPPORTED_CONTENT_TYPE);
    assertRefused(
        ConnectRequest.read("multipart/form-data; boundary=other", form),
        RequestProblems.MULTIPART_BROKEN);
    assertRefused(
        ConnectRequest.read(Forms.CONTENT_TYPE, new byte[1 << 20]), RequestProblems.BODY_TOO_LARGE);
    for (String document : List.of("", "[]", "{", "{\"keyId\":\"a\",\"keyId\":\"b\"}", "\"x\"")) {
      assertRefused(
          ConnectRequest.read("application/json; charset=utf-8", Keys.utf8(document)),
          RequestProblems.jsonBroken(document));
    }
  }

  @Test
  void namesThePlaceOfBrokenJsonAndQuotesNothing() {
    var refused =
        (ConnectRequest.Reading.Refused)
            ConnectRequest.read(
                "application/json", Keys.utf8("{\"keyId\": \"a\",\n  \"privateKey\": MIGTAgEA}"));
    assertThat(refused.toProblem().detail())
        .startsWith("Line 2, column 17: ")
        .doesNotContain("MIGT");
  }

  /// Windows PowerShell sends Latin-1 and UTF-16; a name with replacement characters would be
  /// stored.
  @Test
  void refusesTextThatIsNotUtf8() {
    String document =
        Json.writeText(Map.of("keyFileName", FILE, "privateKey", PEM, "label", "Café"));
    for (var charset : List.of(ISO_8859_1, UTF_16LE)) {
      assertRefused(
          ConnectRequest.read("application/json", document.getBytes(charset)),
          RequestProblems.NOT_UTF8);
    }

    for (String field : List.of("label", "keyId", "issuerId", "insteadOf")) {
      var reading =
          ConnectRequest.read(Forms.CONTENT_TYPE, latin1(form().field(field, "Caf#").bytes(), '#'));
      assertRefused(reading, RequestProblems.FIELD_NOT_UTF8.withField(field));
    }
  }

  /// Returns the bytes with an é of Latin-1 for a character.
  private static byte[] latin1(byte[] form, char placeholder) {
    byte[] bytes = form.clone();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == placeholder) {
        bytes[i] = (byte) 0xE9;
      }
    }
    return bytes;
  }

  @Test
  void refusesHalfOfASurrogatePairInEachField() {
    var refused =
        (ConnectRequest.Reading.Refused)
            ConnectRequest.read(
                "application/json",
                Keys.utf8(
                    "{\"keyId\":\"\\ud800\",\"issuerId\":\"\\udc00\",\"privateKey\":\"\\ud800\","
                        + "\"keyFileName\":\"\\ud800.p8\"}"));
    assertThat(refused.problems())
        .extracting(Problem::field)
        .containsExactlyInAnyOrder("keyId", "issuerId", "privateKey", "keyFileName");
    assertThat(refused.problems()).allSatisfy(p -> assertThat(p.detail()).contains("surrogate"));
  }

  @Test
  void problemsNeverRepeatTheSecret() {
    String broken = PEM.replaceFirst("\n....", "\n");
    String shown =
        ConnectRequest.read(
                Forms.CONTENT_TYPE,
                new Forms()
                    .field("keyId", PEM)
                    .field("issuerId", PEM)
                    .file("key", FILE, broken)
                    .bytes())
            .toString();
    assertThat(shown)
        .contains(KeyProblems.BROKEN_PEM.detail())
        .doesNotContain(PEM.substring(40, 70));
  }

  @Test
  void fileNamesAndFieldNamesAreCleaned() {
    String name = "a\tb" + "x".repeat(300) + ".p8";
    assertThat(accepted(new Forms().field("keyId", KEY_ID).file("key", name, PEM)).fileNameAgrees())
        .isFalse();
    var refused =
        (ConnectRequest.Reading.Refused)
            ConnectRequest.read(Forms.CONTENT_TYPE, form().field("x".repeat(500), "").bytes());
    assertThat(refused.problems().getFirst().field()).hasSizeLessThan(100);
  }

  @Test
  void detailSaysWhichFileToChoose() {
    assertThat(KeyProblems.NOT_PEM.detail()).contains("AuthKey_");
  }

  private static Forms form() {
    return new Forms().file("key", FILE, PEM);
  }

  private static ConnectRequest.Reading json(Map<String, ?> fields) {
    return ConnectRequest.read("application/json", Json.write(fields));
  }

  private static AppleKey accepted(Forms form) {
    return accepted(ConnectRequest.read(Forms.CONTENT_TYPE, form.bytes()));
  }

  private static AppleKey accepted(ConnectRequest.Reading reading) {
    assertThat(reading).isInstanceOf(ConnectRequest.Reading.Accepted.class);
    return ((ConnectRequest.Reading.Accepted) reading).key();
  }

  private static void assertRefused(Forms form, Problem... problems) {
    assertRefused(ConnectRequest.read(Forms.CONTENT_TYPE, form.bytes()), problems);
  }

  private static void assertRefused(ConnectRequest.Reading reading, Problem... problems) {
    assertThat(reading).isInstanceOf(ConnectRequest.Reading.Refused.class);
    assertThat(((ConnectRequest.Reading.Refused) reading).problems())
        .containsExactlyInAnyOrder(problems)
        .allSatisfy(problem -> assertThat(problem.detail()).endsWith("."));
  }
}
