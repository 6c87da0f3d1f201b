package dev.slipway.connections.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.problems.Problem;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.Test;

class PrivateKeyReaderTest {
  private static final KeyPair PAIR = Keys.p256();
  private static final String PKCS8 = Keys.pkcs8(PAIR);
  private static final String SEC1 = Keys.sec1(PAIR);
  private static final String EC_PARAMETERS =
      "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";

  @Test
  void acceptsEveryFormThatPeopleHandIn() {
    String oneLine = PKCS8.replace("\n", "");
    String keyJson = "{\"key_id\":\"2X9R4HXF34\",\"key\":\"" + PKCS8.replace("\n", "\\n") + "\"}";
    for (String form :
        List.of(
            PKCS8,
            Keys.pkcs8WithPublicKey(PAIR, PAIR),
            SEC1,
            EC_PARAMETERS + SEC1,
            EC_PARAMETERS + Keys.pem("EC PRIVATE KEY", Keys.sec1Der(PAIR, null)),
            PKCS8.strip(),
            PKCS8.replace("\n", "\r\n"),
            PKCS8.replace("\n", "\\n"),
            PKCS8.replace("\n", "\\r\\n"),
            PKCS8.replace("\n", "\\\\n"),
            oneLine,
            PKCS8.replace("\n", " "),
            "\uFEFF" + PKCS8,
            "\"" + PKCS8 + "\"",
            "'" + PKCS8.replace("\n", "\\n") + "'\n",
            "“" + PKCS8 + "”",
            "  \n\t" + PKCS8.replace("\n", "\n    ") + "\n\n",
            "ASC_KEY=\"" + oneLine + "\"",
            "Bag Attributes\n    friendlyName: key\n" + PKCS8,
            Keys.base64(PKCS8),
            Keys.base64(SEC1),
            Keys.base64(PKCS8).replaceAll("(.{76})", "$1\n"),
            Keys.base64(Keys.base64(PKCS8)),
            "\"" + Keys.base64(PKCS8) + "\"",
            Keys.base64(PKCS8.replace("\n", "\\n")),
            PKCS8.replaceAll("-----[A-Z ]+-----", ""),
            SEC1.replaceAll("-----[A-Z ]+-----", ""),
            keyJson,
            Keys.base64(keyJson),
            "{\"key\":\"" + Keys.base64(PKCS8) + "\"}",
            "{\"key\":\"" + PKCS8 + "\"}",
            Keys.pem("CERTIFICATE", new byte[] {1, 2, 3}) + PKCS8)) {
      PrivateKeyReader.Reading reading = PrivateKeyReader.read(Keys.utf8(form));

      assertThat(reading)
          .as(form.replaceAll("[A-Za-z0-9+/]{20,}", "…"))
          .isInstanceOf(PrivateKeyReader.Reading.Accepted.class);
      SigningKey key = ((PrivateKeyReader.Reading.Accepted) reading).key();
      assertThat(key.privateKey().getS()).isEqualTo(((ECPrivateKey) PAIR.getPrivate()).getS());
    }
    assertThat(PrivateKeyReader.read(PKCS8.getBytes(StandardCharsets.UTF_16)))
        .isInstanceOf(PrivateKeyReader.Reading.Accepted.class);
  }

  @Test
  void fingerprintIsTheDigestOfThePublicKeyInEveryForm() throws Exception {
    SigningKey key = accepted(PKCS8);

    assertThat(key.fingerprint())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256").digest(PAIR.getPublic().getEncoded())));
    assertThat(accepted(SEC1)).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(accepted(Keys.pkcs8(Keys.p256()))).isNotEqualTo(key);
  }

