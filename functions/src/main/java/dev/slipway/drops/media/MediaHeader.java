package dev.slipway.drops.media;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaLook.Format;
import java.io.IOException;
import java.util.Arrays;

/// Reads the header of an image or video.
final class MediaHeader {
  /// The limit of bytes read from an image.
  static final int IMAGE_BUDGET_BYTES = 64 << 10;

  /// The result for a file that no reader can parse.
  static final MediaLook UNREADABLE = MediaLook.only(Format.UNKNOWN);

  private static final int SIGNATURE_BYTES = 12;

  private MediaHeader() {}

  /// Returns the result of reading the header, from the memory if it has one. Never fails because
  /// of the file's content.
  ///
  /// @throws IOException when the bucket cannot be read at present
  static MediaLook look(DropObjects files, ObjectVersion file, MediaMemory memory)
      throws IOException {
    MediaLook remembered = memory.look(file);
    if (remembered != null) {
      return remembered;
    }
    MediaLook look = read(new HeaderWindow(files, file, IMAGE_BUDGET_BYTES));
    memory.rememberLook(file, look);
    return look;
  }

  static MediaLook read(HeaderWindow window) throws IOException {
    byte[] signature = window.bytes(0, (int) Math.min(SIGNATURE_BYTES, window.sizeBytes()));
    if (signature == null) {
      return UNREADABLE;
    }
    if (PngHeader.begins(signature)) {
      return PngHeader.read(window);
    }
    if (JpegHeader.begins(signature)) {
      return JpegHeader.read(window);
    }
    if (VideoHeader.begins(signature)) {
      return VideoHeader.read(window);
    }
    return UNREADABLE;
  }

  static boolean startsWith(byte[] bytes, int... expected) {
    if (bytes.length < expected.length) {
      return false;
    }
    byte[] wanted = new byte[expected.length];
    for (int i = 0; i < expected.length; i++) {
      wanted[i] = (byte) expected[i];
    }
    return Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
  }
}
