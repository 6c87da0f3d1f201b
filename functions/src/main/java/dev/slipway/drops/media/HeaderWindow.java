package dev.slipway.drops.media;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the beginning of a file, and the parts that it points to, piece by piece within a budget.
/// Not thread-safe.
final class HeaderWindow {
  private static final int PIECE_BYTES = 4 << 10;

  private final DropObjects files;
  private final ObjectVersion file;
  private int budgetBytes;
  private long pieceOffset;
  private byte[] piece = new byte[0];

  HeaderWindow(DropObjects files, ObjectVersion file, int budgetBytes) {
    this.files = files;
    this.file = file;
    this.budgetBytes = budgetBytes;
  }

  long sizeBytes() {
    return file.sizeBytes();
  }

  /// Extends the budget, for a second kind of content in the same file.
  void extendBudget(int bytes) {
    budgetBytes += bytes;
  }

  /// Returns exactly `length` bytes; null when the file ends before, or the budget is used up.
  ///
  /// @throws IOException when the bucket cannot be read now
  byte @Nullable [] bytes(long offset, int length) throws IOException {
    if (offset < 0 || length < 0 || offset > file.sizeBytes() - length) {
      return null;
    }
    if (offset < pieceOffset || offset + length > pieceOffset + piece.length) {
      if (length > budgetBytes) {
        return null;
      }
      int wanted = Math.min(Math.max(length, PIECE_BYTES), budgetBytes);
      fetch(offset, (int) Math.min(wanted, file.sizeBytes() - offset));
    }
    int from = (int) (offset - pieceOffset);
    return Arrays.copyOfRange(piece, from, from + length);
  }

  private void fetch(long offset, int length) throws IOException {
    budgetBytes -= length;
    byte[] fetched;
    try (var in = files.open(file, offset, length)) {
      fetched = in.readNBytes(length);
    }
    if (fetched.length != length) {
      throw new EOFException(
          file.key() + ": got " + fetched.length + " of " + length + " bytes at " + offset);
    }
    pieceOffset = offset;
    piece = fetched;
  }
}
