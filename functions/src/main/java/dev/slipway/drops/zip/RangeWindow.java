package dev.slipway.drops.zip;

import dev.slipway.drops.ByteRanges;
import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import java.io.IOException;
import java.util.Arrays;

/// Reads ranges of an archive from [ByteRanges] within budgets, and keeps the tail.
///
/// The central directory has a budget of bytes of its own, because it grows with the number of
/// files. A window that [#limitedTo] returns has a budget of its own, too. One window is used by
/// one thread at a time; different windows of an archive may be used at the same time.
public final class RangeWindow {
  /// Large enough for the end record with the longest comment (22 + 65,535), the zip64 locator (20)
  /// and the zip64 end record (56), so one read finds the central directory.
  static final int TAIL_SIZE_BYTES = 66 << 10;

  /// The reads of everything except the central directory.
  public static final int MAX_READS = 10;

  public static final int MAX_TOTAL_BYTES = 4 << 20;

  private final ByteRanges ranges;
  private final long sizeBytes;
  private final long tailOffset;
  private final byte[] tail;
  private final Budget budget;
  private final Budget directoryBudget;

  public RangeWindow(ByteRanges ranges) throws IOException, IpaUnreadableException {
    this.ranges = ranges;
    this.sizeBytes = ranges.sizeBytes();
    this.budget = new Budget(MAX_READS, MAX_TOTAL_BYTES);
    this.directoryBudget = new Budget(Integer.MAX_VALUE, CentralDirectory.MAX_SIZE_BYTES);
    int tailLength = (int) Math.min(sizeBytes, TAIL_SIZE_BYTES);
    this.tailOffset = sizeBytes - tailLength;
    this.tail = fetch(tailOffset, tailLength, budget);
  }

  private RangeWindow(RangeWindow other, Budget budget) {
    this.ranges = other.ranges;
    this.sizeBytes = other.sizeBytes;
    this.tailOffset = other.tailOffset;
    this.tail = other.tail;
    this.budget = budget;
    this.directoryBudget = other.directoryBudget;
  }

  /// Returns a window over the same archive that makes at most so many reads and fetches at most so
  /// many bytes, whatever this window has used up.
  public RangeWindow limitedTo(int reads, int totalBytes) {
    return new RangeWindow(this, new Budget(reads, totalBytes));
  }

  long sizeBytes() {
    return sizeBytes;
  }

  long tailOffset() {
    return tailOffset;
  }

  LittleEndian tail() {
    return new LittleEndian(tail);
  }

  /// Returns the bytes of a range, from the kept tail as far as possible.
  byte[] bytes(long offset, int length) throws IOException, IpaUnreadableException {
    return bytes(new byte[0], offset, length, budget);
  }

  /// Returns a range of the central directory, with other bytes in front of it.
  byte[] directoryBytes(byte[] front, long offset, int length)
      throws IOException, IpaUnreadableException {
    return bytes(front, offset, length, directoryBudget);
  }

  private byte[] bytes(byte[] front, long offset, int length, Budget from)
      throws IOException, IpaUnreadableException {
    if (offset < 0 || length < 0 || offset > sizeBytes - length) {
      throw new IpaUnreadableException(Reason.TRUNCATED);
    }
    int missing = (int) Math.max(0, Math.min(length, tailOffset - offset));
    byte[] fetched = missing == 0 ? new byte[0] : fetch(offset, missing, from);
    if (front.length == 0 && missing == length) {
      return fetched;
    }
    byte[] joined = Arrays.copyOf(front, front.length + length);
    System.arraycopy(fetched, 0, joined, front.length, missing);
    int inTail = length - missing;
    System.arraycopy(
        tail,
        inTail == 0 ? 0 : (int) (offset + missing - tailOffset),
        joined,
        front.length + missing,
        inTail);
    return joined;
  }

  private byte[] fetch(long offset, int length, Budget from)
      throws IOException, IpaUnreadableException {
    from.spend(length);
    byte[] bytes = ranges.read(offset, length);
    if (bytes.length != length) {
      throw new IOException(
          "Asked for " + length + " bytes at " + offset + ", received " + bytes.length + ".");
    }
    return bytes;
  }

  /// What may still be read.
  private static final class Budget {
    private int reads;
    private long bytes;

    Budget(int reads, long bytes) {
      this.reads = reads;
      this.bytes = bytes;
    }

    void spend(int length) throws IpaUnreadableException {
      if (reads == 0 || length > bytes) {
        throw new IpaUnreadableException(Reason.TOO_MANY_READS);
      }
      reads--;
      bytes -= length;
    }
  }
}
