package dev.slipway.connections.intake;

import dev.slipway.connections.intake.PrivateKeyReader.Reading;
import dev.slipway.problems.Problem;
import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jspecify.annotations.Nullable;

/// A private key on the P-256 curve with its public key, read from its ASN.1 form (PKCS#8, SEC 1).
/// Two instances are equal when their keys are; `toString` shows only the fingerprint. Immutable
/// and thread-safe.
public final class SigningKey {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256r1");

  private final ECPrivateKey privateKey;
  private final ECPublicKey publicKey;
  private final String fingerprint;

  private SigningKey(ECPrivateKey privateKey, ECPublicKey publicKey, String fingerprint) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.fingerprint = fingerprint;
  }

  /// Returns the length in bytes that the first value of DER gives itself, header included; 0 when
  /// the header is incomplete or the length too large for a key.
  static int lengthOf(byte[] der) {
    if (der.length < 2) {
      return 0;
    }
    int first = der[1] & 0xFF;
    int count = first < 0x80 ? 0 : first - 0x80;
    if (count > 2 || der.length < 2 + count) {
      return 0;
    }
    int length = count == 0 ? first : 0;
    for (int i = 0; i < count; i++) {
      length = (length << 8) | (der[2 + i] & 0xFF);
    }
    return 2 + count + length;
  }

  /// Reads PKCS#8 (RFC 5958).
  static Reading readPkcs8(byte[] der) {
    return guarded(
        () -> {
          var info = PrivateKeyInfo.getInstance(ASN1Primitive.fromByteArray(der));
          ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
          if (algorithm.on(PKCSObjectIdentifiers.pkcs_1)) {
            return refused(KeyProblems.RSA_KEY);
          }
          if (!algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return refused(KeyProblems.NOT_EC);
          }
          return read(
              org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(info.parsePrivateKey()),
              info.getPrivateKeyAlgorithm().getParameters());
        });
  }

  /// Reads SEC 1 (RFC 5915).
  ///
  /// @param separateParameters content of an EC PARAMETERS block, used when the key names no curve;
  ///   null without such a block
  static Reading readSec1(byte[] der, byte @Nullable [] separateParameters) {
    return guarded(
        () -> {
          var key =
              org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(ASN1Primitive.fromByteArray(der));
          ASN1Encodable curve = key.getParametersObject();
          if (curve == null && separateParameters != null) {
            curve = ASN1Primitive.fromByteArray(separateParameters);
          }
          return read(key, curve);
        });
  }

  private static Reading read(
      org.bouncycastle.asn1.sec.ECPrivateKey key, @Nullable ASN1Encodable curve) {
    if (curve == null) {
      return refused(KeyProblems.BROKEN_PEM);
    }
    if (!SECObjectIdentifiers.secp256r1.equals(curve.toASN1Primitive())) {
      return refused(KeyProblems.WRONG_CURVE);
    }
    Optional<SigningKey> signingKey = ofSecret(key.getKey());
    ASN1BitString publicPoint = key.getPublicKey();
    if (signingKey.isEmpty()
        || (publicPoint != null && !signingKey.get().hasPublicPoint(publicPoint.getOctets()))) {
      return refused(KeyProblems.BROKEN_PEM);
    }
    return new Reading.Accepted(signingKey.get(), null, null);
  }

  private interface Attempt {
    Reading run() throws IOException;
  }

  private static Reading guarded(Attempt attempt) {
    try {
      return attempt.run();
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      // Everything that BouncyCastle throws for malformed ASN.1; its messages may quote the input.
      return refused(KeyProblems.BROKEN_PEM);
    } catch (ArithmeticException | ClassCastException | IndexOutOfBoundsException e) {
      return refused(KeyProblems.BROKEN_PEM);
    }
  }

  private static Reading refused(Problem problem) {
    return new Reading.Refused(problem);
  }

  /// Returns the key with this secret number; empty when the number is not within the curve's
  /// order.
  private static Optional<SigningKey> ofSecret(BigInteger secret) {
    if (secret.signum() <= 0 || secret.compareTo(CURVE.getN()) >= 0) {
      return Optional.empty();
    }
    var point = new FixedPointCombMultiplier().multiply(CURVE.getG(), secret).normalize();
    try {
      AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
      curve.init(new ECGenParameterSpec("secp256r1"));
      ECParameterSpec parameters = curve.getParameterSpec(ECParameterSpec.class);
      KeyFactory keys = KeyFactory.getInstance("EC");
      var privateKey =
          (ECPrivateKey) keys.generatePrivate(new ECPrivateKeySpec(secret, parameters));
      var publicKey =
          (ECPublicKey)
              keys.generatePublic(
                  new ECPublicKeySpec(
                      new ECPoint(
                          point.getAffineXCoord().toBigInteger(),
                          point.getAffineYCoord().toBigInteger()),
                      parameters));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
      return Optional.of(new SigningKey(privateKey, publicKey, HexFormat.of().formatHex(digest)));
    } catch (GeneralSecurityException e) {
      // Every JDK has P-256. The exception has no cause, because a cause may contain key material.
      throw new IllegalStateException("This Java runtime lacks P-256.");
    }
  }

  /// Returns whether an encoded point (SEC 1, compressed or not) is this key's public key.
  private boolean hasPublicPoint(byte[] encoded) {
    try {
      var point = CURVE.getCurve().decodePoint(encoded).normalize();
      return !point.isInfinity()
          && point.getAffineXCoord().toBigInteger().equals(publicKey.getW().getAffineX())
          && point.getAffineYCoord().toBigInteger().equals(publicKey.getW().getAffineY());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  public ECPrivateKey privateKey() {
    return privateKey;
  }

  /// Returns the lower-case hexadecimal SHA-256 of the public key's SubjectPublicKeyInfo. It
  /// identifies the key and reveals nothing about it.
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SigningKey key && key.fingerprint.equals(fingerprint);
  }

  @Override
  public int hashCode() {
    return fingerprint.hashCode();
  }

  @Override
  public String toString() {
    return "SigningKey[" + fingerprint + "]";
  }
}
