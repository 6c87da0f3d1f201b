package dev.slipway.ipa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dd.plist.NSDictionary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IpaReaderTest {
  private static final String APP = "Payload/Sample.app/";
  private static final byte[] INFO = Plists.binary(Plists.info("com.example.sample"));

  @Test
  void readsEveryFieldOfABinaryInfoPlist() throws Exception {
    var ranges = new CountingRanges(sample().build());

    AppBundle bundle = IpaReader.read(ranges);

    assertThat(bundle)
        .isEqualTo(
            new AppBundle(
                "Payload/Sample.app",
                "com.example.sample",
                "2.4.0",
                "417",
                AppPlatform.IOS,
                Optional.of(false),
                Set.of(1, 2),
                Optional.of("17.0"),
                Optional.of("iphoneos26.0"),
                Optional.of("Sämple 東京"),
                bundle.facts()));
  }

  @Test
  void readsAnXmlInfoPlist() throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", Plists.xml(Plists.info("com.example.xml")));

    AppBundle bundle = IpaReader.read(new CountingRanges(zip.build()));

    assertThat(bundle.bundleId()).isEqualTo("com.example.xml");
    assertThat(bundle.displayName()).contains("Sämple 東京");
    assertThat(bundle.usesNonExemptEncryption()).contains(false);
    assertThat(bundle.deviceFamilies()).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void threeReadsAndAQuarterMegabyteDoForAnArchiveOfTensOfMegabytes() throws Exception {
    var zip = new ZipBuilder();
    for (int i = 0; i < 900; i++) {
      zip.add(APP + "Assets/some-rather-long-folder-name/asset-" + i + ".png", "x").stored();
    }
    zip.add(APP + "Info.plist", INFO);
    zip.add(APP + "Sample", noise(30 << 20)).stored();
    zip.add(APP + "PkgInfo", "APPL????");
    var ranges = new CountingRanges(zip.build());

    IpaReader.read(ranges);

    assertThat(ranges.reads).isLessThanOrEqualTo(3);
    assertThat(ranges.readBytes).isLessThanOrEqualTo(256 << 10);
  }

  @Test
  void readsTwentyThousandEntriesBehindTheLongestComment() throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", INFO);
    zip.add(APP + "Sample", noise(100 << 10)).stored();
    for (int i = 0; i < 20_000; i++) {
      zip.add(APP + "Frameworks/Something.framework/en.lproj/localised-" + i + ".strings", "x")
          .stored();
    }
    zip.comment = new byte[65_535];
    Arrays.fill(zip.comment, (byte) 'c');
    var ranges = new CountingRanges(zip.build());

    assertThat(IpaReader.read(ranges).bundleId()).isEqualTo("com.example.sample");
    assertThat(ranges.reads).isLessThanOrEqualTo(10);
    assertThat(ranges.readBytes).isLessThanOrEqualTo(4 << 20);
  }

  @Test
  void refusesATableOfContentsBeyondTheBudgetWithoutReadingIt() {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", INFO);
    for (int i = 0; i < 30_000; i++) {
      zip.add(APP + "x".repeat(100) + i, "").stored();
    }
    var ranges = new CountingRanges(zip.build());

    assertFault(ranges, IpaFault.DIRECTORY_TOO_LARGE);
    assertThat(ranges.readBytes).isLessThan(100 << 10);
  }

  @Test
  void readsStoredEntriesDataDescriptorsAndZip64() throws Exception {
    for (int variant = 0; variant < 16; variant++) {
      var zip = new ZipBuilder();
      zip.add(APP, "").stored();
      ZipBuilder.Entry info = zip.add(APP + "Info.plist", INFO);
      info.deflated = (variant & 1) == 0;
      info.dataDescriptor = (variant & 2) != 0;
      info.zip64 = (variant & 4) != 0;
      zip.zip64End = (variant & 8) != 0;
      zip.add(APP + "Sample", noise(200 << 10)).stored();

      assertThat(IpaReader.read(new CountingRanges(zip.build())).bundleVersion())
          .as("variant %d", variant)
          .isEqualTo("417");
    }
  }

  @Test
  void readsZip64AlsoBehindBytesInFront() throws Exception {
    ZipBuilder zip = sample();
    zip.add(APP + "Zip64", "x").withZip64();
    zip.zip64End = true;
    zip.prefix = noise(5000);

    assertThat(IpaReader.read(new CountingRanges(zip.build())).bundleVersion()).isEqualTo("417");
  }

  @Test
  void readsArchivesWithBytesInFrontWhetherOffsetsCountThemOrNot() throws Exception {
    for (boolean counted : new boolean[] {true, false}) {
      ZipBuilder zip = sample();
      zip.prefix = noise(100_000);
      zip.offsetsCountPrefix = counted;
      assertThat(IpaReader.read(new CountingRanges(zip.build())).bundleVersion()).isEqualTo("417");
    }
  }

  @Test
  void commentMayHoldWhatLooksLikeTheEndOfAnArchive() throws Exception {
    byte[] plain = sample().build();
    byte[] endRecord = Arrays.copyOfRange(plain, plain.length - 22, plain.length);
    byte[] claimingMore = endRecord.clone();
    claimingMore[12] = 100;
    byte[] ofAnEmptyArchive = new byte[22];
    System.arraycopy(endRecord, 0, ofAnEmptyArchive, 0, 4);
    byte[] pointingToNowhere = endRecord.clone();
    Arrays.fill(pointingToNowhere, 12, 20, (byte) 0x7F);
    byte[] anEndRecordWithAnotherComment = endRecord.clone();
    anEndRecordWithAnotherComment[20] = 9;

    for (byte[] fake :
        new byte[][] {
          endRecord,
          claimingMore,
          ofAnEmptyArchive,
          pointingToNowhere,
          anEndRecordWithAnotherComment
        }) {
      ZipBuilder zip = sample();
      zip.add(APP + "Big", noise(300 << 10)).stored();
      zip.comment = concat("before".getBytes(StandardCharsets.UTF_8), fake);

      assertThat(IpaReader.read(new CountingRanges(zip.build())).bundleVersion()).isEqualTo("417");
    }
  }

  @Test
  void ignoresInfoPlistsOfExtensionsFrameworksAndWatchApps() throws Exception {
    byte[] other = Plists.binary(Plists.info("com.example.other"));
    var zip = new ZipBuilder();
    zip.add(APP + "PlugIns/Share.appex/Info.plist", other);
    zip.add(APP + "Frameworks/F.framework/Info.plist", other);
    zip.add(APP + "Watch/W.app/Info.plist", other);
    zip.add("Payload/._Sample.app/Info.plist", other);
    zip.add("SwiftSupport/iphoneos/Info.plist", other);
    zip.add("__MACOSX/Payload/Other.app/Info.plist", other);
    zip.add(APP + "Info.plist", INFO);
    zip.add(APP + "Settings.bundle/Info.plist", other);

    assertThat(IpaReader.read(new CountingRanges(zip.build())).bundleId())
        .isEqualTo("com.example.sample");
  }

  @Test
  void readsALongExtraFieldOfTheLocalHeader() throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", INFO).localExtraBytes = 60_000;
    zip.add(APP + "Big", noise(300 << 10)).stored();
    var ranges = new CountingRanges(zip.build());

    assertThat(IpaReader.read(ranges).bundleVersion()).isEqualTo("417");
    assertThat(ranges.reads).isLessThanOrEqualTo(4);
  }

  @Test
  void namesWhatIsNoZipOrWasCutOff() {
    byte[] good = concat(sample().build(), new byte[0]);

    assertFault(new byte[0], IpaFault.NOT_A_ZIP);
    assertFault("%PDF-1.7 not an archive".getBytes(StandardCharsets.UTF_8), IpaFault.NOT_A_ZIP);
    assertFault(noise(1 << 20), IpaFault.NOT_A_ZIP);
    assertFault(Arrays.copyOf(good, good.length - 1), IpaFault.TRUNCATED);
    assertFault(Arrays.copyOf(good, good.length / 2), IpaFault.TRUNCATED);
  }

  @Test
  void refusesASplitArchive() {
    ZipBuilder zip = sample();
    zip.disk = 3;
    assertFault(zip.build(), IpaFault.SPLIT_ARCHIVE);
  }

  @Test
  void refusesAWrongNumberOfEntries() {
    ZipBuilder zip = sample();
    zip.countLie = 1;
    assertFault(zip.build(), IpaFault.DAMAGED);
  }

  @Test
  void wantsExactlyOneApp() {
    var none = new ZipBuilder();
    none.add("Sample.app/Info.plist", INFO);
    none.add("Payload/readme.txt", "x");
    assertFault(none.build(), IpaFault.NO_APP);
    assertFault(new ZipBuilder().build(), IpaFault.NO_APP);

    ZipBuilder two = sample();
    two.add("Payload/Other.app/Info.plist", INFO);
    assertThatThrownBy(() -> IpaReader.read(new CountingRanges(two.build())))
        .isInstanceOfSatisfying(
            IpaUnreadableException.class,
            e -> assertThat(e.fault()).isEqualTo(IpaFault.SEVERAL_APPS))
        .hasMessageContaining("Payload/Other.app, Payload/Sample.app");
  }

  @Test
  void namesAMissingInfoPlist() {
    var zip = new ZipBuilder();
    zip.add(APP + "Sample", "x");
    assertFault(zip.build(), IpaFault.INFO_PLIST_MISSING);
  }

  @Test
  void refusesUnsafeNames() {
    for (String name :
        new String[] {
          "../evil", "Payload/../../evil", "Payload/..", "/etc/passwd", "C:/x", "a\\b", "nul\0l", ""
        }) {
      ZipBuilder zip = sample();
      zip.add(name, "x");
      assertFault(zip.build(), IpaFault.UNSAFE_NAME);
    }
  }

  @Test
  void twoDotsWithinANameAreNoFault() throws Exception {
    ZipBuilder zip = sample();
    zip.add(APP + "a..b/..c", "x");
    assertThat(IpaReader.read(new CountingRanges(zip.build())).bundleVersion()).isEqualTo("417");
  }

  @Test
  void refusesDuplicateFilesAndToleratesDuplicateFolders() throws Exception {
    ZipBuilder folders = sample();
    folders.add(APP, "").stored();
    folders.add(APP, "").stored();
    assertThat(IpaReader.read(new CountingRanges(folders.build())).bundleVersion())
        .isEqualTo("417");

    ZipBuilder files = sample();
    files.add(APP + "Info.plist", INFO);
    assertFault(files.build(), IpaFault.DUPLICATE_NAME);
  }

  @Test
  void refusesEncryptedEntries() {
    ZipBuilder zip = sample();
    zip.add(APP + "secret", "x").flags = 1;
    assertFault(zip.build(), IpaFault.ENCRYPTED_ENTRY);
  }

  @Test
  void refusesLocalHeadersThatContradictTheDirectory() {
    ZipBuilder name = new ZipBuilder();
    name.add(APP + "Info.plist", INFO).localName =
        (APP + "Info.plisT").getBytes(StandardCharsets.UTF_8);
    assertFault(name.build(), IpaFault.HEADERS_DISAGREE);

    ZipBuilder method = new ZipBuilder();
    method.add(APP + "Info.plist", INFO).localMethod = 0;
    assertFault(method.build(), IpaFault.HEADERS_DISAGREE);

    ZipBuilder size = new ZipBuilder();
    size.add(APP + "Info.plist", INFO).localSize = 17;
    assertFault(size.build(), IpaFault.HEADERS_DISAGREE);
  }

  @Test
  void refusesOtherCompressionAndWrongChecksumsAndSizes() {
    ZipBuilder method = new ZipBuilder();
    method.add(APP + "Info.plist", INFO).method = 12;
    assertFault(method.build(), IpaFault.UNSUPPORTED_COMPRESSION);

    ZipBuilder crc = new ZipBuilder();
    crc.add(APP + "Info.plist", INFO).crcXor = 1;
    assertFault(crc.build(), IpaFault.INFO_PLIST_DAMAGED);

    ZipBuilder size = new ZipBuilder();
    size.add(APP + "Info.plist", INFO).size = 100;
    assertFault(size.build(), IpaFault.INFO_PLIST_DAMAGED);
  }

  @Test
  void stopsDecompressionBombsWhetherTheyDeclareTheirSizeOrLie() {
    byte[] zeros = new byte[64 << 20];

    ZipBuilder honest = new ZipBuilder();
    honest.add(APP + "Info.plist", zeros);
    assertFault(honest.build(), IpaFault.INFO_PLIST_TOO_LARGE);

    ZipBuilder lying = new ZipBuilder();
    lying.add(APP + "Info.plist", zeros).size = 1000;
    assertFault(lying.build(), IpaFault.INFO_PLIST_TOO_LARGE);
  }

  @Test
  void namesTheKeyThatIsMissingOrMalformed() {
    for (String key :
        new String[] {"CFBundleIdentifier", "CFBundleShortVersionString", "CFBundleVersion"}) {
      NSDictionary missing = Plists.info("com.example.sample");
      missing.remove(key);
      assertPlistFault(missing, IpaFault.INFO_PLIST_KEY_MISSING, key);

      NSDictionary unexpanded = Plists.info("com.example.sample");
      unexpanded.put(key, "$(SOMETHING)");
      assertPlistFault(unexpanded, IpaFault.INFO_PLIST_KEY_MALFORMED, key);

      NSDictionary number = Plists.info("com.example.sample");
      number.put(key, 5);
      assertPlistFault(number, IpaFault.INFO_PLIST_KEY_MALFORMED, key);
    }
    NSDictionary text = Plists.info("com.example.sample");
    text.put("ITSAppUsesNonExemptEncryption", "NO");
    assertPlistFault(text, IpaFault.INFO_PLIST_KEY_MALFORMED, "ITSAppUsesNonExemptEncryption");
    NSDictionary fourParts = Plists.info("com.example.sample");
    fourParts.put("CFBundleVersion", "1.2.3.4");
    assertPlistFault(fourParts, IpaFault.INFO_PLIST_KEY_MALFORMED, "CFBundleVersion");
    NSDictionary noPlatform = Plists.info("com.example.sample");
    noPlatform.remove("DTPlatformName");
    noPlatform.remove("CFBundleSupportedPlatforms");
    assertPlistFault(noPlatform, IpaFault.INFO_PLIST_KEY_MISSING, "DTPlatformName");
  }

  @Test
  void absentEncryptionAnswerStaysAbsent() throws Exception {
    NSDictionary info = Plists.info("com.example.sample");
    info.remove("ITSAppUsesNonExemptEncryption");
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", Plists.binary(info));

    assertThat(IpaReader.read(new CountingRanges(zip.build())).usesNonExemptEncryption()).isEmpty();
  }

  @Test
  void knowsApplesPlatformsAndRefusesSimulatorsAndOthers() throws Exception {
    assertThat(platform("iphoneos")).isEqualTo(AppPlatform.IOS);
    assertThat(platform("appletvos")).isEqualTo(AppPlatform.TV_OS);
    assertThat(platform("xros")).isEqualTo(AppPlatform.VISION_OS);
    assertThat(platform("macosx")).isEqualTo(AppPlatform.MAC_OS);
    assertPlistFault(platformInfo("iphonesimulator"), IpaFault.SIMULATOR_BUILD, "iphonesimulator");
    assertPlistFault(platformInfo("watchos"), IpaFault.UNSUPPORTED_PLATFORM, "watchos");
    NSDictionary contradiction = Plists.info("com.example.sample");
    contradiction.put("DTPlatformName", "appletvos");
    assertPlistFault(
        contradiction, IpaFault.INFO_PLIST_KEY_MALFORMED, "CFBundleSupportedPlatforms");
  }

  @Test
  void troubleOfTheStoreIsNoFaultOfTheFile() {
    var broken =
        new ByteRanges() {
          @Override
          public long sizeBytes() {
            return 1000;
          }

          @Override
          public byte[] read(long offset, int length) {
            return new byte[length - 1];
          }
        };
    assertThatThrownBy(() -> IpaReader.read(broken)).isInstanceOf(IOException.class);
  }

  @Test
  void messagesSayWhatToDoAndLeaveNoPlaceholder() {
    for (IpaFault fault : IpaFault.values()) {
      assertThat(fault.message("Thing")).endsWith(".").doesNotContain("%s");
    }
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

  private static void assertPlistFault(NSDictionary info, IpaFault fault, String detail) {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", Plists.binary(info));
    assertThatThrownBy(() -> IpaReader.read(new CountingRanges(zip.build())))
        .isInstanceOfSatisfying(
            IpaUnreadableException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(fault);
              assertThat(e.detail()).hasValueSatisfying(d -> assertThat(d).startsWith(detail));
            })
        .hasMessageContaining(detail);
  }

  private static void assertFault(byte[] archive, IpaFault fault) {
    assertFault(new CountingRanges(archive), fault);
  }

  private static void assertFault(CountingRanges ranges, IpaFault fault) {
    assertThatThrownBy(() -> IpaReader.read(ranges))
        .isInstanceOfSatisfying(
            IpaUnreadableException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  static ZipBuilder sample() {
    var zip = new ZipBuilder();
    zip.add(APP, "").stored();
    zip.add(APP + "Sample", "MachO");
    zip.add(APP + "Info.plist", INFO);
    zip.add(APP + "PlugIns/Share.appex/Info.plist", INFO).stored();
    return zip;
  }

  private static byte[] noise(int sizeBytes) {
    byte[] noise = new byte[sizeBytes];
    new Random(7).nextBytes(noise);
    return noise;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
