package dev.slipway.appstoreconnect.auth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

/// An App Store Connect API key with its private half, which it never prints. Immutable.
///
/// Other code reads what people paste (PEM, SEC1, base64 of the whole file).
public sealed interface ApiKey {
  /// Returns the Key ID, which the header of every token names.
  KeyId keyId();

  /// Returns the private key on P-256, which signs tokens.
  PrivateKey privateKey();

  /// A team's key: it sees all the team's apps and has its own roles.
  record TeamKey(KeyId keyId, IssuerId issuerId, PrivateKey privateKey) implements ApiKey {
    public TeamKey {
      requireP256(privateKey);
    }

    @Override
    public String toString() {
      return "TeamKey[" + keyId + ", " + issuerId + ", private key redacted]";
    }
  }

  /// One person's key: it has that person's roles and sees that person's apps. Its tokens name no
  /// issuer. (apple-doc: Generating tokens for API requests)
  record IndividualKey(KeyId keyId, PrivateKey privateKey) implements ApiKey {
    public IndividualKey {
      requireP256(privateKey);
    }

    @Override
    public String toString() {
      return "IndividualKey[" + keyId + ", private key redacted]";
    }
  }

  /// Reads an EC private key on P-256 from PKCS#8 DER, the content of a .p8 file without its
  /// armour.
  ///
  /// @throws IllegalArgumentException if it is not such a key; the message says nothing of the
  ///   content
  static PrivateKey fromPkcs8(byte[] der) {
    PrivateKey key;
    try {
      key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      // The cause is omitted: providers quote bytes of what they could not parse.
      throw new IllegalArgumentException(
          "The private key is not an elliptic-curve key in PKCS#8 form");
    }
    requireP256(key);
    return key;
  }

  private static void requireP256(PrivateKey key) {
    if (!(key instanceof ECPrivateKey ec) || !isP256(ec.getParams())) {
      throw new IllegalArgumentException(
          "The private key is not on the curve P-256, which App Store Connect requires");
    }
  }

  private static boolean isP256(ECParameterSpec curve) {
    // prime256v1 is the only curve in the JDK with this field size and a = p - 3; the printed name
    // of a curve is not specified.
    return curve.getCurve().getField().getFieldSize() == 256
        && curve
            .getOrder()
            .toString(16)
            .startsWith("ffffffff00000000ffffffffffffffffbce6faada7179e84");
  }
}
