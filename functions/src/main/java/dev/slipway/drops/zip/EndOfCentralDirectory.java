package dev.slipway.drops.zip;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A record that may end a zip archive and names the place of the central directory.
///
/// Sources for all zip layouts in this package: PKWARE APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.
///
/// @param directoryEndOffset where the central directory ends: at this record, or at the zip64
///   record
/// @param directorySizeBytes the size of the central directory
/// @param directoryOffset where the directory starts according to the record, from the archive's
///   start
/// @param entryCount the number of entries according to the record
/// @param zip64 whether the numbers come from a zip64 record and so are complete
record EndOfCentralDirectory(
    long directoryEndOffset,
    long directorySizeBytes,
    long directoryOffset,
    long entryCount,
    boolean zip64) {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_SIZE_BYTES = 22;
  private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
  private static final int ZIP64_LOCATOR_SIZE_BYTES = 20;
  private static final int ZIP64_END_SIGNATURE = 0x06064b50;
  private static final int ZIP64_END_SIZE_BYTES = 56;
  static final long SATURATED_32 = 0xFFFF_FFFFL;
  static final int SATURATED_16 = 0xFFFF;

  /// Returns the records that may end the archive, the last one first. Usually there is one; there
  /// are more when bytes of the archive comment look like an end record.
  static List<EndOfCentralDirectory> candidates(RangeWindow window)
      throws IOException, IpaUnreadableException {
    LittleEndian tail = window.tail();
    var found = new ArrayList<EndOfCentralDirectory>();
    boolean split = false;
    boolean empty = false;
    long surplus = 0;
    for (int at = tail.length() - END_SIZE_BYTES; at >= 0; at--) {
      if (tail.i32(at) != END_SIGNATURE) {
        continue;
      }
      long behind = (long) tail.length() - at - END_SIZE_BYTES - tail.u16(at + 20);
      if (behind != 0) {
        surplus = surplus == 0 && behind > 0 && endsHere(window, at) ? behind : surplus;
        continue;
      }
      if (tail.u16(at + 4) != tail.u16(at + 6) || tail.u16(at + 8) != tail.u16(at + 10)) {
        split = true;
        continue;
      }
      EndOfCentralDirectory candidate = read(window, at);
      if (candidate.directorySizeBytes == 0 && candidate.entryCount == 0) {
        empty = true;
      } else if (candidate.plausible()) {
        found.add(candidate);
      }
    }
    if (found.isEmpty()) {
      if (split) {
        throw new IpaUnreadableException(Reason.SPLIT_ARCHIVE);
      }
      if (empty) {
        throw new IpaUnreadableException(Reason.NO_APP);
      }
      if (surplus > 0) {
        throw new IpaUnreadableException(
            Reason.BYTES_BEHIND_END, surplus == 1 ? "one byte" : surplus + " bytes");
      }
      throw new IpaUnreadableException(startsLikeZip(window) ? Reason.TRUNCATED : Reason.NOT_A_ZIP);
    }
    return found;
  }

  /// Returns whether the record fits the place where it is, unlike that of an archive within the
  /// archive.
  private static boolean endsHere(RangeWindow window, int at) {
    EndOfCentralDirectory record = read(window, at);
    return record.plausible() && record.shiftBytes() == 0;
  }

  /// Returns how far everything in the archive is behind its offsets: the size of data in front of
  /// the archive, or the 4 GiB steps that a tool without zip64 cut off.
  long shiftBytes() {
    return directoryStart() - directoryOffset;
  }

  long directoryStart() {
    return directoryEndOffset - directorySizeBytes;
  }

  private boolean plausible() {
    return directorySizeBytes >= DirectoryHeaders.HEADER_SIZE_BYTES
        && directorySizeBytes <= directoryEndOffset
        && directoryOffset >= 0
        && directoryOffset <= directoryStart();
  }

  private static EndOfCentralDirectory read(RangeWindow window, int at) {
    LittleEndian tail = window.tail();
    var plain =
        new EndOfCentralDirectory(
            window.tailOffset() + at,
            tail.u32(at + 12),
            tail.u32(at + 16),
            tail.u16(at + 10),
            false);
    int locator = at - ZIP64_LOCATOR_SIZE_BYTES;
    if (locator < ZIP64_END_SIZE_BYTES || tail.i32(locator) != ZIP64_LOCATOR_SIGNATURE) {
      return plain.withOffset();
    }
    // The record is right before its locator, unless it has an extension of unknown size. Then only
    // the locator's offset finds it, which is right only when nothing precedes the archive.
    int record = locator - ZIP64_END_SIZE_BYTES;
    if (tail.i32(record) != ZIP64_END_SIGNATURE) {
      long declared = tail.i64(locator + 8) - window.tailOffset();
      if (declared < 0 || declared > record || tail.i32((int) declared) != ZIP64_END_SIGNATURE) {
        return plain.withOffset();
      }
      record = (int) declared;
    }
    return new EndOfCentralDirectory(
        window.tailOffset() + record,
        wider(plain.directorySizeBytes, SATURATED_32, tail.i64(record + 40)),
        wider(plain.directoryOffset, SATURATED_32, tail.i64(record + 48)),
        wider(plain.entryCount, SATURATED_16, tail.i64(record + 32)),
        true);
  }

  /// Returns this record with the offset that follows from its place, if it says that the offset is
  /// in a zip64 record: `zip -fz -` of Info-ZIP says so when it writes to a pipe, and adds no such
  /// record.
  private EndOfCentralDirectory withOffset() {
    return directoryOffset == SATURATED_32
        ? new EndOfCentralDirectory(
            directoryEndOffset, directorySizeBytes, directoryStart(), entryCount, false)
        : this;
  }

  private static long wider(long value, long saturated, long zip64Value) {
    return value == saturated ? zip64Value : value;
  }

  private static boolean startsLikeZip(RangeWindow window)
      throws IOException, IpaUnreadableException {
    return window.sizeBytes() >= 4
        && new LittleEndian(window.bytes(0, 4)).i32(0) == ArchivedEntry.LOCAL_SIGNATURE;
  }
}
