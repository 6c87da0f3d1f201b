package dev.slipway.drops.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RangeWindowTest {
  private static final byte[] ARCHIVE = archive(6 << 20);

  private final CountingRanges ranges = new CountingRanges(ARCHIVE);

  @Test
  void readsOnlyWhatTheTailLacks() throws Exception {
    var window = new RangeWindow(ranges);
    int tailAt = ARCHIVE.length - RangeWindow.TAIL_SIZE_BYTES;

    for (int[] range : new int[][] {{tailAt - 50, 20}, {tailAt - 50, 80}, {tailAt + 5, 30}}) {
      byte[] expected = Arrays.copyOfRange(ARCHIVE, range[0], range[0] + range[1]);
      assertThat(window.bytes(range[0], range[1])).isEqualTo(expected);
      assertThat(window.directoryBytes(new byte[] {7, 8}, range[0], range[1]))
          .startsWith(7, 8)
          .endsWith(expected)
          .hasSize(2 + range[1]);
    }
    assertThat(ranges.reads).isEqualTo(1 + 4);
    assertThat(ranges.readBytes).isEqualTo(RangeWindow.TAIL_SIZE_BYTES + 2 * 20 + 2 * 50);
  }

  @Test
  void makesTenReadsOfFourMebibytesBesidesTheDirectory() throws Exception {
    var many = new RangeWindow(ranges);
    for (int i = 1; i < RangeWindow.MAX_READS; i++) {
      many.bytes(i, 1);
    }
    assertUsedUp(() -> many.bytes(0, 1));
    assertThat(many.directoryBytes(new byte[0], 0, 1)).hasSize(1);

    var large = new RangeWindow(ranges);
    int rest = RangeWindow.MAX_TOTAL_BYTES - RangeWindow.TAIL_SIZE_BYTES;
    assertUsedUp(() -> large.bytes(0, rest + 1));
    assertThat(large.bytes(0, rest)).hasSize(rest);
    assertUsedUp(() -> large.bytes(0, 1));
  }

  @Test
  void readsNoMoreOfADirectoryThanItMayHave() throws Exception {
    var window = new RangeWindow(ranges);
    int piece = 4 << 20;
    for (int read = 0; read < CentralDirectory.MAX_SIZE_BYTES; read += piece) {
      window.directoryBytes(new byte[0], 0, piece);
    }
    assertUsedUp(() -> window.directoryBytes(new byte[0], 0, 1));
  }

  @Test
  void aLimitedWindowHasABudgetOfItsOwn() throws Exception {
    var window = new RangeWindow(ranges);
    RangeWindow limited = window.limitedTo(2, 100);

    assertThat(limited.bytes(0, 60)).hasSize(60);
    assertUsedUp(() -> limited.bytes(0, 41));
    assertThat(limited.bytes(0, 40)).hasSize(40);
    assertUsedUp(() -> limited.bytes(0, 1));
    assertThat(limited.bytes(ARCHIVE.length - 5, 5)).as("of the tail").hasSize(5);
    assertThat(window.bytes(0, 1000)).hasSize(1000);
    assertThat(window.limitedTo(1, 100).bytes(0, 100)).hasSize(100);
  }

  private static void assertUsedUp(ThrowingCallable read) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            IpaUnreadableException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_READS));
  }

  private static byte[] archive(int sizeBytes) {
    byte[] bytes = new byte[sizeBytes];
    new Random(3).nextBytes(bytes);
    return bytes;
  }
}
