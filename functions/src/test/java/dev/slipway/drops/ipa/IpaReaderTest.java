package dev.slipway.drops.ipa;

import static dev.slipway.drops.ipa.SampleArchive.APP;
import static dev.slipway.drops.ipa.SampleArchive.INFO;
import static dev.slipway.drops.ipa.SampleArchive.concat;
import static dev.slipway.drops.ipa.SampleArchive.noise;
import static dev.slipway.drops.ipa.SampleArchive.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.drops.ByteRanges;
import dev.slipway.drops.plist.Plists;
import dev.slipway.drops.zip.CountingRanges;
import dev.slipway.drops.zip.ZipBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IpaReaderTest {
  @Test
  void readsEveryFieldOfABinaryInfoPlist() throws Exception {
    var ranges = new CountingRanges(sample().build());

    AppInfo bundle = IpaReader.read(ranges).app();

    assertThat(bundle)
        .isEqualTo(
            new AppInfo(
                "Payload/Sample.app",
                "com.example.sample",
                "2.4.0",
                "417",
                AppPlatform.IOS,
                false,
                Set.of(1, 2),
                "17.0",
                "iphoneos26.0",
                "Sämple 東京",
                Set.of(),
                bundle.facts()));
  }

  @Test
  void readsAnXmlInfoPlist() throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", Plists.xml(Plists.info("com.example.xml")));

    AppInfo bundle = IpaReader.read(new CountingRanges(zip.build())).app();

    assertThat(bundle.bundleId()).isEqualTo("com.example.xml");
    assertThat(bundle.displayName()).isEqualTo("Sämple 東京");
    assertThat(bundle.usesNonExemptEncryption()).isFalse();
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

    assertThat(IpaReader.read(ranges).app().bundleId()).isEqualTo("com.example.sample");
    assertThat(ranges.reads).isLessThanOrEqualTo(10);
    assertThat(ranges.readBytes).isLessThanOrEqualTo(4 << 20);
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

      assertThat(IpaReader.read(new CountingRanges(zip.build())).app().bundleVersion())
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

    assertThat(IpaReader.read(new CountingRanges(zip.build())).app().bundleVersion())
        .isEqualTo("417");
  }

  @Test
  void readsArchivesWithBytesInFrontWhetherOffsetsCountThemOrNot() throws Exception {
    for (boolean counted : new boolean[] {true, false}) {
      ZipBuilder zip = sample();
      zip.prefix = noise(100_000);
      zip.offsetsCountPrefix = counted;
      assertThat(IpaReader.read(new CountingRanges(zip.build())).app().bundleVersion())
          .isEqualTo("417");
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

      assertThat(IpaReader.read(new CountingRanges(zip.build())).app().bundleVersion())
          .isEqualTo("417");
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

    assertThat(IpaReader.read(new CountingRanges(zip.build())).app().bundleId())
        .isEqualTo("com.example.sample");
  }

  @Test
  void readsNamesThatBeginWithADotOrHaveEmptyParts() throws Exception {
    ZipBuilder store = SampleArchive.store();
    IpaReading expected = IpaReader.read(new CountingRanges(store.build()));
    for (String[] way :
        new String[][] {
          {"", "./"}, {"", ".//"}, {"", "././/./"}, {"/", "//"}, {"/", "/./"}, {"/", "/.//"}
        }) {
      var zip = new ZipBuilder();
      zip.add("./", "").stored();
      for (ZipBuilder.Entry entry : store.entries()) {
        String name = new String(entry.name, StandardCharsets.UTF_8);
        zip.add(way[0].isEmpty() ? way[1] + name : name.replace(way[0], way[1]), entry.content)
                .deflated =
            entry.deflated;
      }

      assertThat(IpaReader.read(new CountingRanges(zip.build()))).as(way[1]).isEqualTo(expected);
    }
  }

  @Test
  void readsALongExtraFieldOfTheLocalHeader() throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", INFO).localExtraBytes = 60_000;
    zip.add(APP + "Big", noise(300 << 10)).stored();
    var ranges = new CountingRanges(zip.build());

    assertThat(IpaReader.read(ranges).app().bundleVersion()).isEqualTo("417");
    assertThat(ranges.reads).isLessThanOrEqualTo(4);
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
}