  @Test
  void acceptedKeysSign() throws Exception {
    for (int i = 0; i < 50; i++) {
      KeyPair pair = Keys.p256();
      SigningKey key = accepted(Keys.sec1(pair));
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key.privateKey());
      signature.update(new byte[] {1});
      byte[] signed = signature.sign();
      signature.initVerify(pair.getPublic());
      signature.update(new byte[] {1});
      assertThat(signature.verify(signed)).isTrue();
    }
  }

  @Test
  void keyJsonBringsItsIds() {
    String json =
        "{\"key_id\":\"2X9R4HXF34\",\"issuer_id\":\"57246542-96fe-1a63-e053-0824d011072a\","
            + "\"key\":\""
            + PKCS8.replace("\n", "\\n")
            + "\",\"duration\":500,\"in_house\":false}";

    var accepted = (PrivateKeyReader.Reading.Accepted) PrivateKeyReader.read(Keys.utf8(json));

    assertThat(accepted.keyId()).isEqualTo("2X9R4HXF34");
    assertThat(accepted.issuerId()).isEqualTo("57246542-96fe-1a63-e053-0824d011072a");
  }

  @Test
  void namesWhatSomethingElseIs() throws Exception {
    String certificate = Keys.pem("CERTIFICATE", new byte[] {0x30, 0});
    assertRefused(certificate, KeyProblems.CERTIFICATE);
    assertRefused(Keys.base64(certificate), KeyProblems.CERTIFICATE);
    assertRefused(Keys.pem("CERTIFICATE REQUEST", new byte[] {1}), KeyProblems.CERTIFICATE);
    assertRefused(Keys.pem("PUBLIC KEY", PAIR.getPublic().getEncoded()), KeyProblems.PUBLIC_KEY);
    assertRefused(Keys.pkcs8(Keys.pair("secp384r1")), KeyProblems.WRONG_CURVE);
    assertRefused(
        Keys.pem("EC PRIVATE KEY", Keys.sec1Der(PAIR, SECObjectIdentifiers.secp256k1)),
        KeyProblems.WRONG_CURVE);
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    KeyPair rsa = generator.generateKeyPair();
    assertRefused(Keys.pkcs8(rsa), KeyProblems.RSA_KEY);
    assertRefused(Keys.pem("RSA PRIVATE KEY", new byte[] {1}), KeyProblems.RSA_KEY);
    KeyPair edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertRefused(Keys.pkcs8(edwards), KeyProblems.NOT_EC);
    assertRefused(Keys.pem("OPENSSH PRIVATE KEY", new byte[] {1}), KeyProblems.NOT_EC);
    assertRefused(PKCS8 + Keys.pkcs8(Keys.p256()), KeyProblems.SEVERAL_KEYS);
  }

  @Test
  void namesEncryptedKeys() throws Exception {
    var pkcs8 = new StringWriter();
    try (var pem = new JcaPEMWriter(pkcs8)) {
      var encryptor =
          new JceOpenSSLPKCS8EncryptorBuilder(JcaPKCS8Generator.AES_256_CBC)
              .setProvider(new BouncyCastleProvider())
              .setPassword("password".toCharArray())
              .setRandom(new SecureRandom())
              .build();
      pem.writeObject(new JcaPKCS8Generator(PAIR.getPrivate(), encryptor));
    }
    assertRefused(pkcs8.toString(), KeyProblems.ENCRYPTED);
    var sec1 = new StringWriter();
    try (var pem = new JcaPEMWriter(sec1)) {
      pem.writeObject(
          PAIR.getPrivate(),
          new JcePEMEncryptorBuilder("AES-256-CBC")
              .setProvider(new BouncyCastleProvider())
              .build("password".toCharArray()));
    }
    assertThat(sec1.toString()).contains("Proc-Type");
    assertRefused(sec1.toString(), KeyProblems.ENCRYPTED);
  }

  @Test
  void namesDamage() {
    assertRefused(PKCS8.substring(0, PKCS8.length() - 40), KeyProblems.BROKEN_PEM);
    assertRefused(PKCS8.substring(30), KeyProblems.BROKEN_PEM);
    assertRefused(PKCS8.replaceFirst("\n....", "\n"), KeyProblems.BROKEN_PEM);
    assertRefused(PKCS8.replaceFirst("\n.", "\n!"), KeyProblems.BROKEN_PEM);
    assertRefused("-----BEGIN PRIVATE KEY-----", KeyProblems.BROKEN_PEM);
    assertRefused("-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----", KeyProblems.BROKEN_PEM);
    assertRefused(Keys.pkcs8WithPublicKey(PAIR, Keys.p256()), KeyProblems.BROKEN_PEM);
    assertRefused(Keys.pem("EC PRIVATE KEY", Keys.sec1Der(PAIR, null)), KeyProblems.BROKEN_PEM);
    assertRefused(
        Keys.pem("PRIVATE KEY", HexFormat.of().parseHex("3080".repeat(30_000))),
        KeyProblems.TOO_LARGE);
    assertRefused(
        Keys.pem("PRIVATE KEY", HexFormat.of().parseHex("3080".repeat(20_000))),
        KeyProblems.BROKEN_PEM);
  }

  @Test
  void namesEmptyLargeAndForeignInput() {
    assertRefused("", KeyProblems.EMPTY);
    assertRefused(" \r\n\t\uFEFF\"\"", KeyProblems.EMPTY);
    assertRefused("x".repeat(PrivateKeyReader.MAX_SIZE_BYTES + 1), KeyProblems.TOO_LARGE);
    assertRefused("hello", KeyProblems.NOT_PEM);
    assertRefused("2X9R4HXF34", KeyProblems.NOT_PEM);
    assertRefused("{\"type\":\"service_account\"}", KeyProblems.NOT_PEM);
    assertRefused("{\"key\":5}", KeyProblems.NOT_PEM);
    byte[] noise = new byte[1000];
    new java.util.Random(3).nextBytes(noise);
    assertThat(PrivateKeyReader.read(noise))
        .isEqualTo(new PrivateKeyReader.Reading.Refused(KeyProblems.NOT_PEM));
    assertThat(PrivateKeyReader.read(new byte[1 << 20]))
        .isEqualTo(new PrivateKeyReader.Reading.Refused(KeyProblems.TOO_LARGE));
  }

  @Test
  void wrappingsHaveAnEnd() {
    String wrapped = PKCS8;
    for (int i = 0; i < 8; i++) {
      wrapped = Keys.base64(wrapped);
    }
    assertRefused(wrapped, KeyProblems.NOT_PEM);
  }

  @Test
  void noTextShowsTheSecret() {
    PrivateKeyReader.Reading reading = PrivateKeyReader.read(Keys.utf8(PKCS8));
    SigningKey key = accepted(PKCS8);
    String body = PKCS8.lines().toList().get(1);
    var appleKey =
        new AppleKey("2X9R4HXF34", null, key.fingerprint(), key.privateKey(), false, false);
    for (Object shown :
        List.of(
            reading, key, appleKey, new ConnectRequest.Reading.Accepted(appleKey, null, null))) {
      assertThat(shown.toString())
          .contains(key.fingerprint())
          .doesNotContain(body.substring(0, 20));
      assertThat(shown.toString()).doesNotContain(key.privateKey().getS().toString());
      assertThat(shown.toString()).doesNotContain(key.privateKey().getS().toString(16));
    }
    assertThat(PemBlock.findAll(PKCS8).toString()).isEqualTo("[PemBlock[PRIVATEKEY]]");
    assertThat(new MultipartForm.Part("key", null, Keys.utf8(PKCS8)).toString())
        .doesNotContain(body);
  }

  private static SigningKey accepted(String text) {
    return ((PrivateKeyReader.Reading.Accepted) PrivateKeyReader.read(Keys.utf8(text))).key();
  }

  private static void assertRefused(String text, Problem problem) {
    assertThat(PrivateKeyReader.read(Keys.utf8(text)))
        .isEqualTo(new PrivateKeyReader.Reading.Refused(problem));
    assertThat(problem.detail()).endsWith(".");
  }
}
