package dev.slipway.appstoreconnect.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.appstoreconnect.TestKeys;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
  @Test
  void readsPkcs8OfAP256Key() {
    var key = TestKeys.onCurve("secp256r1").getPrivate();

    assertThat(ApiKey.fromPkcs8(key.getEncoded())).isEqualTo(key);
  }

  @Test
  void refusesKeysOfOtherKinds() throws Exception {
    var p384 = TestKeys.onCurve("secp384r1").getPrivate();
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    var rsa = generator.generateKeyPair().getPrivate();

    assertThatThrownBy(() -> ApiKey.fromPkcs8(p384.getEncoded())).hasMessageContaining("P-256");
    assertThatThrownBy(() -> ApiKey.fromPkcs8(rsa.getEncoded()))
        .hasMessageContaining("elliptic-curve");
    assertThatThrownBy(() -> new ApiKey.IndividualKey(TestKeys.KEY_ID, p384))
        .hasMessageContaining("P-256");
    assertThatThrownBy(() -> ApiKey.fromPkcs8(new byte[] {1, 2, 3})).hasNoCause();
  }

  @Test
  void printsNoKeyMaterial() {
    var privateKey = TestKeys.onCurve("secp256r1").getPrivate();
    var encoded = Base64.getEncoder().encodeToString(privateKey.getEncoded());

    for (var key :
        new ApiKey[] {
          new ApiKey.TeamKey(TestKeys.KEY_ID, TestKeys.ISSUER_ID, privateKey),
          new ApiKey.IndividualKey(TestKeys.KEY_ID, privateKey)
        }) {
      assertThat(key.toString())
          .contains("2X9R4HXF34", "redacted")
          .doesNotContain(encoded)
          .doesNotContain(privateKey.toString());
    }
  }

  @Test
  void refusesMalformedIds() {
    for (String keyId : new String[] {"", "2x9r4hxf34", "2X9R4HXF3", "2X9R4HXF34 "}) {
      assertThatThrownBy(() -> new KeyId(keyId)).isInstanceOf(IllegalArgumentException.class);
    }
    for (String issuer : new String[] {"", "57246542", "57246542-96fe-1a63-e053-0824d011072a\n"}) {
      assertThatThrownBy(() -> new IssuerId(issuer)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new IssuerId("57246542-96FE-1a63-e053-0824d011072a")).isEqualTo(TestKeys.ISSUER_ID);
  }
}
