package dev.slipway.drops.media.pixels;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Follows the markers of a JPEG to its end (ITU-T T.81, B.1.1).
public final class JpegScan {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int MARKER = 0xFF;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int RESTART_FIRST = 0xD0;
  private static final int START_OF_IMAGE = 0xD8;
  private static final int TEMPORARY = 0x01;

  private JpegScan() {}

  /// Returns whether the file has an end of image; what follows it does not matter.
  ///
  /// @param file from its first byte on
  public static boolean reachesItsEnd(InputStream file) throws IOException {
    var in = new BufferedInputStream(file, BUFFER_BYTES);
    while (true) {
      int marker = nextMarker(in);
      if (marker < 0) {
        return false;
      }
      if (marker == END_OF_IMAGE) {
        return true;
      }
      if (!standsAlone(marker) && !skipSegment(in)) {
        return false;
      }
    }
  }

  /// Returns the next marker; -1 at the end of the file. Bytes before it are those of an image.
  private static int nextMarker(InputStream in) throws IOException {
    int read = in.read();
    while (read >= 0) {
      if (read != MARKER) {
        read = in.read();
        continue;
      }
      while (read == MARKER) {
        read = in.read();
      }
      // In an image, FF 00 is the byte FF.
      if (read > 0) {
        return read;
      }
    }
    return -1;
  }

  private static boolean standsAlone(int marker) {
    return marker == TEMPORARY || (marker >= RESTART_FIRST && marker <= START_OF_IMAGE);
  }

  private static boolean skipSegment(InputStream in) throws IOException {
    int high = in.read();
    int low = in.read();
    int length = ((high << 8) | low) - 2;
    return low >= 0 && in.readNBytes(Math.max(0, length)).length == Math.max(0, length);
  }
}
