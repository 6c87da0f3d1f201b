package dev.slipway.appstoreconnect.resource;

import dev.slipway.json.JsonFields;

/// What to do with one attribute in an update: leave it, give it a value, or clear it (Apple reads
/// a JSON null as "clear").
public sealed interface Change<T> {
  /// Not sent.
  record Leave<T>() implements Change<T> {}

  /// Sent as it is.
  record Set<T>(T value) implements Change<T> {}

  /// Sent as null.
  record Clear<T>() implements Change<T> {}

  static <T> Change<T> leave() {
    return new Leave<>();
  }

  static <T> Change<T> set(T value) {
    return new Set<>(value);
  }

  static <T> Change<T> clear() {
    return new Clear<>();
  }

  /// Writes this change under a name.
  default void writeTo(JsonFields fields, String name) {
    switch (this) {
      case Leave<T>() -> {}
      case Set<T>(T value) -> fields.put(name, value);
      case Clear<T>() -> fields.putNull(name);
    }
  }
}
