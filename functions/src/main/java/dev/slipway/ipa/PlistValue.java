package dev.slipway.ipa;

import java.util.List;

/// A value of an Info.plist's top dictionary, as far as anybody here reads it.
sealed interface PlistValue {
  record Text(String text) implements PlistValue {}

  record WholeNumber(long number) implements PlistValue {}

  record Truth(boolean truth) implements PlistValue {}

  record Sequence(List<PlistValue> items) implements PlistValue {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// A dictionary, a date, a number with fraction, bytes, a list inside a list: never looked into.
  enum Opaque implements PlistValue {
    OPAQUE
  }
}
