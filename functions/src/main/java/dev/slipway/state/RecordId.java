package dev.slipway.state;

/// Names a record: its text is the segment of the state key that distinguishes it from others of
/// its kind. Implemented next to what it names, so that this package depends on no record.
public interface RecordId {
  /// Letters and digits: 26 characters as [KeyHash] makes them, or 32 of a connect link.
  String value();
}
