package dev.slipway.drops.plist;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A value of a property list's top dictionary, as far as anybody here reads it.
public sealed interface PlistValue {
  record Text(String text) implements PlistValue {}

  record WholeNumber(long number) implements PlistValue {}

  record Truth(boolean truth) implements PlistValue {}

  record Sequence(List<PlistValue> items) implements PlistValue {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// A date; both forms of a list have them in UTC.
  record Moment(Instant instant) implements PlistValue {}

  /// A dictionary that the reader was told to open.
  record Dictionary(Map<String, PlistValue> entries) implements PlistValue {
    public Dictionary {
      entries = Map.copyOf(entries);
    }
  }

  /// Any other dictionary, a number with fraction, bytes, a list inside a list: never looked into.
  enum Opaque implements PlistValue {
    OPAQUE
  }
}
