package dev.slipway.connections;

import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
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
    /// Apple did not answer for both keys, or does not accept this one yet. The previous key stays
    /// in use until a check succeeds.
    WAITING
  }

  static Replacement promoted(String keyId, String previous, Instant now) {
    return new Replacement(
        keyId, Outcome.PROMOTED, null, "Key " + keyId + " replaced key " + previous + ".", now);
  }

  /// @param reason why, for people
  static Replacement refused(
      String keyId, String current, String reason, @Nullable Problem problem, Instant now) {
    String message =
        "Replacement key "
            + keyId
            + " was not accepted: "
            + reason
            + " Key "
            + current
            + " stays in use.";
    return new Replacement(keyId, Outcome.REFUSED, problem, message, now);
  }

  static Replacement waiting(String keyId, String current, Problem problem, Instant now) {
    String message =
        problem.type() == ProblemType.CREDENTIALS_REJECTED
            ? "Apple does not accept replacement key "
                + keyId
                + " now. Slipway checks it again; until Apple accepts it, key "
                + current
                + " stays in use."
            : "Slipway could not reach Apple to check replacement key "
                + keyId
                + "; key "
                + current
                + " stays in use until it can.";
    return new Replacement(keyId, Outcome.WAITING, problem, message, now);
  }

  /// Returns whether this says that the key waits for the same reason.
  boolean isSameWait(Replacement other) {
    return outcome == Outcome.WAITING && keyId.equals(other.keyId) && message.equals(other.message);
  }
}
