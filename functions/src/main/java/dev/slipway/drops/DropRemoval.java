package dev.slipway.drops;

import java.util.function.BooleanSupplier;

/// Removes drops, as a port: their newest versions, so that they are no longer listed. The bucket's
/// lifecycle rules delete the bytes. Thread-safe.
public interface DropRemoval {

  /// Removes all objects of a connection.
  ///
  /// @param prefix a connection's ID and a slash
  /// @param mayGoOn asked repeatedly: whether there is time
  /// @return whether none remains
  boolean removeAll(String prefix, BooleanSupplier mayGoOn);
}
