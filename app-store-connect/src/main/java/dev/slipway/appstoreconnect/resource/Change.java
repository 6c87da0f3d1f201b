package dev.slipway.appstoreconnect.resource;

import dev.slipway.json.JsonFields;

/// How an update changes one attribute: leaves it, sets it, or clears it (Apple reads a JSON null
/// as "clear").
public sealed interface Change<T> {
  /// Sends nothing.
  record Leave<T>() implements Change<T> {}

  /// Sends the value.
  record Set<T>(T value) implements Change<T> {}

  /// Sends null.
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
