package dev.slipway.drops.zip;

import java.util.Optional;

/// The extra fields of a header (APPNOTE.TXT 4.5).
///
/// @param length the length of all fields together, in bytes
record ExtraFields(LittleEndian bytes, int at, int length) {
  private static final int ZIP64_ID = 1;

  /// Returns the content of the zip64 field, which may be empty; a field beyond the end is ignored.
  Optional<LittleEndian> zip64() {
    int end = at + length;
    int field = at;
    while (field <= end - 4) {
      int size = bytes.u16(field + 2);
      if (size > end - field - 4) {
        return Optional.empty();
      }
      if (bytes.u16(field) == ZIP64_ID) {
        return Optional.of(new LittleEndian(bytes.slice(field + 4, size)));
      }
      field += 4 + size;
    }
    return Optional.empty();
  }
}
