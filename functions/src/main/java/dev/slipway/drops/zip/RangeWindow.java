package dev.slipway.drops.zip;

import dev.slipway.drops.ByteRanges;
import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import java.io.IOException;
import java.util.Arrays;

/// Reads ranges of an archive from [ByteRanges] within a budget, and keeps the tail. Not
/// thread-safe.
public final class RangeWindow {
  /// Large enough for the end record with the longest comment (22 + 65,535), the zip64 locator (20)
  /// and the zip64 end record (56), so one read finds the central directory.
  static final int TAIL_SIZE_BYTES = 66 << 10;

  public static final int MAX_READS = 10;
  public static final int MAX_TOTAL_BYTES = 4 << 20;

  private final ByteRanges ranges;
  private final long sizeBytes;
  private final long tailOffset;
  private final byte[] tail;
  private int reads;
  private long totalBytes;

  public RangeWindow(ByteRanges ranges) throws IOException, IpaUnreadableException {
    this.ranges = ranges;
    this.sizeBytes = ranges.sizeBytes();
    int tailLength = (int) Math.min(sizeBytes, TAIL_SIZE_BYTES);
    this.tailOffset = sizeBytes - tailLength;
    this.tail = fetch(tailOffset, tailLength);
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
    if (offset < 0 || length < 0 || offset > sizeBytes - length) {
      throw new IpaUnreadableException(Reason.TRUNCATED);
    }
    if (offset >= tailOffset) {
      int from = (int) (offset - tailOffset);
      return Arrays.copyOfRange(tail, from, from + length);
    }
    int missing = (int) Math.min(length, tailOffset - offset);
    byte[] fetched = fetch(offset, missing);
    if (missing == length) {
      return fetched;
    }
    byte[] joined = Arrays.copyOf(fetched, length);
    System.arraycopy(tail, 0, joined, missing, length - missing);
    return joined;
  }

  private byte[] fetch(long offset, int length) throws IOException, IpaUnreadableException {
    if (reads == MAX_READS || totalBytes + length > MAX_TOTAL_BYTES) {
      throw new IpaUnreadableException(Reason.DIRECTORY_TOO_LARGE);
    }
    reads++;
    totalBytes += length;
    byte[] bytes = ranges.read(offset, length);
    if (bytes.length != length) {
      throw new IOException(
          "Asked for " + length + " bytes at " + offset + ", received " + bytes.length + ".");
    }
    return bytes;
  }
}
