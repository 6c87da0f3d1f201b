package dev.slipway.drops.zip;

import dev.slipway.drops.ByteRanges;
import java.io.IOException;
import java.util.Arrays;

/// An archive in memory that counts how it is read.
public final class CountingRanges implements ByteRanges {
  private final byte[] bytes;
  public int reads;
  public long readBytes;

  public CountingRanges(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long sizeBytes() {
    return bytes.length;
  }

  @Override
  public synchronized byte[] read(long offset, int length) throws IOException {
    if (offset < 0 || length < 0 || offset + length > bytes.length) {
      throw new IOException("Range " + offset + "+" + length + " lies outside the object.");
    }
    reads++;
    readBytes += length;
    return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
  }
}
