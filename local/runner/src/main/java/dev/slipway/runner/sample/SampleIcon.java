package dev.slipway.runner.sample;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes an icon in the form in which Xcode puts it into an app: a PNG with the chunk `CgBI`,
/// pixels in the order blue, green, red, alpha, and a raw deflated stream (theapplewiki.com, "PNG
/// CgBI Format"). Each bundle ID has colours and a figure of its own.
final class SampleIcon {
  static final int SIDE_PIXELS = 120;

  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int RGBA = 6;
  private static final byte[] CGBI = {0x50, 0, 0x20, 0x06};

  /// Pairs of colours from top to bottom.
  private static final int[][] COLOURS = {
    {0x2F80ED, 0x56CCF2},
    {0x6A3DE8, 0xB388FF},
    {0x0E8A6D, 0x5AD8A6},
    {0xD9480F, 0xFFA94D},
    {0xB5179E, 0xF783AC},
    {0x1B2A41, 0x4F6D93},
  };

  private SampleIcon() {}

  static byte[] of(String bundleId) {
    int choice = Math.floorMod(bundleId.hashCode(), COLOURS.length * 3);
    int[] colours = COLOURS[choice % COLOURS.length];
    int figure = choice / COLOURS.length;
    byte[] rows = new byte[SIDE_PIXELS * (1 + 4 * SIDE_PIXELS)];
    for (int y = 0; y < SIDE_PIXELS; y++) {
      int at = y * (1 + 4 * SIDE_PIXELS) + 1;
      for (int x = 0; x < SIDE_PIXELS; x++) {
        int rgb = isFigure(figure, x, y) ? 0xFFFFFF : between(colours[0], colours[1], y);
        rows[at++] = (byte) rgb;
        rows[at++] = (byte) (rgb >>> 8);
        rows[at++] = (byte) (rgb >>> 16);
        rows[at++] = (byte) 0xFF;
      }
    }
    return png(rows);
  }

  /// A ring, three bars, or a triangle.
  private static boolean isFigure(int figure, int x, int y) {
    int dx = x - SIDE_PIXELS / 2;
    int dy = y - SIDE_PIXELS / 2;
    return switch (figure) {
      case 0 -> {
        int distance = dx * dx + dy * dy;
        yield distance < 34 * 34 && distance > 20 * 20;
      }
      case 1 -> {
        int bar = Math.floorDiv(dx + 33, 24);
        int top = 26 - 18 * bar;
        yield bar >= 0 && bar <= 2 && Math.floorMod(dx + 33, 24) < 18 && dy < 34 && dy > top - 26;
      }
      default -> dx > -24 && dx < 36 && 3 * Math.abs(dy) < 2 * (36 - dx);
    };
  }

  private static int between(int from, int to, int y) {
    int colour = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int first = from >> shift & 0xFF;
      int last = to >> shift & 0xFF;
      colour |= (first + (last - first) * y / SIDE_PIXELS) << shift;
    }
    return colour;
  }

  private static byte[] png(byte[] rows) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(8).putLong(SIGNATURE).array());
    chunk(out, "CgBI", CGBI);
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(SIDE_PIXELS)
            .putInt(SIDE_PIXELS)
            .put((byte) 8)
            .put((byte) RGBA)
            .array();
    chunk(out, "IHDR", header);
    chunk(out, "IDAT", deflated(rows));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] deflated(byte[] rows) {
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(rows);
      deflater.finish();
      byte[] packed = new byte[rows.length + 1000];
      int length = deflater.deflate(packed);
      return Arrays.copyOf(packed, length);
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
