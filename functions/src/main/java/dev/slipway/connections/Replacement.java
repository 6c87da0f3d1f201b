package dev.slipway.connections;

import dev.slipway.problems.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of the last replacement key.
///
/// @param problem why it did not take the place of the key before; null when it did
/// @param message for people
public record Replacement(
    String keyId, Outcome outcome, @Nullable Problem problem, String message, Instant at) {
  /// What became of it.
  public enum Outcome {
    /// It is the current key now.
    PROMOTED,
    /// The key before stays in use.
    REFUSED,
    /// Apple could not be asked about both keys; the key before stays in use until it can.
    WAITING
  }
}
