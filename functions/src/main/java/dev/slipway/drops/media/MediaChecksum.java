package dev.slipway.drops.media;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import java.io.EOFException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Computes the checksum that Apple uses for the bytes of an asset (spec: `sourceFileChecksum`, MD5
/// in hex). Thread-safe.
public final class MediaChecksum {
  private static final int PIECE_BYTES = 64 << 10;

  private MediaChecksum() {}

  /// Returns the MD5 of a file's bytes in lower-case hex. Streams the file, and reads it only once
  /// for as long as the memory lasts.
  ///
  /// @throws IOException when the bucket cannot be read at present, or the version is gone
  public static String md5(DropObjects files, ObjectVersion file, MediaMemory memory)
      throws IOException {
    @Nullable String remembered = memory.md5(file);
    if (remembered != null) {
      return remembered;
    }
    MessageDigest digest = newMd5();
    long total = 0;
    if (file.sizeBytes() > 0) {
      byte[] piece = new byte[PIECE_BYTES];
      try (var in = files.open(file, 0, file.sizeBytes())) {
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
          digest.update(piece, 0, read);
          total += read;
        }
      }
    }
    if (total != file.sizeBytes()) {
      throw new EOFException(file.key() + ": got " + total + " of " + file.sizeBytes() + " bytes");
    }
    String md5Hex = HexFormat.of().formatHex(digest.digest());
    memory.rememberMd5(file, md5Hex);
    return md5Hex;
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has MD5", e);
    }
  }
}
