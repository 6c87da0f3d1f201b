package dev.slipway.connections;

import dev.slipway.connections.verdict.LikelyCause;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of the last replacement key.
///
/// @param problem why it did not replace the previous key; null when it did
/// @param likelyCauses when Apple rejects it: the most likely first; else empty, also in records of
///   earlier versions
/// @param message for people
public record Replacement(
    String keyId,
    Outcome outcome,
    @Nullable Problem problem,
    List<LikelyCause> likelyCauses,
    String message,
    Instant at) {
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

  public Replacement {
    likelyCauses = List.copyOf(likelyCauses);
  }

  /// Why a key does not replace another, or not yet.
  ///
  /// @param reason for people
  /// @param problem of its check; null without one
  /// @param likelyCauses when Apple rejects it; else empty
  public record Obstacle(String reason, @Nullable Problem problem, List<LikelyCause> likelyCauses) {
    public Obstacle {
      likelyCauses = List.copyOf(likelyCauses);
    }

    /// Returns an obstacle that no check found.
    public static Obstacle of(String reason) {
      return new Obstacle(reason, null, List.of());
    }

    private boolean isRejection() {
      return problem != null && problem.type() == ProblemType.CREDENTIALS_REJECTED;
    }
  }

  static Replacement promoted(String keyId, String previous, Instant now) {
    return new Replacement(
        keyId,
        Outcome.PROMOTED,
        null,
        List.of(),
        "Key " + keyId + " replaced key " + previous + ".",
        now);
  }

  static Replacement refused(String keyId, String current, Obstacle obstacle, Instant now) {
    String message =
        obstacle.isRejection()
            ? rejected(keyId, current)
            : "Replacement key "
                + keyId
                + " was not accepted: "
                + obstacle.reason()
                + " Key "
                + current
                + " stays in use.";
    return new Replacement(
        keyId, Outcome.REFUSED, obstacle.problem(), obstacle.likelyCauses(), message, now);
  }

  static Replacement waiting(String keyId, String current, Obstacle obstacle, Instant now) {
    String message =
        obstacle.isRejection()
            ? rejected(keyId, current) + " Slipway checks key " + keyId + " again."
            : "Slipway could not reach Apple to check replacement key "
                + keyId
                + "; key "
                + current
                + " stays in use until it can.";
    return new Replacement(
        keyId, Outcome.WAITING, obstacle.problem(), obstacle.likelyCauses(), message, now);
  }

  private static String rejected(String keyId, String current) {
    return "Apple rejects key " + keyId + "; key " + current + " stays in use.";
  }

  /// Returns whether this says that the key waits for the same reason.
  boolean isSameWait(Replacement other) {
    return outcome == Outcome.WAITING && keyId.equals(other.keyId) && message.equals(other.message);
  }
}
