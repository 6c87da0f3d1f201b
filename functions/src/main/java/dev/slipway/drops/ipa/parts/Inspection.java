package dev.slipway.drops.ipa.parts;

import java.util.Optional;

/// The result of inspecting one part of an `.ipa`. Only [Seen] and [Missing] say something about
/// the app; the other results never fail a reading. Thread-safe.
///
/// @param <T> the content of the part
public sealed interface Inspection<T> {
  /// The part is present and was read.
  record Seen<T>(T value) implements Inspection<T> {}

  /// The archive has no such part.
  record Missing<T>() implements Inspection<T> {}

  /// The part is present, but cannot be parsed.
  ///
  /// @param why the reason for people, a clause without a full stop: `it is larger than 256 KiB`
  record Unreadable<T>(String why) implements Inspection<T> {}

  /// The part may be present; the budget of ten reads and 4 MiB was used up before it, or the app
  /// has so many files that its entry was not kept.
  record NotLookedAt<T>() implements Inspection<T> {}

  /// Returns the value if it was read.
  default Optional<T> seen() {
    return switch (this) {
      case Seen<T>(T value) -> Optional.of(value);
      case Missing<T> _, Unreadable<T> _, NotLookedAt<T> _ -> Optional.empty();
    };
  }
}
