package dev.slipway.drops.media;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaLook.Format;
import java.io.IOException;
import java.util.Arrays;

/// Looks at the first bytes of an image or video, and at what they point to.
final class MediaHeader {
  /// More of an image is never read.
  static final int IMAGE_BUDGET_BYTES = 64 << 10;

  /// What no reader can make sense of.
  static final MediaLook UNREADABLE = new MediaLook(Format.UNKNOWN, 0, 0, null, null, null);

  private static final int SIGNATURE_BYTES = 12;

  private MediaHeader() {}

  /// What the header tells, from the memory if it knows; never fails for what the file holds.
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
