package dev.slipway.drops.ipa;

import static dev.slipway.drops.ipa.SampleArchive.APP;
import static dev.slipway.drops.ipa.SampleArchive.INFO;
import static dev.slipway.drops.ipa.SampleArchive.concat;
import static dev.slipway.drops.ipa.SampleArchive.noise;
import static dev.slipway.drops.ipa.SampleArchive.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.drops.IpaFault;
import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.zip.CountingRanges;
import dev.slipway.drops.zip.ZipBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IpaFaultTest {
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
  void messagesSayWhatToDoAndLeaveNoPlaceholder() {
    for (IpaFault fault : IpaFault.values()) {
      assertThat(fault.message("Thing")).endsWith(".").doesNotContain("%s");
    }
  }

  private static void assertFault(byte[] archive, IpaFault fault) {
    assertFault(new CountingRanges(archive), fault);
  }

  private static void assertFault(CountingRanges ranges, IpaFault fault) {
    assertThatThrownBy(() -> IpaReader.read(ranges))
        .isInstanceOfSatisfying(
            IpaUnreadableException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
