package dev.slipway.drops.ipa.icon;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Decodes a PNG row by row (W3C, Portable Network Graphics), also in the form that Xcode gives to
/// the images of an app: a chunk `CgBI` in front of the header, pixels in the order blue, green,
/// red, multiplied by their alpha, and a deflated stream without the header and checksum of zlib
/// (theapplewiki.com, "PNG CgBI Format"). The JDK's decoder reads that form neither, and would load
/// java.desktop.
///
/// Anybody may have made the file: it takes the memory of two rows whatever it contains, and never
/// decompresses more than the header says. Interlaced images, which Xcode does not write, are not
/// read. Not thread-safe.
final class PngRows implements AutoCloseable {
  /// The largest icon of an app has 1024 pixels.
  static final int MAX_SIDE_PIXELS = 1024;

  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int HEADER_BYTES = 13;
  private static final int MOST_CHUNKS = 1000;
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int GREY_ALPHA = 4;
  private static final int RGBA = 6;

  private final int widthPixels;
  private final int heightPixels;
  private final int bits;
  private final int colourType;
  private final boolean ofApple;
  private final List<ByteBuffer> data;
  private final byte @Nullable [] palette;
  private final byte @Nullable [] paletteAlpha;
  private final int samples;
  private final Inflater inflater;
  private byte[] row;
  private byte[] above;
  private int nextData;
  private boolean ended;

  private PngRows(
      ByteBuffer header,
      boolean ofApple,
      List<ByteBuffer> data,
      byte @Nullable [] palette,
      byte @Nullable [] paletteAlpha) {
    this.widthPixels = header.getInt(0);
    this.heightPixels = header.getInt(4);
    this.bits = header.get(8);
    this.colourType = header.get(9);
    this.ofApple = ofApple;
    this.data = data;
    this.palette = palette;
    this.paletteAlpha = paletteAlpha;
    this.samples = samples(colourType);
    this.inflater = new Inflater(ofApple);
    int rowBytes = (widthPixels * samples * bits + 7) / 8;
    this.row = new byte[1 + rowBytes];
    this.above = new byte[1 + rowBytes];
  }

  /// Opens an image; null when it is not one that can be read.
  static @Nullable PngRows open(byte[] file) {
    var in = ByteBuffer.wrap(file);
    if (in.remaining() < Long.BYTES || in.getLong() != SIGNATURE) {
      return null;
    }
    ByteBuffer header = null;
    boolean ofApple = false;
    byte[] palette = null;
    byte[] paletteAlpha = null;
    var data = new ArrayList<ByteBuffer>();
    for (int i = 0; i < MOST_CHUNKS; i++) {
      var chunk = chunk(in);
      if (chunk == null) {
        return null;
      }
      switch (chunk.type) {
        case "CgBI" -> ofApple = true;
        case "IHDR" -> header = chunk.content;
        case "PLTE" -> palette = bytes(chunk.content);
        case "tRNS" -> paletteAlpha = bytes(chunk.content);
        case "IDAT" -> data.add(chunk.content);
        case "IEND" -> {
          return header != null && isReadable(header, palette)
              ? new PngRows(header, ofApple, data, palette, paletteAlpha)
              : null;
        }
        default -> {
          // Other chunks do not change the pixels as a page shows them.
        }
      }
    }
    return null;
  }

  private record Chunk(String type, ByteBuffer content) {}

  private static @Nullable Chunk chunk(ByteBuffer in) {
    if (in.remaining() < 12) {
      return null;
    }
    int length = in.getInt();
    if (length < 0 || length > in.remaining() - 8) {
      return null;
    }
    var crc = new CRC32();
    crc.update(in.slice(in.position(), 4 + length));
    String type = new String(bytes(in.slice(in.position(), 4)), StandardCharsets.ISO_8859_1);
    var content = in.slice(in.position() + 4, length);
    in.position(in.position() + 4 + length);
    return in.getInt() == (int) crc.getValue() ? new Chunk(type, content) : null;
  }

  private static byte[] bytes(ByteBuffer content) {
    byte[] bytes = new byte[content.remaining()];
    content.get(0, bytes);
    return bytes;
  }

  private static boolean isReadable(ByteBuffer header, byte @Nullable [] palette) {
    if (header.remaining() != HEADER_BYTES) {
      return false;
    }
    int width = header.getInt(0);
    int height = header.getInt(4);
    int bits = header.get(8);
    boolean depth =
        switch (header.get(9)) {
          case GREY -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
          case PALETTE -> palette != null && (bits == 1 || bits == 2 || bits == 4 || bits == 8);
          case RGB, GREY_ALPHA, RGBA -> bits == 8 || bits == 16;
          default -> false;
        };
    return depth
        && width >= 1
        && width <= MAX_SIDE_PIXELS
        && height >= 1
        && height <= MAX_SIDE_PIXELS
        && header.get(10) == 0
        && header.get(11) == 0
        && header.get(12) == 0;
  }

