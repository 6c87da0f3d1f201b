package dev.slipway.state;

/// Names a record: its text is the segment of the state key that tells it from others of its kind.
/// Implemented beside what it names, so that this package knows no record.
public interface RecordId {
  /// 26 characters, as [KeyHash] makes them.
  String value();
}
