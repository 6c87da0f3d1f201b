package dev.slipway.drops.ipa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import dev.slipway.drops.ipa.nested.NestedBundles;
import dev.slipway.drops.ipa.parts.CmsContent;
import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.ipa.parts.MachOHeader;
import dev.slipway.drops.ipa.parts.MachOs;
import dev.slipway.drops.ipa.parts.ProfilePropertyList;
import dev.slipway.drops.ipa.parts.Profiles;
import dev.slipway.drops.plist.Plists;
import dev.slipway.drops.zip.CountingRanges;
import dev.slipway.drops.zip.RangeWindow;
import dev.slipway.drops.zip.ZipBuilder;
import dev.slipway.fuzz.Fuzz;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Damaged input in large numbers: it is read, or it is a named fault; nothing else ever comes out.
@Tag("fuzz")
class IpaFuzzTest {
  private static final int CASES = 6_000;
  private static final String ZIP =
      """
      PK\u0001\u0002 PK\u0003\u0004 PK\u0005\u0006 PK\u0006\u0006 PK\u0006\u0007 Payload/ Sample.app/ Info.plist \u0000 \u0001 \u0008
      ../ / __MACOSX/ \u0000\u0000\u0000\u0000 \u0001\u0000\u0018\u0000 \u007F\u007F\u007F\u007F META-INF/
      """;
  private static final String PLIST =
      """
      <?xml <!DOCTYPE <!ENTITY <plist> </plist> <dict> </dict> <array> </array> <key> </key> <string> </string> <true/>
      <integer>9999999999999999999999</integer> <real>1e999</real> <date>9999-99-99</date> <data> </data> &amp; &a; &#0; &#x110000;
      CFBundleIdentifier CFBundleVersion <![CDATA[ ]]> <!-- --> SYSTEM "file:///etc/passwd" bplist00 \u0000 \u00d1 \u00a1 \u000f
      """;
  private static final ArchiveFacts NO_ARCHIVE =
      new ArchiveFacts(
          0, List.of(), List.of(), List.of(), List.of(), false, false, false, false, false, 0,
          List.of());

  @Test
  void damagedArchivesAreReadOrNamed() throws Exception {
    ZipBuilder zip64 = SampleArchive.sample();
    zip64.add("Payload/Sample.app/Zip64", "x").withZip64();
    zip64.zip64End = true;
    var described = new ZipBuilder();
    described
        .add("Payload/Sample.app/Info.plist", Plists.xml(Plists.info("com.example.described")))
        .withDataDescriptor();
    described.comment = new byte[300];
    var bomb = new ZipBuilder();
    bomb.add("Payload/Sample.app/Info.plist", "<plist>" + " ".repeat(4 << 20)).deflated = true;
    byte[][] seeds = {
      SampleArchive.sample().build(), zip64.build(), described.build(), bomb.build()
    };

    fuzz("archive", seeds, ZIP, bytes -> IpaReader.read(new CountingRanges(bytes)));
  }

  @Test
  void damagedPropertyListsAreReadOrNamed() throws Exception {
    byte[][] seeds = {
      Plists.binary(Plists.info("com.example.binary")), Plists.xml(Plists.info("com.example.xml"))
    };

    fuzz(
        "property list",
        seeds,
        PLIST,
        bytes -> {
          InfoPlist info = InfoPlist.read(bytes);
          info.app(
              "Payload/x",
              new BinaryFacts(
                  NO_ARCHIVE,
                  info.facts(),
                  new Inspection.NotLookedAt<>(),
                  new Inspection.NotLookedAt<>(),
                  NestedBundles.NONE));
          if (!info.faults().isEmpty()) {
            throw new IpaUnreadableException(Reason.INFO_PLIST_UNREADABLE);
          }
        });
  }

  @Test
  void damagedProfilesAreReadOrNamed() throws Exception {
    byte[][] seeds = {
      Profiles.signed(Profiles.appStore("com.example.sample")),
      Profiles.signedInPieces(Profiles.appStore("com.example.sample"))
    };

    fuzz("profile", seeds, PLIST, bytes -> ProfilePropertyList.read(CmsContent.of(bytes)));
  }

  @Test
  void damagedExecutablesAreReadOrNamed() throws Exception {
    byte[] universal =
        Arrays.copyOf(
            MachOs.universal(MachOs.of(MachOs.IOS), MachOs.of(MachOs.IOS_SIMULATOR)), 32 << 10);
    byte[] thin = MachOs.thin(MachOs.I386, 0x25, 11 << 16, 0);
    byte[][] seeds = {MachOs.of(MachOs.IOS), thin, Arrays.copyOf(universal, 48)};

    fuzz("executable", seeds, ZIP, MachOHeader::read);
    fuzz("universal executable", new byte[][] {universal}, ZIP, 0, MachOHeader::read);
  }

  @Test
  void damageInAStoreBuildNeverBreaksTheBudget() throws Exception {
    byte[][] seeds = {small(true).build(), small(false).build()};

    fuzz(
        "store build",
        seeds,
        ZIP,
        bytes -> {
          var ranges = new CountingRanges(bytes);
          IpaReader.read(ranges);
          assertThat(ranges.reads).isLessThanOrEqualTo(RangeWindow.MAX_READS);
          assertThat(ranges.readBytes).isLessThanOrEqualTo(RangeWindow.MAX_TOTAL_BYTES);
        });
  }

  /// A store build without the bulk, so that most of the damage hits something.
  private static ZipBuilder small(boolean deflated) {
    var zip = new ZipBuilder();
    String app = SampleArchive.APP;
    zip.add(app + "Info.plist", Plists.binary(Plists.storeInfo("com.example.sample")));
    zip.add(
        app + "embedded.mobileprovision", Profiles.signed(Profiles.appStore("com.example.sample")));
    zip.add(app + "Sample", MachOs.of(MachOs.IOS)).deflated = deflated;
    zip.add(app + "Frameworks/A.framework/A", MachOs.of(MachOs.IOS)).deflated = deflated;
    zip.add(app + "Frameworks/B.framework/B", MachOs.of(MachOs.IOS)).zip64 = deflated;
    zip.add(app + "Watch/W.app/Info.plist", "x");
    return zip;
  }

  private interface Reading {
    void run(byte[] bytes) throws Exception;
  }

  private static void fuzz(String what, byte[][] samples, String grammar, Reading reading)
      throws InterruptedException {
    fuzz(what, samples, grammar, CASES / 10, reading);
  }

  /// @param leastRefused so many cases are refused at least, or the damage hits nothing
  private static void fuzz(
      String what, byte[][] samples, String grammar, int leastRefused, Reading reading)
      throws InterruptedException {
    int refused =
        Fuzz.run(
            what,
            CASES,
            List.of(samples),
            grammar,
            bytes -> {
              try {
                reading.run(bytes);
                return true;
              } catch (IpaUnreadableException e) {
                return false;
              }
            });
    assertThat(refused).isBetween(leastRefused, CASES);
  }
}
