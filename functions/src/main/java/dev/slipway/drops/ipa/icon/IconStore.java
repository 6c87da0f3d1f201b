package dev.slipway.drops.ipa.icon;

/// Where pages find icons, as a port. Thread-safe.
@FunctionalInterface
public interface IconStore {

  /// Stores an icon under [AppIcon#key], also when it is there already: drops expire, and each
  /// release of the app prolongs the life of its icon.
  ///
  /// @throws java.io.UncheckedIOException when the store cannot be written now
  void put(String connectionId, AppIcon icon);
}
