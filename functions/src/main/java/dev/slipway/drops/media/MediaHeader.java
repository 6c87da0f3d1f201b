package dev.slipway.drops.media;

import dev.slipway.drops.BigEndian;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.GitLfs;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaLook.Fault;
import dev.slipway.drops.media.MediaLook.Format;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the header of an image or video, and whether the file reaches its end.
public final class MediaHeader {
  /// The limit of bytes read from an image, besides its last bytes and its pixels.
  static final int IMAGE_BUDGET_BYTES = 64 << 10;

  /// The result for a file that no reader can parse.
  static final MediaLook UNREADABLE = MediaLook.only(Format.UNKNOWN);

  /// As many as a Git LFS pointer begins with.
  private static final int SIGNATURE_BYTES = 42;

  /// The brands of HEIF images, HEIC and AVIF (ISO/IEC 23008-12, 10; AV1 Image File Format, 6).
  private static final Set<String> HEIF_BRANDS =
      Set.of("heic", "heix", "heim", "heis", "mif1", "avif");

  private MediaHeader() {}

  /// Returns the result of reading the file, from the memory if it has one. Never fails because of
  /// the file's content.
  ///
  /// @param budget for the pixels of images that may be transparent
  /// @throws IOException when the bucket cannot be read at present
  public static MediaLook look(
      DropObjects files, ObjectVersion file, MediaMemory memory, PixelBudget budget)
      throws IOException {
    MediaLook remembered = memory.look(file);
    if (remembered != null) {
      return remembered;
    }
    MediaLook look = read(new HeaderWindow(files, file, IMAGE_BUDGET_BYTES), budget);
    memory.rememberLook(file, look);
    return look;
  }

  private static MediaLook read(HeaderWindow window, PixelBudget budget) throws IOException {
    byte[] signature = window.bytes(0, (int) Math.min(SIGNATURE_BYTES, window.sizeBytes()));
    if (signature == null) {
      return UNREADABLE;
    }
    if (PngHeader.begins(signature)) {
      return PngHeader.read(window, budget);
    }
    if (JpegHeader.begins(signature)) {
      return JpegHeader.read(window);
    }
    var fault = otherKind(signature, window.sizeBytes());
    if (fault != null) {
      return UNREADABLE.with(fault);
    }
    if (VideoHeader.begins(signature)) {
      return VideoHeader.read(window);
    }
    return UNREADABLE;
  }

  /// Returns what else the file is, as far as people mistake it for an image; null for anything
  /// else.
  private static @Nullable Fault otherKind(byte[] signature, long sizeBytes) {
    if (GitLfs.isPointer(signature, sizeBytes)) {
      return Fault.GIT_LFS_POINTER;
    }
    if (startsWith(signature, 'G', 'I', 'F', '8')) {
      return Fault.GIF;
    }
    if (signature.length < 12) {
      return null;
    }
    String middle = BigEndian.code(signature, 8);
    if (startsWith(signature, 'R', 'I', 'F', 'F') && middle.equals("WEBP")) {
      return Fault.WEBP;
    }
    boolean image = BigEndian.code(signature, 4).equals("ftyp") && HEIF_BRANDS.contains(middle);
    return image ? Fault.HEIC : null;
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
