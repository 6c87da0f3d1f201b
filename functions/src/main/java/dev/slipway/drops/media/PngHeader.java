package dev.slipway.drops.media;

import dev.slipway.drops.BigEndian;
import dev.slipway.drops.media.ImageFacts.Colours;
import dev.slipway.drops.media.MediaLook.Fault;
import dev.slipway.drops.media.MediaLook.Format;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the size, colours, bit depth, alpha and orientation of a PNG (W3C, PNG Specification,
/// sections 5.2, 11.2.1, 11.3.1.1 and 11.3.4.4). An orientation after the image data is not found.
final class PngHeader {
  private static final int[] SIGNATURE = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int HEADER_END = 33;
  private static final int GREY = 0;
  private static final int GREY_WITH_ALPHA = 4;
  private static final int COLOUR_WITH_ALPHA = 6;
  private static final int CHUNK_FRAME_BYTES = 12;

  private PngHeader() {}

  static boolean begins(byte[] bytes) {
    return MediaHeader.startsWith(bytes, SIGNATURE);
  }

  static MediaLook read(HeaderWindow window, PixelBudget budget) throws IOException {
    if (window.sizeBytes() < HEADER_END) {
      return MediaLook.only(Format.PNG, Fault.CUT_OFF);
    }
    byte[] header = window.bytes(0, HEADER_END);
    if (header == null || !BigEndian.code(header, 12).equals("IHDR")) {
      return MediaLook.only(Format.PNG);
    }
    long width = BigEndian.unsigned32(header, 16);
    long height = BigEndian.unsigned32(header, 20);
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      return MediaLook.only(Format.PNG);
    }
    int colourType = header[25];
    boolean alphaChannel = colourType == GREY_WITH_ALPHA || colourType == COLOUR_WITH_ALPHA;
    var chunks = chunks(window);
    if (chunks.pixelsMissing) {
      return MediaLook.only(Format.PNG);
    }
    var image =
        new ImageFacts(
            header[24],
            chunks.orientation,
            colourType == GREY || colourType == GREY_WITH_ALPHA ? Colours.GREY : Colours.RGB,
            null);
    return WholeImage.png(
        window,
        new MediaLook(
            Format.PNG,
            (int) width,
            (int) height,
            alphaChannel ? Boolean.TRUE : chunks.transparency,
            null,
            null,
            image,
            null,
            null),
        budget);
  }

  /// What the chunks between the header and the image data say.
  ///
  /// @param transparency whether there is a tRNS chunk, which comes before the image data; null
  ///   when the image data does not begin within the budget
  /// @param pixelsMissing whether the file ends without any image data
  private record Chunks(@Nullable Boolean transparency, int orientation, boolean pixelsMissing) {}

  private static Chunks chunks(HeaderWindow window) throws IOException {
    long offset = HEADER_END;
    Boolean transparency = null;
    int orientation = ImageFacts.UPRIGHT;
    while (true) {
      byte[] chunk = window.bytes(offset, 8);
      if (chunk == null) {
        return new Chunks(transparency, orientation, false);
      }
      long length = BigEndian.unsigned32(chunk, 0);
      switch (BigEndian.code(chunk, 4)) {
        case "tRNS" -> transparency = true;
        case "eXIf" -> orientation = orientation(window, offset + 8, length);
        case "IDAT" -> {
          return new Chunks(transparency != null, orientation, false);
        }
        case "IEND" -> {
          return new Chunks(transparency != null, orientation, true);
        }
        default -> {}
      }
      offset += CHUNK_FRAME_BYTES + length;
    }
  }

  private static int orientation(HeaderWindow window, long offset, long length) throws IOException {
    byte[] exif = window.bytes(offset, (int) Math.min(length, ExifOrientation.MAX_BYTES));
    return exif == null ? ImageFacts.UPRIGHT : ExifOrientation.of(exif);
  }
}
