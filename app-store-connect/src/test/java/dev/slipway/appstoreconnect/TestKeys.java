package dev.slipway.appstoreconnect;

import dev.slipway.appstoreconnect.auth.ApiKey;
import dev.slipway.appstoreconnect.auth.IssuerId;
import dev.slipway.appstoreconnect.auth.KeyId;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/// Keys made for one test run.
public final class TestKeys {
  public static final KeyId KEY_ID = new KeyId("2X9R4HXF34");
  public static final IssuerId ISSUER_ID = new IssuerId("57246542-96fe-1a63-e053-0824d011072a");

  private TestKeys() {}

  public static KeyPair onCurve(String curve) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public static ApiKey team() {
    return new ApiKey.TeamKey(KEY_ID, ISSUER_ID, onCurve("secp256r1").getPrivate());
  }
}
