package dev.slipway.drops;

import java.nio.charset.StandardCharsets;

/// Reads numbers and codes in the byte order of PNG, JPEG and ISO base media. Thread-safe.
public final class BigEndian {
  private BigEndian() {}

  public static int unsigned16(byte[] bytes, int offset) {
    return Byte.toUnsignedInt(bytes[offset]) << 8 | Byte.toUnsignedInt(bytes[offset + 1]);
  }

  public static long unsigned32(byte[] bytes, int offset) {
    return (long) unsigned16(bytes, offset) << 16 | unsigned16(bytes, offset + 2);
  }

  /// Returns a number that is negative when the highest bit is set.
  public static long signed64(byte[] bytes, int offset) {
    return unsigned32(bytes, offset) << 32 | unsigned32(bytes, offset + 4);
  }

  /// Returns a four-character code.
  public static String code(byte[] bytes, int offset) {
    return new String(bytes, offset, 4, StandardCharsets.ISO_8859_1);
  }
}
