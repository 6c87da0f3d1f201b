package dev.slipway.drops.media.pixels;

import dev.slipway.drops.BigEndian;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Decodes the image data of a PNG line by line, as far as its transparency needs it (W3C, PNG
/// Specification, sections 8 to 10): of an image with an alpha channel, that channel alone. Keeps
/// two lines. Not thread-safe.
final class AlphaLines implements AutoCloseable {
  /// Wider images are not decoded.
  private static final int MAX_WIDTH = 1 << 14;

  private static final int GREY = 0;
  private static final int COLOUR = 2;
  private static final int PALETTE = 3;
  private static final int GREY_WITH_ALPHA = 4;
  private static final int COLOUR_WITH_ALPHA = 6;

  /// The passes of an interlaced image: first column, first row, columns apart, rows apart.
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

  private final Inflater inflater = new Inflater();
  private final int width;
  private final int height;
  private final int depth;
  private final int colourType;
  private final byte[] transparency;
  private final int[][] passes;

  /// Bytes from one pixel to the next, at least one.
  private final int pixelBytes;

  private byte[] line;
  private byte[] above;
  private int filled;
  private int pass = -1;
  private int columns;
  private int rows;
  private int row;
  private boolean transparent;
  private boolean ended;
  private boolean unreadable;

  /// @param header the content of IHDR
  /// @param transparency the content of tRNS; null without one
  AlphaLines(byte[] header, byte @Nullable [] transparency) {
    this.width = (int) Math.min(BigEndian.unsigned32(header, 0), Integer.MAX_VALUE);
    this.height = (int) Math.min(BigEndian.unsigned32(header, 4), Integer.MAX_VALUE);
    this.depth = header[8];
    this.colourType = header[9];
    this.transparency = transparency == null ? new byte[0] : transparency;
    this.passes = header[12] == 0 ? ONE_PASS : ADAM7;
    int bits = depth * channels();
    this.pixelBytes = Math.max(1, bits / 8);
    this.unreadable = width < 1 || height < 1 || width > MAX_WIDTH || !isDepth() || channels() == 0;
    int lineBytes = unreadable ? 0 : (int) (((long) width * bits + 7) / 8);
    this.line = new byte[lineBytes + 1];
    this.above = new byte[lineBytes + 1];
    nextPass();
  }

  /// @param header the content of IHDR, or nothing
  static boolean hasChannel(byte[] header) {
    return header.length > 9 && (header[9] == GREY_WITH_ALPHA || header[9] == COLOUR_WITH_ALPHA);
  }

  /// Returns whether no pixel is transparent; null when that is not known.
  @Nullable Boolean opaque() {
    if (transparent) {
      return false;
    }
    return (ended && !unreadable) ? true : null;
  }

  /// Takes the next bytes of the image data.
  void add(byte[] bytes, int length) {
    if (transparent || ended || unreadable) {
      return;
    }
    inflater.setInput(bytes, 0, length);
    try {
      while (!transparent && !ended) {
        int inflated = inflater.inflate(line, filled, lineBytes() + 1 - filled);
        if (inflated == 0) {
          unreadable = inflater.needsDictionary() || inflater.finished();
          return;
        }
        filled += inflated;
        if (filled == lineBytes() + 1) {
          endLine();
        }
      }
    } catch (DataFormatException e) {
      unreadable = true;
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  private boolean isDepth() {
    return depth == 8
        || (depth == 16 && colourType != PALETTE)
        || ((depth == 1 || depth == 2 || depth == 4)
            && (colourType == GREY || colourType == PALETTE));
  }

  private int channels() {
    return switch (colourType) {
      case GREY, PALETTE -> 1;
      case GREY_WITH_ALPHA -> 2;
      case COLOUR -> 3;
      case COLOUR_WITH_ALPHA -> 4;
      default -> 0;
    };
  }

  private int lineBytes() {
    return (int) (((long) columns * depth * channels() + 7) / 8);
  }

  /// Begins the next pass that has pixels.
  private void nextPass() {
    do {
      pass++;
      if (unreadable || pass == passes.length) {
        ended = true;
        return;
      }
      int[] grid = passes[pass];
      columns = Math.max(0, (width - grid[0] + grid[2] - 1) / grid[2]);
      rows = Math.max(0, (height - grid[1] + grid[3] - 1) / grid[3]);
    } while (columns == 0 || rows == 0);
    row = 0;
    Arrays.fill(above, (byte) 0);
  }

  private void endLine() {
    if (hasAlphaChannel()) {
      int alphaBytes = depth / 8;
      for (int i = pixelBytes - alphaBytes; i < pixelBytes; i++) {
        restore(i, pixelBytes);
      }
      transparent = !isFull(pixelBytes - alphaBytes);
    } else {
      restore(0, 1);
      transparent = hasTransparentColour();
    }
    byte[] done = line;
    line = above;
    above = done;
    filled = 0;
    row++;
    if (row == rows) {
      nextPass();
    }
  }

  private boolean hasAlphaChannel() {
    return colourType == GREY_WITH_ALPHA || colourType == COLOUR_WITH_ALPHA;
  }

  /// Undoes the filter of the line (section 9) at the bytes `first`, `first + step` and so on. A
  /// filter mixes a byte only with bytes at the same place of other pixels.
  private void restore(int first, int step) {
    int filter = line[0];
    int end = lineBytes() + 1;
    for (int at = 1 + first; at < end; at += step) {
      boolean leftmost = at - pixelBytes < 1;
      int left = leftmost ? 0 : line[at - pixelBytes] & 0xFF;
      int up = above[at] & 0xFF;
      int predicted =
          switch (filter) {
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            case 4 -> paeth(left, up, leftmost ? 0 : above[at - pixelBytes] & 0xFF);
            default -> 0;
          };
      line[at] = (byte) (line[at] + predicted);
    }
  }

  private static int paeth(int left, int up, int upLeft) {
    int estimate = left + up - upLeft;
    int toLeft = Math.abs(estimate - left);
    int toUp = Math.abs(estimate - up);
    int toUpLeft = Math.abs(estimate - upLeft);
    if (toLeft <= toUp && toLeft <= toUpLeft) {
      return left;
    }
    return toUp <= toUpLeft ? up : upLeft;
  }

  /// Returns whether the alpha of all pixels is as high as can be.
  private boolean isFull(int alphaAt) {
    int end = lineBytes() + 1;
    for (int pixel = 1; pixel < end; pixel += pixelBytes) {
      for (int i = alphaAt; i < pixelBytes; i++) {
        if (line[pixel + i] != (byte) 0xFF) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean hasTransparentColour() {
    for (int column = 0; column < columns; column++) {
      if (isTransparent(column)) {
        return true;
      }
    }
    return false;
  }

  private boolean isTransparent(int column) {
    if (colourType == PALETTE) {
      int index = sample(column);
      return index < transparency.length && transparency[index] != (byte) 0xFF;
    }
    // Each colour of tRNS has 16 bits (section 11.3.2.1).
    int channels = channels();
    if (transparency.length < 2 * channels) {
      return false;
    }
    for (int i = 0; i < channels; i++) {
      if (sample(column * channels + i) != BigEndian.unsigned16(transparency, 2 * i)) {
        return false;
      }
    }
    return true;
  }

  private int sample(int index) {
    if (depth == 16) {
      return BigEndian.unsigned16(line, 1 + 2 * index);
    }
    int bit = index * depth;
    int shift = 8 - depth - bit % 8;
    return ((line[1 + bit / 8] & 0xFF) >> shift) & ((1 << depth) - 1);
  }
}
