package dev.slipway.drops.ipa;

import static dev.slipway.drops.ipa.SampleArchive.APP;
import static dev.slipway.drops.ipa.SampleArchive.INFO;
import static dev.slipway.drops.ipa.SampleArchive.concat;
import static dev.slipway.drops.ipa.SampleArchive.noise;
import static dev.slipway.drops.ipa.SampleArchive.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import dev.slipway.drops.zip.CountingRanges;
import dev.slipway.drops.zip.ZipBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UnreadableIpaTest {
  @Test
  void namesWhatIsNoZipOrWasCutOff() {
    byte[] good = concat(sample().build(), new byte[0]);

    assertUnreadable(new byte[0], Reason.NOT_A_ZIP);
    assertUnreadable("%PDF-1.7 not an archive".getBytes(StandardCharsets.UTF_8), Reason.NOT_A_ZIP);
    assertUnreadable(noise(1 << 20), Reason.NOT_A_ZIP);
    assertUnreadable(Arrays.copyOf(good, good.length - 1), Reason.TRUNCATED);
    assertUnreadable(Arrays.copyOf(good, good.length / 2), Reason.TRUNCATED);
  }

  @Test
  void namesWhatWasAddedBehindTheEnd() {
    byte[] good = concat(sample().build(), new byte[0]);

    assertUnreadable(concat(good, new byte[] {'\n'}), Reason.BYTES_BEHIND_END);
    assertUnreadable(concat(good, new byte[512]), Reason.BYTES_BEHIND_END);
    assertUnreadable(concat(concat(Arrays.copyOf(good, 40), good), new byte[9]), Reason.TRUNCATED);
  }

  @Test
  void refusesASplitArchive() {
    ZipBuilder zip = sample();
    zip.disk = 3;
    assertUnreadable(zip.build(), Reason.SPLIT_ARCHIVE);
  }

  @Test
  void refusesAWrongNumberOfEntries() {
    ZipBuilder zip = sample();
    zip.countLie = 1;
    assertUnreadable(zip.build(), Reason.DAMAGED);
  }

  @Test
  void refusesUnsafeNames() {
    for (String name :
        new String[] {
          "../evil",
          "Payload/../../evil",
          "Payload/..",
          "/etc/passwd",
          "C:/x",
          "a\\b",
          "nul\0l",
          "",
          "/",
          "./../evil",
          ".//../evil",
          "./..",
          "Payload/.//../../evil",
          "./C:/x",
          "//etc/passwd"
        }) {
      ZipBuilder zip = sample();
      zip.add(name, "x");
      assertUnreadable(zip.build(), Reason.UNSAFE_NAME);
    }
  }

  @Test
  void twoDotsWithinANameAreNoFault() throws Exception {
    ZipBuilder zip = sample();
    zip.add(APP + "a..b/..c", "x");
    assertThat(IpaReader.read(new CountingRanges(zip.build())).app().bundleVersion())
        .isEqualTo("417");
  }

  @Test
  void refusesDuplicateFilesAndToleratesDuplicateFolders() throws Exception {
    ZipBuilder folders = sample();
    folders.add(APP, "").stored();
    folders.add(APP, "").stored();
    assertThat(IpaReader.read(new CountingRanges(folders.build())).app().bundleVersion())
        .isEqualTo("417");

    ZipBuilder files = sample();
    files.add(APP + "Info.plist", INFO);
    assertUnreadable(files.build(), Reason.DUPLICATE_NAME);
  }

  @Test
  void refusesTwoNamesOfOneFile() {
    for (String other :
        new String[] {
          "./" + APP + "Info.plist",
          ".//" + APP + "Info.plist",
          "Payload/./Sample.app/Info.plist",
          "Payload//Sample.app/Info.plist"
        }) {
      ZipBuilder zip = sample();
      zip.add(other, INFO);
      assertThatThrownBy(() -> IpaReader.read(new CountingRanges(zip.build())))
          .hasMessage("The archive has two entries named \"Payload/Sample.app/Info.plist\".");
    }
  }

  @Test
  void refusesEncryptedEntries() {
    ZipBuilder zip = sample();
    zip.add(APP + "secret", "x").flags = 1;
    assertUnreadable(zip.build(), Reason.ENCRYPTED_ENTRY);
  }

  @Test
  void refusesLocalHeadersThatContradictTheDirectory() {
    ZipBuilder name = new ZipBuilder();
    name.add(APP + "Info.plist", INFO).localName =
        (APP + "Info.plisT").getBytes(StandardCharsets.UTF_8);
    assertUnreadable(name.build(), Reason.HEADERS_DISAGREE);

    ZipBuilder method = new ZipBuilder();
    method.add(APP + "Info.plist", INFO).localMethod = 0;
    assertUnreadable(method.build(), Reason.HEADERS_DISAGREE);

    ZipBuilder size = new ZipBuilder();
    size.add(APP + "Info.plist", INFO).localSize = 17;
    assertUnreadable(size.build(), Reason.HEADERS_DISAGREE);
  }

  @Test
  void refusesAnEntryThatReachesIntoTheListOfFiles() {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", INFO).stored().withDataDescriptor().localNumbers =
        numbers -> new long[3];
    byte[] archive = zip.build();
    ByteBuffer numbers = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int list = numbers.getInt(archive.length - 6);
    int content = 30 + (APP + "Info.plist").length();
    int descriptor = 16;

    for (int reach : new int[] {1, 1000, 400_000}) {
      numbers.putInt(list + 20, list - content + reach);
      assertUnreadable(archive, Reason.HEADERS_DISAGREE);
    }
    // What lies between the content and the list of files may be read, and is not the content.
    numbers.putInt(list + 20, INFO.length + descriptor);
    assertUnreadable(archive, Reason.INFO_PLIST_DAMAGED);
  }

  @Test
  void refusesOtherCompressionAndWrongChecksumsAndSizes() {
    ZipBuilder method = new ZipBuilder();
    method.add(APP + "Info.plist", INFO).method = 12;
    assertUnreadable(method.build(), Reason.UNSUPPORTED_COMPRESSION);

    ZipBuilder crc = new ZipBuilder();
    crc.add(APP + "Info.plist", INFO).crcXor = 1;
    assertUnreadable(crc.build(), Reason.INFO_PLIST_DAMAGED);

    ZipBuilder size = new ZipBuilder();
    size.add(APP + "Info.plist", INFO).size = 100;
    assertUnreadable(size.build(), Reason.INFO_PLIST_DAMAGED);
  }

  @Test
  void stopsDecompressionBombsWhetherTheyDeclareTheirSizeOrLie() {
    byte[] zeros = new byte[64 << 20];

    ZipBuilder honest = new ZipBuilder();
    honest.add(APP + "Info.plist", zeros);
    assertUnreadable(honest.build(), Reason.INFO_PLIST_TOO_LARGE);

    ZipBuilder lying = new ZipBuilder();
    lying.add(APP + "Info.plist", zeros).size = 1000;
    assertUnreadable(lying.build(), Reason.INFO_PLIST_TOO_LARGE);
  }

  @Test
  void refusesALargerListOfFilesThanItReadsAndNamesItsSize() {
    int listBytes = (48 << 20) + 1;
    var end = new ByteArrayOutputStream();
    ZipBuilder.u32(end, 0x06054b50L);
    ZipBuilder.u32(end, 0);
    ZipBuilder.u32(end, 0);
    ZipBuilder.u32(end, listBytes);
    ZipBuilder.u32(end, 0);
    ZipBuilder.u16(end, 0);
    var ranges = new CountingRanges(concat(new byte[listBytes], end.toByteArray()));

    assertThatThrownBy(() -> IpaReader.read(ranges))
        .isInstanceOfSatisfying(
            IpaUnreadableException.class,
            e ->
                assertThat(e.finding("a.ipa").remedy())
                    .isEqualTo(
                        "The list of files in the archive takes 48.1 MiB; Slipway reads at most"
                            + " 48 MiB, which is some 250,000 files. Pack small files of the app,"
                            + " for example its web content, into fewer files, build again and"
                            + " upload the new build."));
    assertThat(ranges.readBytes).isLessThan(100 << 10);
  }

  @Test
  void wantsExactlyOneApp() {
    var none = new ZipBuilder();
    none.add("Sample.app/Info.plist", INFO);
    none.add("Payload/readme.txt", "x");
    assertUnreadable(none.build(), Reason.NO_APP);
    assertUnreadable(new ZipBuilder().build(), Reason.NO_APP);

    ZipBuilder two = sample();
    two.add("Payload/Other.app/Info.plist", INFO);
    assertThatThrownBy(() -> IpaReader.read(new CountingRanges(two.build())))
        .isInstanceOfSatisfying(
            IpaUnreadableException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.SEVERAL_APPS))
        .hasMessageContaining("Payload/Other.app, Payload/Sample.app");
  }

  @Test
  void namesAMissingInfoPlist() {
    var zip = new ZipBuilder();
    zip.add(APP + "Sample", "x");
    assertUnreadable(zip.build(), Reason.INFO_PLIST_MISSING);
  }

  @Test
  void messagesSayWhatToDoAndLeaveNoPlaceholder() {
    for (Reason reason : Reason.values()) {
      assertThat(new IpaUnreadableException(reason, "Thing"))
          .message()
          .endsWith(".")
          .doesNotContain("%s");
    }
  }

  private static void assertUnreadable(byte[] archive, Reason reason) {
    assertUnreadable(new CountingRanges(archive), reason);
  }

  private static void assertUnreadable(CountingRanges ranges, Reason reason) {
    assertThatThrownBy(() -> IpaReader.read(ranges))
        .isInstanceOfSatisfying(
            IpaUnreadableException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
