package dev.slipway.connections;

import dev.slipway.problems.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The result of the last replacement key.
///
/// @param problem why it did not replace the previous key; null when it did
/// @param message for people
public record Replacement(
    String keyId, Outcome outcome, @Nullable Problem problem, String message, Instant at) {
  /// How the replacement ended.
  public enum Outcome {
    /// The replacement key is the current key now.
    PROMOTED,
    /// The previous key stays in use.
    REFUSED,
    /// Apple did not answer for both keys. The previous key stays in use until the check succeeds.
    WAITING
  }
}
