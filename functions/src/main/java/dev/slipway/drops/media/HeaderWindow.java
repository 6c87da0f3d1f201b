package dev.slipway.drops.media;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the beginning of a file, and the parts that it points to, piece by piece within a budget;
/// its last bytes; and, when nothing less is enough, all of it. Not thread-safe.
final class HeaderWindow {
  private static final int FIRST_PIECE_BYTES = 4 << 10;

  /// What lies further back are heads of segments and boxes.
  private static final int PIECE_BYTES = 512;

  private static final int TAIL_BYTES = 4 << 10;

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
      int pieceBytes = offset == 0 ? FIRST_PIECE_BYTES : PIECE_BYTES;
      int wanted = Math.min(Math.max(length, pieceBytes), budgetBytes);
      fetch(offset, (int) Math.min(wanted, file.sizeBytes() - offset));
    }
    int from = (int) (offset - pieceOffset);
    return Arrays.copyOfRange(piece, from, from + length);
  }

  /// Returns the last bytes of the file, whatever is left of the budget.
  byte[] tail() throws IOException {
    long from = Math.max(0, file.sizeBytes() - TAIL_BYTES);
    int length = (int) (file.sizeBytes() - from);
    extendBudget(length);
    return Objects.requireNonNull(bytes(from, length));
  }

  /// Opens the whole file, whatever is left of the budget. The caller closes it. The stream fails
  /// when the bucket sends less than the file.
  InputStream whole() throws IOException {
    return new WholeFile(files.open(file, 0, file.sizeBytes()), file.sizeBytes());
  }

  /// Distinguishes the end of the file from the end of a connection.
  private static final class WholeFile extends FilterInputStream {
    private long left;

    WholeFile(InputStream in, long sizeBytes) {
      super(in);
      this.left = sizeBytes;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? -1 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return count(super.read(into, offset, length));
    }

    private int count(int read) throws IOException {
      if (read < 0 && left > 0) {
        throw new EOFException(left + " bytes are missing");
      }
      left -= Math.max(0, read);
      return read;
    }
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
