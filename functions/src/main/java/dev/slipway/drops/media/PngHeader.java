package dev.slipway.drops.media;

import dev.slipway.drops.media.MediaLook.Format;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the size and alpha of a PNG (W3C, PNG Specification, sections 5.2 and 11.2.1, 11.3.1.1).
final class PngHeader {
  private static final int[] SIGNATURE = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int HEADER_END = 33;
  private static final int GREY_WITH_ALPHA = 4;
  private static final int COLOUR_WITH_ALPHA = 6;
  private static final int CHUNK_FRAME_BYTES = 12;

  private PngHeader() {}

  static boolean begins(byte[] bytes) {
    return MediaHeader.startsWith(bytes, SIGNATURE);
  }

  static MediaLook read(HeaderWindow window) throws IOException {
    byte[] header = window.bytes(0, HEADER_END);
    if (header == null || !BigEndian.code(header, 12).equals("IHDR")) {
      return MediaHeader.UNREADABLE;
    }
    long width = BigEndian.unsigned32(header, 16);
    long height = BigEndian.unsigned32(header, 20);
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      return MediaHeader.UNREADABLE;
    }
    int colourType = header[25];
    Boolean alpha =
        switch (colourType) {
          case GREY_WITH_ALPHA, COLOUR_WITH_ALPHA -> Boolean.TRUE;
          default -> transparencyChunk(window);
        };
    return new MediaLook(Format.PNG, (int) width, (int) height, alpha, null, null);
  }

  /// Returns whether there is a tRNS chunk, which comes before the image data; null when the image
  /// data does not begin within the budget.
  private static @Nullable Boolean transparencyChunk(HeaderWindow window) throws IOException {
    long offset = HEADER_END;
    while (true) {
      byte[] chunk = window.bytes(offset, 8);
      if (chunk == null) {
        return null;
      }
      switch (BigEndian.code(chunk, 4)) {
        case "tRNS" -> {
          return true;
        }
        case "IDAT", "IEND" -> {
          return false;
        }
        default -> offset += CHUNK_FRAME_BYTES + BigEndian.unsigned32(chunk, 0);
      }
    }
  }
}
