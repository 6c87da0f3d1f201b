package dev.slipway.connections.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fuzz.Fuzz;
import dev.slipway.json.Json;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Damaged input in large numbers: an answer every time, never an exception.
@Tag("fuzz")
class IntakeFuzzTest {
  private static final int CASES = 12_000;
  private static final String GRAMMAR =
      """
      -----BEGIN PRIVATE KEY----- -----END PRIVATE KEY----- -----BEGIN -----END EC ENCRYPTED CERTIFICATE
      MIGTAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBHkwdwIBAQQg AAAA == \r\n \n\n --x --x-- boundary= \" \\ ; : = %% {
      } [ ] , null true 1e999 "keyId" "issuerId" "privateKey" "key" Content-Disposition: form-data; name=key
      filename*=UTF-8'' AuthKey_2X9R4HXF34.p8 \u0000 \ufeff \u00ff
      {\\rtf1 \\'97 \\u8212? \\par <br> <!doctype &#45; &#x10ffff; &plus; %2B %0A \\u002b \\x2b =3D `n > | \u2014 \u200b
      LS0tLS1CRUdJTi PK\u0003\u0004 %PDF 2d2d2d Issuer ID: Key ID: SubscriptionKey_
      """;
  private static final KeyPair PAIR = Keys.p256();

  @Test
  void damagedKeysAreReadOrNamed() throws Exception {
    String pkcs8 = Keys.pkcs8(PAIR);
    byte[][] seeds = {
      Keys.utf8(pkcs8),
      Keys.utf8(Keys.pkcs8WithPublicKey(PAIR, PAIR)),
      Keys.utf8(Keys.sec1(PAIR)),
      Keys.utf8(Keys.base64(pkcs8)),
      Keys.utf8(Json.writeText(Map.of("key_id", "2X9R4HXF34", "key", pkcs8)))
    };
    fuzz(CASES, "private key", seeds, PrivateKeyReader::read);
  }

  @Test
  void damagedStructuresBehindSoundArmourAreReadOrNamed() throws Exception {
    byte[][] pkcs8 = {PAIR.getPrivate().getEncoded()};
    fuzz(
        CASES / 3,
        "PKCS#8",
        pkcs8,
        der -> PrivateKeyReader.read(Keys.utf8(Keys.pem("PRIVATE KEY", der))));
    byte[][] sec1 = {Keys.sec1Der(PAIR, org.bouncycastle.asn1.sec.SECObjectIdentifiers.secp256r1)};
    fuzz(
        CASES / 3,
        "SEC 1",
        sec1,
        der -> PrivateKeyReader.read(Keys.utf8(Keys.pem("EC PRIVATE KEY", der))));
  }

  @Test
  void damagedIdsAndNamesAreReadOrNamed() throws Exception {
    byte[][] ids = {
      Keys.utf8("Key ID: “2X9R4HXF34”,"),
      Keys.utf8("Issuer ID: 57246542–96fe–1a63–e053–0824d011072a"),
      Keys.utf8("SubscriptionKey_2X9R4HXF34 AuthKey_2X9R4HXF34 (1).p8")
    };
    fuzz(
        CASES,
        "ids and names",
        ids,
        bytes -> {
          String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
          boolean readable =
              PastedId.isKeyId(PastedId.keyId(text))
                  | PastedId.isIssuerId(PastedId.issuerId(text))
                  | PastedId.isShortId(text)
                  | KeyFileName.keyId(text).isPresent()
                  | KeyFileName.namesOtherService(text);
          return readable ? List.of() : new PrivateKeyReader.Reading.Refused(KeyProblems.NOT_PEM);
        });
  }

  @Test
  void damagedRequestsAreReadOrNamed() throws Exception {
    byte[][] forms = {
      new Forms()
          .field("keyId", "2X9R4HXF34")
          .field("issuerId", "57246542-96fe-1a63-e053-0824d011072a")
          .part("form-data; name=key; filename*=UTF-8''AuthKey_2X9R4HXF34.p8", Keys.pkcs8(PAIR))
          .bytes()
    };
    fuzz(CASES, "form", forms, body -> ConnectRequest.read(Forms.CONTENT_TYPE, body));
    byte[][] documents = {
      Json.write(Map.of("keyId", "2X9R4HXF34", "privateKey", Keys.pkcs8(PAIR), "x", 1))
    };
    fuzz(CASES, "JSON", documents, body -> ConnectRequest.read("application/json", body));
    byte[][] types = {
      Keys.utf8(Forms.CONTENT_TYPE), Keys.utf8("multipart/form-data; boundary=\"a\\\"b\"")
    };
    fuzz(
        CASES,
        "content type",
        types,
        type ->
            ConnectRequest.read(
                new String(type, java.nio.charset.StandardCharsets.UTF_8), forms[0]));
  }

  private static void fuzz(
      int cases, String what, byte[][] samples, Function<byte[], Object> attempt)
      throws InterruptedException {
    Fuzz.run(
        what,
        cases,
        List.of(samples),
        GRAMMAR,
        input -> {
          Object reading = attempt.apply(input);
          assertThat(reading).isNotNull();
          return !(reading instanceof ConnectRequest.Reading.Refused)
              && !(reading instanceof PrivateKeyReader.Reading.Refused);
        });
  }
}
