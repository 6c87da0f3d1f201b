package dev.slipway.drops.ipa;

import static dev.slipway.drops.ReadingCheck.INFO_PLIST_INCOMPLETE;
import static dev.slipway.drops.ReadingCheck.INFO_PLIST_VALUE_INVALID;
import static dev.slipway.drops.ReadingCheck.MAC_APP;
import static dev.slipway.drops.ReadingCheck.PLATFORM_NOT_OF_STORE;
import static dev.slipway.drops.ipa.SampleArchive.APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSString;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.plist.Plists;
import dev.slipway.drops.zip.CountingRanges;
import dev.slipway.drops.zip.ZipBuilder;
import dev.slipway.problems.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InfoPlistTest {
  @Test
  void namesTheKeyThatIsMissingOrMalformed() throws Exception {
    for (String key :
        List.of("CFBundleIdentifier", "CFBundleShortVersionString", "CFBundleVersion")) {
      NSDictionary missing = Plists.info("com.example.sample");
      missing.remove(key);
      assertFault(missing, INFO_PLIST_INCOMPLETE, key, "The Info.plist has no " + key + ".");

      NSDictionary empty = Plists.info("com.example.sample");
      empty.put(key, " ");
      assertFault(empty, INFO_PLIST_INCOMPLETE, key, key + " is empty in the Info.plist.");

      NSDictionary unexpanded = Plists.info("com.example.sample");
      unexpanded.put(key, "$(SOMETHING)");
      assertFault(unexpanded, INFO_PLIST_VALUE_INVALID, key, "It must be ");

      NSDictionary number = Plists.info("com.example.sample");
      number.put(key, 5);
      assertFault(number, INFO_PLIST_VALUE_INVALID, key, "It must be a string.");
    }
    NSDictionary text = Plists.info("com.example.sample");
    text.put("ITSAppUsesNonExemptEncryption", "NO");
    assertFault(
        text,
        INFO_PLIST_VALUE_INVALID,
        "ITSAppUsesNonExemptEncryption",
        "It must be a Boolean, <true/> or <false/>, not a string or number.");
    NSDictionary fourParts = Plists.info("com.example.sample");
    fourParts.put("CFBundleShortVersionString", "1.2.3.4");
    assertFault(
        fourParts,
        INFO_PLIST_VALUE_INVALID,
        "CFBundleShortVersionString",
        "It must be one to three numbers separated by dots.");
    NSDictionary emptyPart = Plists.info("com.example.sample");
    emptyPart.put("CFBundleVersion", "1..3");
    assertFault(
        emptyPart,
        INFO_PLIST_VALUE_INVALID,
        "CFBundleVersion",
        "It must be numbers separated by dots.");
    NSDictionary noPlatform = Plists.info("com.example.sample");
    noPlatform.remove("DTPlatformName");
    noPlatform.remove("CFBundleSupportedPlatforms");
    assertFault(noPlatform, INFO_PLIST_INCOMPLETE, "DTPlatformName", "Neither DTPlatformName nor");
  }

  @Test
  void reportsEveryFaultAtOnceAndReadsTheRest() throws Exception {
    NSDictionary info = Plists.storeInfo("com.example.twobad");
    info.put("CFBundleShortVersionString", "2.0.0-beta");
    info.put("CFBundleVersion", "beta1");
    info.put("ITSAppUsesNonExemptEncryption", "NO");
    info.put("UIDeviceFamily", "phone");
    info.put("MinimumOSVersion", 17);
    info.remove("DTPlatformName");
    info.put("CFBundleSupportedPlatforms", "iPhoneOS");

    IpaReading reading = read(info);

    assertThat(reading.faults().stream().map(fault -> fault.finding("App.ipa")))
        .extracting(Finding::file, Finding::found)
        .containsExactly(
            tuple("App.ipa: CFBundleShortVersionString", "2.0.0-beta"),
            tuple("App.ipa: CFBundleVersion", "beta1"),
            tuple("App.ipa: CFBundleSupportedPlatforms", null),
            tuple("App.ipa: ITSAppUsesNonExemptEncryption", "NO"),
            tuple("App.ipa: UIDeviceFamily", null),
            tuple("App.ipa: MinimumOSVersion", null));
    assertThat(reading.written())
        .isEqualTo(new WrittenIdentity("com.example.twobad", "2.0.0-beta", "beta1"));
    AppInfo app = reading.app();
    assertThat(app.bundleId()).isEqualTo("com.example.twobad");
    assertThat(app.shortVersion()).isNull();
    assertThat(app.sdkName()).isEqualTo("iphoneos26.0");
    assertThat(app.faultyKeys()).hasSize(6).contains("UIDeviceFamily");
    assertThat(app.bundle()).isNull();
  }

  @Test
  void namesTheKeysThatArePresentMoreThanOnceAndHidesNoOtherFault() throws Exception {
    byte[] list = Plists.xml(Plists.storeInfo("com.example.sample"));
    var zip = new ZipBuilder();
    zip.add(
        APP + "Info.plist",
        new String(list, StandardCharsets.UTF_8)
            .replaceFirst(
                "<dict>",
                "<dict><key>CFBundleVersion</key><string>1</string>"
                    + "<key>UIDeviceFamily</key><string>phone</string>"
                    + "<key>MinimumOSVersion</key><true/>")
            .replace("<key>MinimumOSVersion</key>\n\t<string>17.0</string>", ""));

    IpaReading reading = read(zip);

    assertThat(reading.faults().stream().map(fault -> fault.finding("App.ipa")))
        .extracting(Finding::file)
        .containsExactly(
            "App.ipa: CFBundleVersion", "App.ipa: UIDeviceFamily", "App.ipa: MinimumOSVersion");
    assertThat(reading.faults().getFirst().finding("App.ipa").remedy())
        .isEqualTo(
            "A value in the app's Info.plist is invalid. Correct it in the project, build again and"
                + " upload the new build. It is present more than once, and Apple does not document"
                + " which value counts.");
    assertThat(reading.written().bundleVersion()).isEqualTo("417");
  }

  @Test
  void aFaultOfTheInfoPlistIsReportedInTwoSentencesAndTheRule() {
    var finding =
        new InfoPlistFault(INFO_PLIST_VALUE_INVALID, "CFBundleVersion", "beta1", "It must be x.")
            .finding("App.ipa");

    assertThat(finding.remedy())
        .isEqualTo(
            "A value in the app's Info.plist is invalid. Correct it in the project, build again and"
                + " upload the new build. It must be x.");
  }

  @Test
  void aBuildNumberMayHaveMoreThanThreeNumbers() throws Exception {
    NSDictionary info = Plists.info("com.example.sample");
    info.put("CFBundleVersion", "120.0.6099.119.1");

    assertThat(read(info).app().bundleVersion()).isEqualTo("120.0.6099.119.1");
  }

  @Test
  void absentEncryptionAnswerStaysAbsent() throws Exception {
    NSDictionary info = Plists.info("com.example.sample");
    info.remove("ITSAppUsesNonExemptEncryption");

    assertThat(read(info).app().usesNonExemptEncryption()).isNull();
  }

  @Test
  void knowsApplesPlatformsAndRefusesSimulatorsAndOthers() throws Exception {
    assertThat(read(platformInfo("iphoneos")).app().platform()).isEqualTo(AppPlatform.IOS);
    assertThat(read(platformInfo("appletvos")).app().platform()).isEqualTo(AppPlatform.TV_OS);
    assertThat(read(platformInfo("xros")).app().platform()).isEqualTo(AppPlatform.VISION_OS);
    assertFault(
        platformInfo("iphonesimulator"),
        PLATFORM_NOT_OF_STORE,
        "DTPlatformName",
        "The app was built for the simulator.");
    assertFault(
        platformInfo("watchos"),
        PLATFORM_NOT_OF_STORE,
        "DTPlatformName",
        "Slipway does not support this platform.");
  }

  @Test
  void aBuildNamesExactlyOnePlatform() throws Exception {
    NSDictionary contradiction = platforms("AppleTVOS");
    assertFault(
        contradiction,
        INFO_PLIST_VALUE_INVALID,
        "CFBundleSupportedPlatforms",
        "It must name the same platform as DTPlatformName.");
    for (String[] several :
        List.of(
            new String[] {"iPhoneOS", "iPhoneSimulator"},
            new String[] {"iPhoneSimulator", "iPhoneOS"},
            new String[] {"iPhoneOS", "AppleTVOS"})) {
      NSDictionary info = platforms(several);
      assertFault(
          info,
          INFO_PLIST_VALUE_INVALID,
          "CFBundleSupportedPlatforms",
          "It must name exactly one platform");
      assertThat(read(info).faults().getFirst().found()).isEqualTo(String.join(", ", several));
      assertThat(read(info).app().platform()).isEqualTo(AppPlatform.IOS);

      info.remove("DTPlatformName");
      assertFault(info, INFO_PLIST_VALUE_INVALID, "CFBundleSupportedPlatforms", "It must name");
    }
    assertThat(read(platforms("iPhoneOS", "iphoneos")).faults()).as("one, written twice").isEmpty();
    assertFault(
        platforms("iPhoneSimulator"),
        PLATFORM_NOT_OF_STORE,
        "CFBundleSupportedPlatforms",
        "The app was built for the simulator.");
  }

  @Test
  void aListThatNamesNoPlatformIsAFault() throws Exception {
    NSDictionary info = platforms();
    info.remove("DTPlatformName");

    assertFault(info, INFO_PLIST_INCOMPLETE, "DTPlatformName", "Neither");
  }

  @Test
  void aMacAppIsNamedAsSuchAndNothingElseIsSaidOfIt() throws Exception {
    NSDictionary mac = Plists.info("com.example.mac");
    mac.put("DTPlatformName", "macosx");
    mac.put("CFBundleVersion", "beta");
    var flat = new ZipBuilder();
    flat.add(APP + "Info.plist", Plists.binary(mac));
    var layout = new ZipBuilder();
    layout.add(APP + "Contents/Info.plist", Plists.binary(mac));
    layout.add(APP + "Contents/MacOS/Sample", "x");
    NSDictionary unsaid = platforms("MacOSX");
    unsaid.remove("DTPlatformName");
    var listed = new ZipBuilder();
    listed.add(APP + "Info.plist", Plists.binary(unsaid));
    var damaged = new ZipBuilder();
    damaged.add(APP + "Contents/Info.plist", "not a property list");

    assertThat(
            Stream.of(flat, layout, listed, damaged)
                .map(zip -> InfoPlistTest.<IpaReading>unchecked(() -> read(zip))))
        .allSatisfy(
            reading -> {
              assertThat(reading.app()).isNull();
              assertThat(reading.faults()).extracting(InfoPlistFault::check).containsOnly(MAC_APP);
            });
    assertThat(read(layout).written())
        .isEqualTo(new WrittenIdentity("com.example.mac", "2.4.0", "beta"));
    assertThat(read(layout).faults().getFirst().finding("Hunt.ipa").remedy())
        .isEqualTo(
            "Slipway does not take Mac apps yet. Upload this one with Transporter, as a .pkg.");
  }

  private static <T> T unchecked(java.util.concurrent.Callable<T> reading) {
    try {
      return reading.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static NSDictionary platforms(String... names) {
    NSDictionary info = Plists.info("com.example.sample");
    info.put("DTPlatformName", "iphoneos");
    info.put(
        "CFBundleSupportedPlatforms",
        new NSArray(Stream.of(names).map(NSString::new).toArray(NSString[]::new)));
    return info;
  }

  private static NSDictionary platformInfo(String sdkPlatform) {
    NSDictionary info = Plists.info("com.example.sample");
    info.put("DTPlatformName", sdkPlatform);
    info.remove("CFBundleSupportedPlatforms");
    return info;
  }

  private static IpaReading read(NSDictionary info) throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", Plists.binary(info));
    return read(zip);
  }

  private static IpaReading read(ZipBuilder zip) throws Exception {
    return IpaReader.read(new CountingRanges(zip.build()));
  }

  private static void assertFault(NSDictionary info, ReadingCheck check, String key, String more)
      throws Exception {
    assertThat(read(info).faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.check()).isEqualTo(check);
              assertThat(fault.key()).isEqualTo(key);
              assertThat(fault.more()).startsWith(more);
            });
  }
}
