package dev.slipway.drops.zip;

import dev.slipway.drops.IpaUnreadableException;
import java.io.IOException;

/// Walks through the headers of a central directory, and holds one piece of it at a time. Each byte
/// is read once. Not thread-safe.
final class DirectoryHeaders {
  static final int HEADER_SIZE_BYTES = 46;
  static final int SIGNATURE = 0x02014b50;

  /// The size of a piece: few reads for large directories, and a small part of a heap of 64 MB.
  static final int PIECE_SIZE_BYTES = 4 << 20;

  private final RangeWindow window;
  private final int pieceSizeBytes;
  private final long end;

  /// The offset in the archive behind the bytes that were read.
  private long readTo;

  private LittleEndian piece = new LittleEndian(new byte[0]);

  /// The current header.
  private int at;

  private int length;

  /// @param pieceSizeBytes [#PIECE_SIZE_BYTES] except in tests
  DirectoryHeaders(RangeWindow window, EndOfCentralDirectory end, int pieceSizeBytes) {
    this.window = window;
    this.pieceSizeBytes = pieceSizeBytes;
    this.readTo = end.directoryStart();
    this.end = end.directoryStart() + end.directorySizeBytes();
  }

  /// Moves to the next header; returns false behind the last.
  boolean next() throws IOException, IpaUnreadableException {
    at += length;
    length = 0;
    if (!holds(1)) {
      return false;
    }
    if (!holds(HEADER_SIZE_BYTES) || piece.i32(at) != SIGNATURE) {
      throw CentralDirectory.damaged();
    }
    int wanted = HEADER_SIZE_BYTES + nameLength() + extraLength() + u16(32);
    if (!holds(wanted)) {
      throw CentralDirectory.damaged();
    }
    length = wanted;
    return true;
  }

  int u16(int field) {
    return piece.u16(at + field);
  }

  int i32(int field) {
    return piece.i32(at + field);
  }

  long u32(int field) {
    return piece.u32(at + field);
  }

  byte[] name() {
    return piece.slice(at + HEADER_SIZE_BYTES, nameLength());
  }

  ExtraFields extra() {
    return new ExtraFields(piece, at + HEADER_SIZE_BYTES + nameLength(), extraLength());
  }

  private int nameLength() {
    return u16(28);
  }

  private int extraLength() {
    return u16(30);
  }

  /// Reads on until so many bytes from the current header on are held; returns false when the
  /// directory ends before.
  private boolean holds(int count) throws IOException, IpaUnreadableException {
    int held = piece.length() - at;
    if (held + end - readTo < count) {
      return false;
    }
    while (held < count) {
      byte[] rest = piece.slice(at, held);
      // Frees the piece before the next one is allocated.
      piece = new LittleEndian(rest);
      at = 0;
      int more = (int) Math.min(pieceSizeBytes, end - readTo);
      piece = new LittleEndian(window.directoryBytes(rest, readTo, more));
      readTo += more;
      held += more;
    }
    return true;
  }
}
