package dev.slipway.drops.ipa.icon;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Icons as files, in the form of Xcode and in the ordinary one.
public final class Icons {
  static final int RGB = 2;
  static final int RGBA = 6;

  private Icons() {}

  /// An opaque icon of one colour in the form of Xcode.
  public static byte[] ofXcode(int side, int rgb) {
    return ofXcode(side, (_, _) -> 0xFF000000 | rgb);
  }

  /// An icon in the form of Xcode.
  ///
  /// @param argb the colour of a pixel, not multiplied by its alpha
  static byte[] ofXcode(int side, IntBinaryOperator argb) {
    byte[] rows = new byte[side * (1 + 4 * side)];
    int at = 0;
    for (int y = 0; y < side; y++) {
      at++;
      for (int x = 0; x < side; x++) {
        int colour = argb.applyAsInt(x, y);
        int alpha = colour >>> 24;
        rows[at++] = multiplied(colour, alpha);
        rows[at++] = multiplied(colour >> 8, alpha);
        rows[at++] = multiplied(colour >> 16, alpha);
        rows[at++] = (byte) alpha;
      }
    }
    return png(true, side, side, 8, RGBA, deflated(rows, true));
  }

  private static byte multiplied(int colour, int alpha) {
    return (byte) Math.round((colour & 0xFF) * alpha / 255.0);
  }

  static byte[] png(
      boolean ofApple, int width, int height, int bits, int colourType, byte[] packed) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(8).putLong(0x89504E470D0A1A0AL).array());
    if (ofApple) {
      chunk(out, "CgBI", new byte[] {0x50, 0, 0x20, 0x06});
    }
    chunk(
        out,
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) bits)
            .put((byte) colourType)
            .array());
    // In two chunks, of which the first ends anywhere.
    int first = packed.length / 3;
    chunk(out, "IDAT", Arrays.copyOf(packed, first));
    chunk(out, "IDAT", Arrays.copyOfRange(packed, first, packed.length));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  static byte[] deflated(byte[] rows, boolean raw) {
    var deflater = new Deflater(Deflater.BEST_COMPRESSION, raw);
    deflater.setInput(rows);
    deflater.finish();
    byte[] packed = new byte[rows.length + 1000];
    int length = deflater.deflate(packed);
    deflater.end();
    return Arrays.copyOf(packed, length);
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(name);
    crc.update(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    out.writeBytes(name);
    out.writeBytes(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
