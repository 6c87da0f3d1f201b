package dev.slipway.simulator.settings;

import java.time.Duration;

/// How App Review progresses automatically, on the simulator's clock.
///
/// @param mode whether reviews progress automatically, and how they end
/// @param waiting from submission to the start of the review
/// @param inReview from the start of the review to its outcome
public record ReviewScript(Mode mode, Duration waiting, Duration inReview) {

  /// How a review ends.
  public enum Mode {
    /// Nothing changes until `Reviews` is called.
    BY_HAND,
    APPROVE,
    REJECT,
    METADATA_REJECT
  }

  /// Returns a script in which nothing changes until `Reviews` is called.
  public static ReviewScript byHand() {
    return new ReviewScript(Mode.BY_HAND, Duration.ZERO, Duration.ZERO);
  }

  /// Returns a script that approves every submission.
  public static ReviewScript approve(Duration waiting, Duration inReview) {
    return new ReviewScript(Mode.APPROVE, waiting, inReview);
  }

  /// Returns a script that rejects every version (`REJECTED`).
  public static ReviewScript reject(Duration waiting, Duration inReview) {
    return new ReviewScript(Mode.REJECT, waiting, inReview);
  }

  /// Returns a script that rejects only the metadata of every version (`METADATA_REJECTED`).
  public static ReviewScript metadataReject(Duration waiting, Duration inReview) {
    return new ReviewScript(Mode.METADATA_REJECT, waiting, inReview);
  }
}
