package dev.slipway.drops.ipa;

import static dev.slipway.drops.ipa.SampleArchive.APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dd.plist.NSDictionary;
import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import dev.slipway.drops.plist.Plists;
import dev.slipway.drops.zip.CountingRanges;
import dev.slipway.drops.zip.ZipBuilder;
import org.junit.jupiter.api.Test;

class InfoPlistTest {
  @Test
  void namesTheKeyThatIsMissingOrMalformed() {
    for (String key :
        new String[] {"CFBundleIdentifier", "CFBundleShortVersionString", "CFBundleVersion"}) {
      NSDictionary missing = Plists.info("com.example.sample");
      missing.remove(key);
      assertUnreadable(missing, Reason.INFO_PLIST_KEY_MISSING, key);

      NSDictionary unexpanded = Plists.info("com.example.sample");
      unexpanded.put(key, "$(SOMETHING)");
      assertUnreadable(unexpanded, Reason.INFO_PLIST_KEY_MALFORMED, key);

      NSDictionary number = Plists.info("com.example.sample");
      number.put(key, 5);
      assertUnreadable(number, Reason.INFO_PLIST_KEY_MALFORMED, key);
    }
    NSDictionary text = Plists.info("com.example.sample");
    text.put("ITSAppUsesNonExemptEncryption", "NO");
    assertUnreadable(text, Reason.INFO_PLIST_KEY_MALFORMED, "ITSAppUsesNonExemptEncryption");
    NSDictionary fourParts = Plists.info("com.example.sample");
    fourParts.put("CFBundleShortVersionString", "1.2.3.4");
    assertUnreadable(fourParts, Reason.INFO_PLIST_KEY_MALFORMED, "CFBundleShortVersionString");
    NSDictionary emptyPart = Plists.info("com.example.sample");
    emptyPart.put("CFBundleVersion", "1..3");
    assertUnreadable(emptyPart, Reason.INFO_PLIST_KEY_MALFORMED, "CFBundleVersion");
    NSDictionary noPlatform = Plists.info("com.example.sample");
    noPlatform.remove("DTPlatformName");
    noPlatform.remove("CFBundleSupportedPlatforms");
    assertUnreadable(noPlatform, Reason.INFO_PLIST_KEY_MISSING, "DTPlatformName");
  }

  @Test
  void aBuildNumberMayHaveMoreThanThreeNumbers() throws Exception {
    NSDictionary info = Plists.info("com.example.sample");
    info.put("CFBundleVersion", "120.0.6099.119.1");
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", Plists.binary(info));

    assertThat(IpaReader.read(new CountingRanges(zip.build())).bundleVersion())
        .isEqualTo("120.0.6099.119.1");
  }

  @Test
  void absentEncryptionAnswerStaysAbsent() throws Exception {
    NSDictionary info = Plists.info("com.example.sample");
    info.remove("ITSAppUsesNonExemptEncryption");
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", Plists.binary(info));

    assertThat(IpaReader.read(new CountingRanges(zip.build())).usesNonExemptEncryption()).isNull();
  }

  @Test
  void knowsApplesPlatformsAndRefusesSimulatorsAndOthers() throws Exception {
    assertThat(platform("iphoneos")).isEqualTo(AppPlatform.IOS);
    assertThat(platform("appletvos")).isEqualTo(AppPlatform.TV_OS);
    assertThat(platform("xros")).isEqualTo(AppPlatform.VISION_OS);
    assertThat(platform("macosx")).isEqualTo(AppPlatform.MAC_OS);
    assertUnreadable(platformInfo("iphonesimulator"), Reason.SIMULATOR_BUILD, "iphonesimulator");
    assertUnreadable(platformInfo("watchos"), Reason.UNSUPPORTED_PLATFORM, "watchos");
    NSDictionary contradiction = Plists.info("com.example.sample");
    contradiction.put("DTPlatformName", "appletvos");
    assertUnreadable(contradiction, Reason.INFO_PLIST_KEY_MALFORMED, "CFBundleSupportedPlatforms");
  }

  private static AppPlatform platform(String sdkPlatform) throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", Plists.binary(platformInfo(sdkPlatform)));
    return IpaReader.read(new CountingRanges(zip.build())).platform();
  }

  private static NSDictionary platformInfo(String sdkPlatform) {
    NSDictionary info = Plists.info("com.example.sample");
    info.put("DTPlatformName", sdkPlatform);
    info.remove("CFBundleSupportedPlatforms");
    return info;
  }

  private static void assertUnreadable(NSDictionary info, Reason reason, String detail) {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", Plists.binary(info));
    assertThatThrownBy(() -> IpaReader.read(new CountingRanges(zip.build())))
        .isInstanceOfSatisfying(
            IpaUnreadableException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.detail()).hasValueSatisfying(d -> assertThat(d).startsWith(detail));
            })
        .hasMessageContaining(detail);
  }
}
