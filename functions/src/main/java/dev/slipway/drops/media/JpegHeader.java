package dev.slipway.drops.media;

import dev.slipway.drops.BigEndian;
import dev.slipway.drops.media.ImageFacts.Colours;
import dev.slipway.drops.media.MediaLook.Fault;
import dev.slipway.drops.media.MediaLook.Format;
import java.io.IOException;
import java.util.Arrays;

/// Reads the size and colours of a JPEG from its frame header (ITU-T T.81, B.1.1.3 and B.2.2), and
/// its orientation from a segment with EXIF data before it (CIPA DC-008, 4.5.4). A JPEG has no
/// alpha channel.
final class JpegHeader {
  private static final int MARKER = 0xFF;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int RESTART_FIRST = 0xD0;
  private static final int START_OF_IMAGE = 0xD8;
  private static final int TEMPORARY = 0x01;
  private static final int APP1 = 0xE1;
  private static final int[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  private static final MediaLook CUT_OFF = MediaLook.only(Format.JPEG, Fault.CUT_OFF);
  private static final MediaLook DAMAGED = MediaLook.only(Format.JPEG);
  private static final int FRAME_BYTES = 10;

  private JpegHeader() {}

  static boolean begins(byte[] bytes) {
    return MediaHeader.startsWith(bytes, MARKER, START_OF_IMAGE, MARKER);
  }

  static MediaLook read(HeaderWindow window) throws IOException {
    long offset = 2;
    int orientation = ImageFacts.UPRIGHT;
    while (true) {
      if (offset > window.sizeBytes() - 4) {
        return CUT_OFF;
      }
      byte[] segment = window.bytes(offset, 4);
      if (segment == null || Byte.toUnsignedInt(segment[0]) != MARKER) {
        return DAMAGED;
      }
      int marker = Byte.toUnsignedInt(segment[1]);
      if (marker == MARKER) {
        offset += 1;
      } else if ((marker >= RESTART_FIRST && marker <= START_OF_IMAGE) || marker == TEMPORARY) {
        offset += 2;
      } else if (marker == 0 || marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        return DAMAGED;
      } else if (isFrame(marker)) {
        return frame(window, offset, orientation);
      } else {
        int length = BigEndian.unsigned16(segment, 2);
        if (length < 2) {
          return DAMAGED;
        }
        if (marker == APP1 && orientation == ImageFacts.UPRIGHT) {
          orientation = orientation(window, offset + 4, length - 2);
        }
        offset += 2 + length;
      }
    }
  }

  /// Returns whether the marker is one of SOF0 to SOF15; DHT, JPG and DAC share their range.
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static int orientation(HeaderWindow window, long offset, int length) throws IOException {
    byte[] segment =
        window.bytes(offset, Math.min(length, EXIF.length + ExifOrientation.MAX_BYTES));
    return segment != null && MediaHeader.startsWith(segment, EXIF)
        ? ExifOrientation.of(Arrays.copyOfRange(segment, EXIF.length, segment.length))
        : ImageFacts.UPRIGHT;
  }

  private static MediaLook frame(HeaderWindow window, long offset, int orientation)
      throws IOException {
    if (offset > window.sizeBytes() - FRAME_BYTES) {
      return CUT_OFF;
    }
    byte[] frame = window.bytes(offset, FRAME_BYTES);
    if (frame == null) {
      return DAMAGED;
    }
    int height = BigEndian.unsigned16(frame, 5);
    int width = BigEndian.unsigned16(frame, 7);
    if (width == 0 || height == 0) {
      return DAMAGED;
    }
    var colours =
        switch (frame[9]) {
          case 1 -> Colours.GREY;
          case 3 -> Colours.RGB;
          case 4 -> Colours.CMYK;
          default -> Colours.OTHER;
        };
    var image = new ImageFacts(Byte.toUnsignedInt(frame[4]), orientation, colours, null);
    return WholeImage.jpeg(
        window,
        new MediaLook(Format.JPEG, width, height, false, null, null, image, null, null),
        offset);
  }
}
