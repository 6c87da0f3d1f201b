package dev.slipway.connections.intake;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// Keys in the many forms that people have them, made by the JDK and BouncyCastle.
final class Keys {
  private Keys() {}

  static KeyPair p256() {
    return pair("secp256r1");
  }

  static KeyPair pair(String curve) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static String pkcs8(KeyPair pair) {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  /// As Apple's files: the public key inside.
  static String pkcs8WithPublicKey(KeyPair pair, KeyPair publicOf) {
    try {
      var info =
          new PrivateKeyInfo(
              new AlgorithmIdentifier(
                  X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1),
              sec1Structure(pair, null, publicOf));
      return pem("PRIVATE KEY", info.getEncoded("DER"));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static String sec1(KeyPair pair) {
    return pem("EC PRIVATE KEY", sec1Der(pair, SECObjectIdentifiers.secp256r1));
  }

  static byte[] sec1Der(KeyPair pair, ASN1ObjectIdentifier curve) {
    try {
      return sec1Structure(pair, curve, pair).getEncoded("DER");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static String pem(String label, byte[] der) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(utf8(text));
  }

  private static org.bouncycastle.asn1.sec.ECPrivateKey sec1Structure(
      KeyPair pair, ASN1ObjectIdentifier curve, KeyPair publicOf) {
    var point =
        new DERBitString(
            SubjectPublicKeyInfo.getInstance(publicOf.getPublic().getEncoded())
                .getPublicKeyData()
                .getOctets());
    var key = (ECPrivateKey) pair.getPrivate();
    return new org.bouncycastle.asn1.sec.ECPrivateKey(256, key.getS(), point, curve);
  }
}
