package dev.slipway.drops.zip;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;

/// Reads the 64-bit values of a zip64 extra field: one for each saturated 32-bit value, in the
/// order of the header (APPNOTE.TXT 4.5.3). Not thread-safe.
final class Zip64Values {
  private final LittleEndian field;
  private int next;

  Zip64Values(LittleEndian field) {
    this.field = field;
  }

  /// Returns the value, or the next 64-bit value when the value is saturated.
  long widen(long value) throws IpaUnreadableException {
    if (value != EndOfCentralDirectory.SATURATED_32) {
      return value;
    }
    if (next > field.length() - 8) {
      throw new IpaUnreadableException(Reason.DAMAGED, "a zip64 value is missing");
    }
    long wide = field.i64(next);
    next += 8;
    if (wide < 0) {
      throw new IpaUnreadableException(Reason.DAMAGED, "a zip64 value is out of range");
    }
    return wide;
  }
}
