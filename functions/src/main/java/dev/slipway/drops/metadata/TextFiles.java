package dev.slipway.drops.metadata;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.GitLfs;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.problems.Finding;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads text files: UTF-8 with or without a byte order mark, with any line ends. Strips
/// surrounding white space.
final class TextFiles {
  /// The limit of every text file except the longest texts.
  static final int MAX_SIZE_BYTES = 64 << 10;

  private static final int MAX_BYTES_OF_CODE_POINT = 4;

  private TextFiles() {}

  /// The result of reading a file. A finding never quotes the file, which may contain a secret.
  ///
  /// @param text null when the file is blank or cannot be used
  /// @param finding null when the file has no fault
  record Reading(@Nullable String text, @Nullable Finding finding) {}

  /// Returns a size that is enough for the field's longest text, and for one that is a bit too
  /// long.
  static int maxSizeBytes(TextField field) {
    return Math.max(MAX_SIZE_BYTES, (field.maxLength() + 1024) * MAX_BYTES_OF_CODE_POINT);
  }

  static Reading read(DropObjects files, ObjectVersion file, int maxSizeBytes) throws IOException {
    if (file.sizeBytes() > maxSizeBytes) {
      return faulty(
          ReadingCheck.FILE_TOO_LARGE,
          file,
          file.sizeBytes() + " bytes, of at most " + maxSizeBytes);
    }
    if (file.sizeBytes() == 0) {
      return new Reading(null, null);
    }
    int size = (int) file.sizeBytes();
    byte[] bytes;
    try (var in = files.open(file, 0, size)) {
      bytes = in.readNBytes(size);
    }
    if (bytes.length != size) {
      throw new EOFException(file.key() + ": got " + bytes.length + " of " + size + " bytes");
    }
    if (GitLfs.isPointer(bytes, size)) {
      return new Reading(null, ReadingCheck.GIT_LFS_POINTER.finding(file.key(), null, ""));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String normalized = normalized(text);
      return new Reading(normalized.isEmpty() ? null : normalized, null);
    } catch (CharacterCodingException e) {
      return faulty(ReadingCheck.FILE_NOT_UTF8, file, "bytes that are not UTF-8");
    }
  }

  private static String normalized(String text) {
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return withoutMark.replace("\r\n", "\n").replace('\r', '\n').strip();
  }

  private static Reading faulty(ReadingCheck check, ObjectVersion file, String found) {
    return new Reading(null, check.finding(file.key(), found, ""));
  }
}
