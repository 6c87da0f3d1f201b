package dev.slipway.drops.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Finds the orientation in EXIF data (CIPA DC-008, 4.6.4: tag 0x0112 of the 0th IFD; TIFF 6.0,
/// section 2).
final class ExifOrientation {
  /// The limit of bytes read of EXIF data; the 0th IFD is at its beginning.
  static final int MAX_BYTES = 2 << 10;

  private static final int TAG = 0x0112;
  private static final int UNSIGNED_16 = 3;
  private static final int FIELD_BYTES = 12;
  private static final int LAST = 8;

  private ExifOrientation() {}

  /// Returns the orientation; [ImageFacts#UPRIGHT] when there is none, or the data are malformed.
  ///
  /// @param exif the beginning of the data, from the byte order on
  static int of(byte[] exif) {
    if (exif.length < 10) {
      return ImageFacts.UPRIGHT;
    }
    var tiff =
        ByteBuffer.wrap(exif)
            .order(exif[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = Integer.toUnsignedLong(tiff.getInt(4));
    if (directory > exif.length - 2) {
      return ImageFacts.UPRIGHT;
    }
    int at = (int) directory;
    int fields = Short.toUnsignedInt(tiff.getShort(at));
    at += 2;
    for (int i = 0; i < fields && at + FIELD_BYTES <= exif.length; i++, at += FIELD_BYTES) {
      if (Short.toUnsignedInt(tiff.getShort(at)) == TAG) {
        int value = Short.toUnsignedInt(tiff.getShort(at + 8));
        boolean valid = tiff.getShort(at + 2) == UNSIGNED_16 && value >= 1 && value <= LAST;
        return valid ? value : ImageFacts.UPRIGHT;
      }
    }
    return ImageFacts.UPRIGHT;
  }
}
