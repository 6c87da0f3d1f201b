package dev.slipway.drops.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Archives that were written to a pipe: the numbers of an entry follow its content, and its local
/// header has what the tool knew in advance.
class StreamedArchiveTest {
  private static final String NAME = "Payload/Sample.app/Info.plist";
  private static final byte[] CONTENT =
      "content that compresses, compresses, compresses".getBytes(StandardCharsets.UTF_8);
  private static final long SATURATED = 0xFFFF_FFFFL;
  private static final int BIT_3 = 1 << 3;

  @Test
  void eachNumberMayBeZeroOrTrueWhenTheNumbersFollow() throws Exception {
    for (boolean deflated : new boolean[] {true, false}) {
      for (boolean unsigned : new boolean[] {true, false}) {
        for (int known = 0; known < 8; known++) {
          ZipBuilder.Entry entry = entry(known);
          entry.deflated = deflated;
          entry.descriptorUnsigned = unsigned;
          assertRead(entry);
        }
      }
    }
  }

  @Test
  void oneHeaderWithTheFlagIsEnough() throws Exception {
    for (int shared : new int[] {0, BIT_3}) {
      ZipBuilder.Entry one = entry(0);
      one.dataDescriptor = false;
      one.flags = shared;
      one.unsharedFlags = BIT_3;
      assertRead(one);
    }
  }

  @Test
  void theZip64FieldMayBeEmptyZeroOrTrue() throws Exception {
    // Info-ZIP's size of a file, before an empty zip64 field.
    ZipBuilder.Entry empty = entry(4);
    empty.localExtra = zip64();
    assertRead(empty);

    for (byte[] field :
        new byte[][] {
          {},
          zip64(),
          zip64(0),
          zip64(0, 0),
          zip64(-1, -1),
          zip64(CONTENT.length, 0),
          zip64(CONTENT.length, 0, 7)
        }) {
      ZipBuilder.Entry saturated = entry(0);
      saturated.localNumbers = numbers -> new long[] {0, SATURATED, SATURATED};
      saturated.localExtra = field;
      assertRead(saturated);
    }

    ZipBuilder.Entry packedAlone = entry(0);
    packedAlone.localNumbers = numbers -> new long[] {0, SATURATED, numbers[2]};
    packedAlone.localExtra = zip64(0);
    assertRead(packedAlone);
    packedAlone.localExtra = zip64(CONTENT.length, 0);
    assertRead(packedAlone);
  }

  @Test
  void aNumberThatIsNeitherUnknownNorTrueIsAContradiction() {
    for (int number = 0; number < 3; number++) {
      int wrong = number;
      assertContradiction(
          entry(
              numbers -> {
                numbers[wrong] ^= 1;
                return numbers;
              }));
      assertContradiction(
          entry(
              numbers -> {
                long[] zeros = new long[3];
                zeros[wrong] = 17;
                return zeros;
              }));
    }
    for (byte[] field : new byte[][] {zip64(17, 0), zip64(0, 17), zip64(17), zip64(0, -2)}) {
      ZipBuilder.Entry saturated = entry(numbers -> new long[] {0, SATURATED, SATURATED});
      saturated.localExtra = field;
      assertContradiction(saturated);
    }
  }

  @Test
  void withoutTheFlagNoNumberMayBeUnknown() {
    for (int number = 0; number < 3; number++) {
      int unknown = number;
      ZipBuilder.Entry entry =
          entry(
              numbers -> {
                numbers[unknown] = 0;
                return numbers;
              });
      entry.dataDescriptor = false;
      assertContradiction(entry);
    }
    for (byte[] field : new byte[][] {{}, zip64(), zip64(CONTENT.length), zip64(0, 0)}) {
      ZipBuilder.Entry saturated = entry(numbers -> new long[] {numbers[0], SATURATED, SATURATED});
      saturated.dataDescriptor = false;
      saturated.localExtra = field;
      assertContradiction(saturated);
    }
  }

  @Test
  void theOffsetOfTheDirectoryMayBeMissing() throws Exception {
    var zip = new ZipBuilder();
    zip.offsetSaturated = true;
    zip.add(new ZipBuilder.Entry("Payload/Sample.app/big", new byte[100_000]).stored());
    zip.add(entry(7));
    assertThat(content(zip)).isEqualTo(CONTENT);
  }

  /// @param known a bit for checksum, packed size and size
  private static ZipBuilder.Entry entry(int known) {
    return entry(
        numbers -> {
          for (int i = 0; i < 3; i++) {
            numbers[i] = (known >> i & 1) == 0 ? 0 : numbers[i];
          }
          return numbers;
        });
  }

  private static ZipBuilder.Entry entry(UnaryOperator<long[]> localNumbers) {
    var entry = new ZipBuilder.Entry(NAME, CONTENT).withDataDescriptor();
    entry.localNumbers = localNumbers;
    return entry;
  }

  private static byte[] zip64(long... values) {
    var field = new ByteArrayOutputStream();
    ZipBuilder.u16(field, 1);
    ZipBuilder.u16(field, 8L * values.length);
    for (long value : values) {
      ZipBuilder.u64(field, value);
    }
    return field.toByteArray();
  }

  private static void assertRead(ZipBuilder.Entry entry) throws Exception {
    assertThat(content(entry)).isEqualTo(CONTENT);
  }

  private static void assertContradiction(ZipBuilder.Entry entry) {
    assertThatThrownBy(() -> content(entry))
        .isInstanceOfSatisfying(
            IpaUnreadableException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.HEADERS_DISAGREE));
  }

  private static byte[] content(ZipBuilder.Entry written) throws Exception {
    var zip = new ZipBuilder();
    zip.add(written);
    return content(zip);
  }

  /// Reads the content whole and its head, which must agree.
  private static byte[] content(ZipBuilder zip) throws Exception {
    var window = new RangeWindow(new CountingRanges(zip.build()));
    CentralDirectory directory =
        CentralDirectory.read(window, () -> (EntrySelection) (name, size) -> true).directory();
    ArchivedEntry entry = directory.entry(NAME).orElseThrow();
    assertThat(entry.head(window, directory, 1000)).isEqualTo(CONTENT);
    return entry.content(window, directory);
  }
}
