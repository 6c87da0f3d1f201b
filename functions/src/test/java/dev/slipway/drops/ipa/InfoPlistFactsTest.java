package dev.slipway.drops.ipa;

import static org.assertj.core.api.Assertions.assertThat;

import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSNumber;
import com.dd.plist.NSObject;
import com.dd.plist.NSString;
import dev.slipway.drops.plist.Plists;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InfoPlistFactsTest {
  @Test
  void readsTheKeysInBothForms() throws Exception {
    NSDictionary info = Plists.storeInfo("com.example.sample");
    info.put("NSCameraUsageDescription", "Takes pictures of receipts.");
    info.put("NSContactsUsageDescription", "  ");
    info.put("NSMicrophoneUsageDescription", new NSNumber(1));
    info.put("UIRequiredDeviceCapabilities", texts("arm64", "metal"));
    info.put("UISupportedInterfaceOrientations", texts("UIInterfaceOrientationPortrait"));
    info.put(
        "UISupportedInterfaceOrientations~ipad",
        texts("UIInterfaceOrientationPortrait", "UIInterfaceOrientationLandscapeLeft"));
    info.put("UIRequiresFullScreen", new NSNumber(true));
    info.put("ITSWatchOnlyContainer", new NSNumber(true));
    info.put("ITSEncryptionExportComplianceCode", "code-1");
    var expected =
        new InfoPlistFacts(
            "Sample",
            "AppIcon",
            true,
            "2600",
            "17A324",
            "26.0",
            Set.of("arm64", "metal"),
            Set.of(
                "NSCameraUsageDescription",
                "NSContactsUsageDescription",
                "NSMicrophoneUsageDescription"),
            Set.of("NSContactsUsageDescription", "NSMicrophoneUsageDescription"),
            true,
            Set.of("UIInterfaceOrientationPortrait"),
            Set.of("UIInterfaceOrientationPortrait", "UIInterfaceOrientationLandscapeLeft"),
            true,
            true,
            "code-1");

    assertThat(InfoPlist.read(Plists.binary(info)).facts()).isEqualTo(expected);
    assertThat(InfoPlist.read(Plists.xml(info)).facts()).isEqualTo(expected);
  }

  @Test
  void aListThatSaysNothingHasNothing() throws Exception {
    assertThat(facts(new NSDictionary()))
        .isEqualTo(
            new InfoPlistFacts(
                null, null, false, null, null, null, Set.of(), Set.of(), Set.of(), false, Set.of(),
                Set.of(), false, false, null));
  }

  @Test
  void findsTheIconInAllPlaces() throws Exception {
    assertThat(iconName("CFBundleIconName", new NSString("Top"))).isEqualTo("Top");
    assertThat(iconName("CFBundleIcons", icons(dictionary("CFBundleIconName", text("Phone")))))
        .isEqualTo("Phone");
    assertThat(iconName("CFBundleIcons~ipad", icons(dictionary("CFBundleIconName", text("Pad")))))
        .isEqualTo("Pad");
    assertThat(iconName("CFBundleIcons", icons(text("Layered")))).isEqualTo("Layered");
    assertThat(iconName("CFBundleIcons", text("no dictionary"))).isNull();

    assertThat(iconFiles("CFBundleIconFiles", texts("Icon"))).isTrue();
    assertThat(iconFiles("CFBundleIconFile", text("Icon"))).isTrue();
    assertThat(iconFiles("CFBundleIcons", icons(dictionary("CFBundleIconFiles", texts("Icon")))))
        .isTrue();
    assertThat(iconFiles("CFBundleIcons", icons(dictionary("CFBundleIconFiles", new NSArray(0)))))
        .isFalse();
  }

  @Test
  void anIconByEitherWayIsAnIcon() throws Exception {
    assertThat(facts(dictionary("CFBundleIconName", text("AppIcon"))).hasIcon()).isTrue();
    assertThat(facts(dictionary("CFBundleIconFiles", texts("AppIcon"))).hasIcon()).isTrue();
    assertThat(facts(dictionary("CFBundleIcons", new NSDictionary())).hasIcon()).isFalse();
  }

  @Test
  void capabilitiesMayBeADictionary() throws Exception {
    NSDictionary capabilities = dictionary("nfc", new NSNumber(true));
    capabilities.put("telephony", new NSNumber(false));

    assertThat(
            facts(dictionary("UIRequiredDeviceCapabilities", capabilities))
                .requiredDeviceCapabilities())
        .containsExactly("nfc");
  }

  @Test
  void anyOfFourKeysIsALaunchScreen() throws Exception {
    assertThat(facts(dictionary("UILaunchStoryboardName", text("Launch"))).hasLaunchScreen())
        .isTrue();
    assertThat(facts(dictionary("UILaunchStoryboardName", text(" "))).hasLaunchScreen()).isFalse();
    for (String key : new String[] {"UILaunchScreen", "UILaunchScreens", "UILaunchStoryboards"}) {
      assertThat(facts(dictionary(key, new NSDictionary())).hasLaunchScreen()).isTrue();
    }
  }

  @Test
  void aLongUsageDescriptionIsNotEmpty() throws Exception {
    assertThat(
            facts(dictionary("NSCameraUsageDescription", text("why ".repeat(200))))
                .emptyUsageDescriptions())
        .isEmpty();
  }

  private static @Nullable String iconName(String key, NSObject value) throws Exception {
    return facts(dictionary(key, value)).iconName();
  }

  private static boolean iconFiles(String key, NSObject value) throws Exception {
    return facts(dictionary(key, value)).iconFiles();
  }

  private static NSDictionary icons(NSObject primaryIcon) {
    return dictionary("CFBundlePrimaryIcon", primaryIcon);
  }

  private static NSDictionary dictionary(String key, NSObject value) {
    var dictionary = new NSDictionary();
    dictionary.put(key, value);
    return dictionary;
  }

  private static NSString text(String text) {
    return new NSString(text);
  }

  private static NSArray texts(String... texts) {
    NSObject[] items = new NSObject[texts.length];
    for (int i = 0; i < texts.length; i++) {
      items[i] = new NSString(texts[i]);
    }
    return new NSArray(items);
  }

  private static InfoPlistFacts facts(NSDictionary info) throws Exception {
    InfoPlistFacts facts = InfoPlist.read(Plists.binary(info)).facts();
    assertThat(InfoPlist.read(Plists.xml(info)).facts()).isEqualTo(facts);
    return facts;
  }
}
