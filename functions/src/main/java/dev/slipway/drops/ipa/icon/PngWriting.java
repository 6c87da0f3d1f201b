package dev.slipway.drops.ipa.icon;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes a square image as a PNG of 8 bits: RGB when it is opaque, else RGBA.
final class PngWriting {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int RGB = 2;
  private static final int RGBA = 6;
  private static final int FILTERS = 5;

  private PngWriting() {}

  /// @param pixels red, green, blue and alpha of each pixel, from 0 to 255, the colours multiplied
  ///   by alpha
  static byte[] png(int side, double[] pixels) {
    boolean opaque = isOpaque(pixels);
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(side)
            .putInt(side)
            .put((byte) 8)
            .put((byte) (opaque ? RGB : RGBA))
            .array();
    var out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    chunk(out, "IHDR", header);
    chunk(out, "IDAT", deflated(filtered(side, samples(pixels, opaque), opaque ? 3 : 4)));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static boolean isOpaque(double[] pixels) {
    for (int i = 3; i < pixels.length; i += 4) {
      if (Math.round(pixels[i]) < 255) {
        return false;
      }
    }
    return true;
  }

  private static byte[] samples(double[] pixels, boolean opaque) {
    int count = pixels.length / 4;
    int size = opaque ? 3 : 4;
    byte[] samples = new byte[count * size];
    for (int i = 0; i < count; i++) {
      double alpha = pixels[4 * i + 3];
      for (int channel = 0; channel < 3; channel++) {
        double colour = alpha > 0 ? pixels[4 * i + channel] * 255 / alpha : 0;
        samples[i * size + channel] = (byte) Math.min(255, Math.round(colour));
      }
      if (!opaque) {
        samples[i * size + 3] = (byte) Math.min(255, Math.round(alpha));
      }
    }
    return samples;
  }

  /// Filters each row in the way that leaves the smallest numbers, as the specification advises.
  private static byte[] filtered(int side, byte[] samples, int size) {
    int length = side * size;
    byte[] rows = new byte[side * (1 + length)];
    byte[] above = new byte[length];
    byte[] row = new byte[length];
    for (int y = 0; y < side; y++) {
      System.arraycopy(samples, y * length, row, 0, length);
      int best = 0;
      long least = Long.MAX_VALUE;
      for (int filter = 0; filter < FILTERS; filter++) {
        long sum = 0;
        for (int i = 0; i < length; i++) {
          sum += Math.abs(difference(filter, row, above, i, size));
        }
        if (sum < least) {
          least = sum;
          best = filter;
        }
      }
      int at = y * (1 + length);
      rows[at] = (byte) best;
      for (int i = 0; i < length; i++) {
        rows[at + 1 + i] = difference(best, row, above, i, size);
      }
      byte[] before = above;
      above = row;
      row = before;
    }
    return rows;
  }

  private static byte difference(int filter, byte[] row, byte[] above, int i, int size) {
    int left = i >= size ? row[i - size] & 0xff : 0;
    int up = above[i] & 0xff;
    int upLeft = i >= size ? above[i - size] & 0xff : 0;
    int guess =
        switch (filter) {
          case 1 -> left;
          case 2 -> up;
          case 3 -> (left + up) / 2;
          case 4 -> PngRows.paeth(left, up, upLeft);
          default -> 0;
        };
    return (byte) (row[i] - guess);
  }

  private static byte[] deflated(byte[] rows) {
    var deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(rows);
      deflater.finish();
      var out = new ByteArrayOutputStream();
      byte[] piece = new byte[8 << 10];
      while (!deflater.finished()) {
        out.write(piece, 0, deflater.deflate(piece));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
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
