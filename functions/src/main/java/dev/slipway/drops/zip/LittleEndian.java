package dev.slipway.drops.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads the numbers of a zip archive: unsigned, least significant byte first.
final class LittleEndian {
  private final ByteBuffer buffer;

  LittleEndian(byte[] bytes) {
    this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int length() {
    return buffer.capacity();
  }

  int u16(int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }

  int i32(int at) {
    return buffer.getInt(at);
  }

  long u32(int at) {
    return Integer.toUnsignedLong(buffer.getInt(at));
  }

  long i64(int at) {
    return buffer.getLong(at);
  }

  byte[] slice(int at, int length) {
    byte[] slice = new byte[length];
    buffer.get(at, slice);
    return slice;
  }
}
