package dev.slipway.drops.media;

import dev.slipway.drops.media.MediaLook.Format;
import java.io.IOException;

/// Reads the size of a JPEG from its frame header (ITU-T T.81, B.1.1.3 and B.2.2). A JPEG has no
/// alpha channel.
final class JpegHeader {
  private static final int MARKER = 0xFF;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int RESTART_FIRST = 0xD0;
  private static final int START_OF_IMAGE = 0xD8;
  private static final int TEMPORARY = 0x01;

  private JpegHeader() {}

  static boolean begins(byte[] bytes) {
    return MediaHeader.startsWith(bytes, MARKER, START_OF_IMAGE, MARKER);
  }

  static MediaLook read(HeaderWindow window) throws IOException {
    long offset = 2;
    while (true) {
      byte[] segment = window.bytes(offset, 4);
      if (segment == null || Byte.toUnsignedInt(segment[0]) != MARKER) {
        return MediaHeader.UNREADABLE;
      }
      int marker = Byte.toUnsignedInt(segment[1]);
      if (marker == MARKER) {
        offset += 1;
      } else if ((marker >= RESTART_FIRST && marker <= START_OF_IMAGE) || marker == TEMPORARY) {
        offset += 2;
      } else if (marker == 0 || marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        return MediaHeader.UNREADABLE;
      } else if (isFrame(marker)) {
        return frame(window, offset);
      } else {
        int length = BigEndian.unsigned16(segment, 2);
        if (length < 2) {
          return MediaHeader.UNREADABLE;
        }
        offset += 2 + length;
      }
    }
  }

  /// Returns whether the marker is one of SOF0 to SOF15; DHT, JPG and DAC share their range.
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static MediaLook frame(HeaderWindow window, long offset) throws IOException {
    byte[] frame = window.bytes(offset, 9);
    if (frame == null) {
      return MediaHeader.UNREADABLE;
    }
    int height = BigEndian.unsigned16(frame, 5);
    int width = BigEndian.unsigned16(frame, 7);
    return width == 0 || height == 0
        ? MediaHeader.UNREADABLE
        : new MediaLook(Format.JPEG, width, height, false, null, null);
  }
}
