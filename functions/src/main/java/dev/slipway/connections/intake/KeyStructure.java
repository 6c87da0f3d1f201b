package dev.slipway.connections.intake;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/// The two ASN.1 forms of an elliptic private key: PKCS#8 (RFC 5958) and SEC 1 (RFC 5915).
final class KeyStructure {
  private KeyStructure() {}

  static PrivateKeyReader.Reading readPkcs8(byte[] der) {
    return guarded(
        () -> {
          var info = PrivateKeyInfo.getInstance(ASN1Primitive.fromByteArray(der));
          ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
          if (algorithm.on(PKCSObjectIdentifiers.pkcs_1)) {
            return refused(PrivateKeyFault.RSA_KEY);
          }
          if (!algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return refused(PrivateKeyFault.NOT_EC);
          }
          return read(
              ECPrivateKey.getInstance(info.parsePrivateKey()),
              info.getPrivateKeyAlgorithm().getParameters());
        });
  }

  /// Reads SEC 1.
  ///
  /// @param separateParameters content of an EC PARAMETERS block, used when the key names no curve
  static PrivateKeyReader.Reading readSec1(byte[] der, Optional<byte[]> separateParameters) {
    return guarded(
        () -> {
          var key = ECPrivateKey.getInstance(ASN1Primitive.fromByteArray(der));
          ASN1Encodable curve = key.getParametersObject();
          if (curve == null && separateParameters.isPresent()) {
            curve = ASN1Primitive.fromByteArray(separateParameters.get());
          }
          return read(key, curve);
        });
  }

  private static PrivateKeyReader.Reading read(ECPrivateKey key, @Nullable ASN1Encodable curve) {
    if (curve == null) {
      return refused(PrivateKeyFault.BROKEN_PEM);
    }
    if (!SECObjectIdentifiers.secp256r1.equals(curve.toASN1Primitive())) {
      return refused(PrivateKeyFault.WRONG_CURVE);
    }
    Optional<SigningKey> signingKey = SigningKey.ofSecret(key.getKey());
    ASN1BitString publicPoint = key.getPublicKey();
    if (signingKey.isEmpty()
        || (publicPoint != null && !signingKey.get().hasPublicPoint(publicPoint.getOctets()))) {
      return refused(PrivateKeyFault.BROKEN_PEM);
    }
    return new PrivateKeyReader.Reading.Accepted(
        signingKey.get(), Optional.empty(), Optional.empty());
  }

  private interface Attempt {
    PrivateKeyReader.Reading run() throws IOException;
  }

  private static PrivateKeyReader.Reading guarded(Attempt attempt) {
    try {
      return attempt.run();
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      // All that BouncyCastle throws at malformed ASN.1; its messages may quote the input.
      return refused(PrivateKeyFault.BROKEN_PEM);
    } catch (ArithmeticException | ClassCastException | IndexOutOfBoundsException e) {
      return refused(PrivateKeyFault.BROKEN_PEM);
    }
  }

  private static PrivateKeyReader.Reading refused(PrivateKeyFault fault) {
    return new PrivateKeyReader.Reading.Refused(fault);
  }
}
