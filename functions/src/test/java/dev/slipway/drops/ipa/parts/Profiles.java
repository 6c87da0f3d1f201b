package dev.slipway.drops.ipa.parts;

import com.dd.plist.NSArray;
import com.dd.plist.NSData;
import com.dd.plist.NSDate;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSNumber;
import com.dd.plist.NSString;
import dev.slipway.drops.plist.Plists;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/// Provisioning profiles signed by BouncyCastle with a key of the moment.
public final class Profiles {
  public static final Instant EXPIRATION = Instant.parse("2027-03-04T05:06:07Z");

  private Profiles() {}

  /// The list within a profile for the App Store.
  public static NSDictionary appStore(String bundleId) {
    var profile = new NSDictionary();
    profile.put("AppIDName", "Sample");
    profile.put("ApplicationIdentifierPrefix", new NSArray(new NSString("TEAM123456")));
    profile.put("CreationDate", new NSDate(Date.from(EXPIRATION.minusSeconds(31_536_000))));
    profile.put("DeveloperCertificates", new NSArray(new NSData(new byte[1200])));
    profile.put("Entitlements", entitlements(bundleId, false));
    profile.put("ExpirationDate", new NSDate(Date.from(EXPIRATION)));
    profile.put("Name", "Sample App Store");
    profile.put("Platform", new NSArray(new NSString("iOS")));
    profile.put("TeamIdentifier", new NSArray(new NSString("TEAM123456")));
    profile.put("TimeToLive", new NSNumber(364));
    return profile;
  }

  public static NSDictionary entitlements(String bundleId, boolean getTaskAllow) {
    var entitlements = new NSDictionary();
    entitlements.put("application-identifier", "TEAM123456." + bundleId);
    entitlements.put("beta-reports-active", new NSNumber(!getTaskAllow));
    entitlements.put("get-task-allow", new NSNumber(getTaskAllow));
    entitlements.put("keychain-access-groups", new NSArray(new NSString("TEAM123456.*")));
    return entitlements;
  }

  public static NSArray devices() {
    return new NSArray(new NSString("00008030-000000000000001E"));
  }

  /// As Apple writes it: DER, thus each length told in front.
  public static byte[] signed(NSDictionary profile) {
    try {
      return message(Plists.xml(profile)).toASN1Structure().getEncoded("DER");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As a streaming writer does it: BER, of indefinite lengths and in pieces.
  public static byte[] signedInPieces(NSDictionary profile) {
    try {
      return message(Plists.xml(profile)).toASN1Structure().getEncoded("BER");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CMSSignedData message(byte[] content) {
    try {
      var keys = KeyPairGenerator.getInstance("EC");
      keys.initialize(256);
      KeyPair pair = keys.generateKeyPair();
      ContentSigner signer =
          new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
      var name = new X500Principal("CN=Provisioning for tests");
      var certificate =
          new JcaX509v3CertificateBuilder(
                  name,
                  BigInteger.ONE,
                  Date.from(EXPIRATION.minusSeconds(1000)),
                  Date.from(EXPIRATION),
                  name,
                  pair.getPublic())
              .build(signer);
      SignerInfoGenerator signerInfo =
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .build(signer, certificate);
      var generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(signerInfo);
      generator.addCertificates(new JcaCertStore(List.of(certificate)));
      return generator.generate(new CMSProcessableByteArray(content), true);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
