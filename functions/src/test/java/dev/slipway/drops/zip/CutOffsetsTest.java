package dev.slipway.drops.zip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.ByteRanges;
import dev.slipway.drops.ipa.IpaReader;
import dev.slipway.drops.plist.Plists;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Archives above 4 GiB without zip64, as some macOS tools write them: offsets lose their upper
/// bits.
class CutOffsetsTest {
  private static final String NAME = "Payload/Sample.app/Info.plist";

  @Test
  void findsTheInfoPlistBeforeAndBehindFourGibibytes() throws Exception {
    var zip = new ZipBuilder();
    zip.add(NAME, Plists.binary(Plists.info("com.example.large")));
    byte[] archive = zip.build();
    int directory = directoryOffset(archive);
    byte[] entry = Arrays.copyOf(archive, directory);
    byte[] end = Arrays.copyOfRange(archive, directory, archive.length);

    for (long entryAt : new long[] {0, 1L << 32}) {
      var ranges = new SparseRanges(entry, entryAt, end, (1L << 32) + directory);
      assertThat(IpaReader.read(ranges).app().bundleId()).isEqualTo("com.example.large");
    }
  }

  private static int directoryOffset(byte[] archive) {
    return (int) new LittleEndian(archive).u32(archive.length - 6);
  }

  /// Two islands of bytes in a sea of zeros.
  private record SparseRanges(byte[] entry, long entryAt, byte[] end, long endAt)
      implements ByteRanges {
    @Override
    public long sizeBytes() {
      return endAt + end.length;
    }

    @Override
    public byte[] read(long offset, int length) {
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        long at = offset + i;
        if (at >= entryAt && at < entryAt + entry.length) {
          bytes[i] = entry[(int) (at - entryAt)];
        } else if (at >= endAt) {
          bytes[i] = end[(int) (at - endAt)];
        }
      }
      return bytes;
    }
  }
}
