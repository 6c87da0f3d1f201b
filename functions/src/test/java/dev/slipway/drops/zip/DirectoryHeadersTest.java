package dev.slipway.drops.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.drops.IpaUnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A directory is read in pieces, wherever they end.
class DirectoryHeadersTest {
  private static final int ENTRIES = 600;

  @Test
  void readsTheSameHeadersWhateverTheSizeOfAPiece() throws Exception {
    byte[] archive = archive();
    for (int pieceSizeBytes : new int[] {1, 45, 46, 47, 1_000, 4_096, 1 << 20}) {
      var ranges = new CountingRanges(archive);
      var window = new RangeWindow(ranges);
      long before = ranges.readBytes;
      EndOfCentralDirectory end = EndOfCentralDirectory.candidates(window).getFirst();

      List<String> names = names(new DirectoryHeaders(window, end, pieceSizeBytes));

      assertThat(names).as("pieces of %d bytes", pieceSizeBytes).hasSize(ENTRIES);
      for (int i = 0; i < ENTRIES; i++) {
        assertThat(names.get(i)).isEqualTo(name(i));
      }
      assertThat(ranges.readBytes - before)
          .as("each byte once")
          .isEqualTo(window.tailOffset() - end.directoryStart());
    }
  }

  @Test
  void refusesAHeaderThatReachesBeyondTheDirectory() throws Exception {
    byte[] archive = archive();
    var window = new RangeWindow(new CountingRanges(archive));
    EndOfCentralDirectory end = EndOfCentralDirectory.candidates(window).getFirst();
    for (int missing : new int[] {1, 30, 46 + 20, 46 + 150}) {
      var cut =
          new EndOfCentralDirectory(
              end.directoryEndOffset() - missing,
              end.directorySizeBytes() - missing,
              end.directoryOffset(),
              end.entryCount(),
              false);
      assertThatThrownBy(() -> names(new DirectoryHeaders(window, cut, 1_000)))
          .isInstanceOf(IpaUnreadableException.class);
    }
  }

  private static List<String> names(DirectoryHeaders headers) throws Exception {
    var names = new ArrayList<String>();
    while (headers.next()) {
      names.add(new String(headers.name(), StandardCharsets.ISO_8859_1));
    }
    return names;
  }

  private static byte[] archive() {
    var zip = new ZipBuilder();
    for (int i = 0; i < ENTRIES; i++) {
      zip.add(name(i), "x").stored();
    }
    return zip.build();
  }

  private static String name(int number) {
    return "Payload/Sample.app/public/" + "x".repeat(number % 170) + number;
  }
}
