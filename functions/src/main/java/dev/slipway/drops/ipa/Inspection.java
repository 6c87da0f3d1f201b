package dev.slipway.drops.ipa;

import java.util.Optional;

/// What came of looking at one part of an `.ipa`. Only [Seen] and [Missing] say something about the
/// app; no part of this fails a reading. Thread-safe.
///
/// @param <T> what the part tells
public sealed interface Inspection<T> {
  /// The part is there and was read.
  record Seen<T>(T value) implements Inspection<T> {}

  /// The archive has no such part.
  record Missing<T>() implements Inspection<T> {}

  /// The part is there, but cannot be understood.
  ///
  /// @param why for a person, a clause without the full stop: `it is larger than 256 KiB`
  record Unreadable<T>(String why) implements Inspection<T> {}

  /// The part may be there; the budget of ten reads and 4 MiB did not reach to it.
  record NotLookedAt<T>() implements Inspection<T> {}

  /// The value when it was seen.
  default Optional<T> seen() {
    return switch (this) {
      case Seen<T>(T value) -> Optional.of(value);
      case Missing<T> _, Unreadable<T> _, NotLookedAt<T> _ -> Optional.empty();
    };
  }
}