  private static int samples(int colourType) {
    return switch (colourType) {
      case RGB -> 3;
      case GREY_ALPHA -> 2;
      case RGBA -> 4;
      default -> 1;
    };
  }

  int widthPixels() {
    return widthPixels;
  }

  int heightPixels() {
    return heightPixels;
  }

  /// Decodes the next row.
  ///
  /// @param pixels gets red, green, blue and alpha of each pixel, from 0 to 255, the colours
  ///   multiplied by alpha
  /// @return false when the image is damaged
  boolean next(int[] pixels) {
    byte[] before = row;
    row = above;
    above = before;
    if (!inflate() || !unfilter()) {
      return false;
    }
    for (int x = 0; x < widthPixels; x++) {
      pixel(x, pixels);
    }
    return true;
  }

  private boolean inflate() {
    try {
      int filled = 0;
      while (filled < row.length) {
        int count = inflater.inflate(row, filled, row.length - filled);
        filled += count;
        if (count == 0 && (inflater.finished() || inflater.needsDictionary() || !feed())) {
          return false;
        }
      }
      return true;
    } catch (DataFormatException _) {
      return false;
    }
  }

  /// Gives the inflater its next input. A raw stream needs one extra byte at its end (Inflater,
  /// constructor with nowrap).
  private boolean feed() {
    if (nextData < data.size()) {
      inflater.setInput(data.get(nextData++));
      return true;
    }
    boolean first = !ended;
    ended = true;
    inflater.setInput(new byte[1]);
    return first;
  }

  private boolean unfilter() {
    int distance = Math.max(1, samples * bits / 8);
    int filter = row[0];
    if (filter < 0 || filter > 4) {
      return false;
    }
    for (int i = 1; i < row.length; i++) {
      int left = i > distance ? row[i - distance] & 0xff : 0;
      int up = above[i] & 0xff;
      int upLeft = i > distance ? above[i - distance] & 0xff : 0;
      int guess =
          switch (filter) {
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            case 4 -> paeth(left, up, upLeft);
            default -> 0;
          };
      row[i] += (byte) guess;
    }
    return true;
  }

  /// The filter Paeth of the specification.
  static int paeth(int left, int up, int upLeft) {
    int estimate = left + up - upLeft;
    int toLeft = Math.abs(estimate - left);
    int toUp = Math.abs(estimate - up);
    int toUpLeft = Math.abs(estimate - upLeft);
    if (toLeft <= toUp && toLeft <= toUpLeft) {
      return left;
    }
    return toUp <= toUpLeft ? up : upLeft;
  }

  private void pixel(int x, int[] pixels) {
    int first = sample(x, 0);
    switch (colourType) {
      case RGB -> put(pixels, x, first, sample(x, 1), sample(x, 2), 255, false);
      case RGBA -> put(pixels, x, first, sample(x, 1), sample(x, 2), sample(x, 3), !ofApple);
      case GREY_ALPHA -> put(pixels, x, first, first, first, sample(x, 1), !ofApple);
      case PALETTE -> ofPalette(x, first, pixels);
      default -> put(pixels, x, first, first, first, 255, false);
    }
  }

  private void ofPalette(int x, int index, int[] pixels) {
    byte[] colours = palette;
    if (colours == null || 3 * index + 2 >= colours.length) {
      put(pixels, x, 0, 0, 0, 0, false);
      return;
    }
    byte[] alphas = paletteAlpha;
    int alpha = alphas == null || index >= alphas.length ? 255 : alphas[index] & 0xff;
    put(
        pixels,
        x,
        colours[3 * index] & 0xff,
        colours[3 * index + 1] & 0xff,
        colours[3 * index + 2] & 0xff,
        alpha,
        true);
  }

  /// Returns a sample as a number from 0 to 255, or as the index of a palette.
  private int sample(int x, int number) {
    int at = x * samples + number;
    if (bits == 16) {
      return row[1 + 2 * at] & 0xff;
    }
    if (bits == 8) {
      return row[1 + at] & 0xff;
    }
    int perByte = 8 / bits;
    int most = (1 << bits) - 1;
    int value = row[1 + at / perByte] >> (8 - bits - at % perByte * bits) & most;
    return colourType == PALETTE ? value : value * 255 / most;
  }

  private void put(int[] pixels, int x, int red, int green, int blue, int alpha, boolean multiply) {
    boolean swapped = ofApple && (colourType == RGB || colourType == RGBA);
    pixels[4 * x] = multiplied(swapped ? blue : red, alpha, multiply);
    pixels[4 * x + 1] = multiplied(green, alpha, multiply);
    pixels[4 * x + 2] = multiplied(swapped ? red : blue, alpha, multiply);
    pixels[4 * x + 3] = alpha;
  }

  private static int multiplied(int colour, int alpha, boolean multiply) {
    return multiply ? (colour * alpha + 127) / 255 : colour;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
