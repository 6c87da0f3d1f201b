package dev.slipway.drops.ipa.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSNumber;
import com.dd.plist.NSString;
import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.ipa.parts.ProvisioningProfile.Kind;
import dev.slipway.drops.plist.Plists;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvisioningProfileTest {
  private static final String BUNDLE_ID = "com.example.sample";

  @Test
  void readsAProfileForTheStoreInEitherEncoding() throws Exception {
    var expected =
        new ProvisioningProfile(
            Kind.APP_STORE,
            Profiles.EXPIRATION,
            List.of("TEAM123456"),
            "TEAM123456.com.example.sample",
            "Sample App Store",
            true);
    NSDictionary profile = Profiles.appStore(BUNDLE_ID);
    byte[] pieces = Profiles.signedInPieces(profile);

    assertThat(read(Profiles.signed(profile))).isEqualTo(expected);
    assertThat(pieces[1]).as("indefinite length").isEqualTo((byte) 0x80);
    assertThat(read(pieces)).isEqualTo(expected);
  }

  @Test
  void readsContentThatIsABinaryList() throws Exception {
    assertThat(ProfilePropertyList.read(Plists.binary(Profiles.appStore(BUNDLE_ID))))
        .isEqualTo(ProfilePropertyList.read(Plists.xml(Profiles.appStore(BUNDLE_ID))));
  }

  @Test
  void tellsTheKindsApart() throws Exception {
    NSDictionary development = Profiles.appStore(BUNDLE_ID);
    development.put("Entitlements", Profiles.entitlements(BUNDLE_ID, true));
    assertThat(kind(development)).isEqualTo(Kind.DEVELOPMENT);
    development.put("ProvisionedDevices", Profiles.devices());
    assertThat(kind(development)).isEqualTo(Kind.DEVELOPMENT);

    NSDictionary adHoc = Profiles.appStore(BUNDLE_ID);
    adHoc.put("ProvisionedDevices", Profiles.devices());
    assertThat(kind(adHoc)).isEqualTo(Kind.AD_HOC);

    NSDictionary enterprise = Profiles.appStore(BUNDLE_ID);
    enterprise.put("ProvisionsAllDevices", new NSNumber(true));
    assertThat(kind(enterprise)).isEqualTo(Kind.ENTERPRISE);
    enterprise.put("ProvisionsAllDevices", new NSNumber(false));
    assertThat(kind(enterprise)).isEqualTo(Kind.APP_STORE);
  }

  @Test
  void readsTheEntitlementsOfAMac() throws Exception {
    var entitlements = new NSDictionary();
    entitlements.put("com.apple.application-identifier", "TEAM123456.com.example.mac");
    entitlements.put("com.apple.security.get-task-allow", new NSNumber(true));
    NSDictionary profile = Profiles.appStore(BUNDLE_ID);
    profile.put("Entitlements", entitlements);

    ProvisioningProfile read = ProfilePropertyList.read(Plists.xml(profile));

    assertThat(read.kind()).isEqualTo(Kind.DEVELOPMENT);
    assertThat(read.applicationIdentifier()).isEqualTo("TEAM123456.com.example.mac");
    assertThat(read.betaReportsActive()).isFalse();
  }

  @Test
  void valuesOfAnotherTypeCountAsAbsent() throws Exception {
    NSDictionary profile = Profiles.appStore(BUNDLE_ID);
    profile.put("ExpirationDate", "2027-03-04");
    profile.put("TeamIdentifier", new NSArray(new NSNumber(1), new NSString("TEAM123456")));
    profile.put("Name", new NSNumber(7));

    ProvisioningProfile read = ProfilePropertyList.read(Plists.xml(profile));

    assertThat(read.expirationDate()).isNull();
    assertThat(read.teamIds()).containsExactly("TEAM123456");
    assertThat(read.name()).isNull();
  }

  @Test
  void namesWhatIsNoProfile() {
    byte[] good = Profiles.signed(Profiles.appStore(BUNDLE_ID));
    byte[] otherType = good.clone();
    // The last byte of signedData's object identifier; 7.3 is enveloped data.
    otherType[14] = 3;
    assertUnreadable(otherType, "it is not a signed message (CMS)");
    assertUnreadable(Arrays.copyOf(good, 300), "it is not a signed message (CMS)");
    assertUnreadable(new byte[0], "it is not a signed message (CMS)");
    assertUnreadable(
        "<?xml version=\"1.0\"?><plist/>".getBytes(StandardCharsets.UTF_8),
        "it is not a signed message (CMS)");
    NSDictionary bare = Profiles.appStore(BUNDLE_ID);
    bare.remove("Entitlements");
    assertUnreadable(Profiles.signed(bare), "it has no entitlements");
  }

  @Test
  void nestedIndefiniteLengthsEndAtAFixedDepth() {
    byte[] nested = new byte[200_000];
    for (int i = 0; i < nested.length; i += 2) {
      nested[i] = 0x30;
      nested[i + 1] = (byte) 0x80;
    }
    assertUnreadable(nested, "it is not a signed message (CMS)");

    byte[] octets = Profiles.signedInPieces(Profiles.appStore(BUNDLE_ID));
    int at = indexOfOctets(octets);
    for (int i = at; i < octets.length - 1; i += 2) {
      octets[i] = 0x24;
      octets[i + 1] = (byte) 0x80;
    }
    assertUnreadable(octets, "it is not a signed message (CMS)");
  }

  private static int indexOfOctets(byte[] message) {
    for (int i = 0; i < message.length; i++) {
      if (message[i] == 0x24 && message[i + 1] == (byte) 0x80) {
        return i;
      }
    }
    throw new AssertionError("no octets in pieces");
  }

  private static Kind kind(NSDictionary profile) throws Exception {
    return read(Profiles.signed(profile)).kind();
  }

  private static ProvisioningProfile read(byte[] message) throws Exception {
    return ProfilePropertyList.read(CmsContent.of(message));
  }

  private static void assertUnreadable(byte[] message, String why) {
    assertThatThrownBy(() -> read(message))
        .isInstanceOfSatisfying(
            IpaUnreadableException.class, e -> assertThat(e.detail()).contains(why));
  }
}
