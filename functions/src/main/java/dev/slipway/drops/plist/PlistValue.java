package dev.slipway.drops.plist;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A value of a property list's top dictionary, as far as this package reads it.
public sealed interface PlistValue {
  record Text(String text) implements PlistValue {}

  record WholeNumber(long number) implements PlistValue {}

  record Truth(boolean truth) implements PlistValue {}

  record Sequence(List<PlistValue> items) implements PlistValue {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// A date; both forms of a property list store it in UTC.
  record Moment(Instant instant) implements PlistValue {}

  /// A dictionary that the caller named as opened.
  record Dictionary(Map<String, PlistValue> entries) implements PlistValue {
    public Dictionary {
      entries = Map.copyOf(entries);
    }
  }

  /// Any other dictionary, a number with a fraction, bytes, or a list inside a list: never read.
  enum Opaque implements PlistValue {
    OPAQUE
  }
}
