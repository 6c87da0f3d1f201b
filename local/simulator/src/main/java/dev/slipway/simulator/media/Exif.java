package dev.slipway.simulator.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads the orientation in EXIF data (TIFF 6.0, section 8: tag 274 of the first directory).
final class Exif {
  /// The orientation of an image that says nothing, or something unreadable.
  static final int UPRIGHT = 1;

  private static final int ORIENTATION = 274;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private Exif() {}

  /// @param tiff the data without the marker before it
  static int orientation(byte[] tiff) {
    if (tiff.length < 8) {
      return UPRIGHT;
    }
    ByteBuffer bytes = ByteBuffer.wrap(tiff);
    bytes.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = bytes.getInt(4);
    if (directory < 8 || directory > tiff.length - 2) {
      return UPRIGHT;
    }
    int entries = Short.toUnsignedInt(bytes.getShort(directory));
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY_BYTES;
      if (entry > tiff.length - ENTRY_BYTES) {
        break;
      }
      if (Short.toUnsignedInt(bytes.getShort(entry)) == ORIENTATION
          && bytes.getShort(entry + 2) == SHORT) {
        int orientation = Short.toUnsignedInt(bytes.getShort(entry + 8));
        return orientation >= 1 && orientation <= 8 ? orientation : UPRIGHT;
      }
    }
    return UPRIGHT;
  }
}
