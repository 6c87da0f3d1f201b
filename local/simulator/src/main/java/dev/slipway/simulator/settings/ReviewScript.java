package dev.slipway.simulator.settings;

import java.time.Duration;

/// How App Review behaves by itself, on the simulator's clock.
///
/// @param mode whether review moves by itself, and how it ends
/// @param waiting from submission to the start of the review
/// @param inReview from the start of the review to its outcome
public record ReviewScript(Mode mode, Duration waiting, Duration inReview) {

  /// How a review ends.
  public enum Mode {
    /// Nothing moves until `Reviews` is called.
    BY_HAND,
    APPROVE,
    REJECT,
    METADATA_REJECT
  }

  /// Nothing moves by itself.
  public static ReviewScript byHand() {
    return new ReviewScript(Mode.BY_HAND, Duration.ZERO, Duration.ZERO);
  }

  /// Every submission is approved.
  public static ReviewScript approve(Duration waiting, Duration inReview) {
    return new ReviewScript(Mode.APPROVE, waiting, inReview);
  }

  /// Every version is rejected (`REJECTED`).
  public static ReviewScript reject(Duration waiting, Duration inReview) {
    return new ReviewScript(Mode.REJECT, waiting, inReview);
  }

  /// Every version is rejected for its metadata only (`METADATA_REJECTED`).
  public static ReviewScript metadataReject(Duration waiting, Duration inReview) {
    return new ReviewScript(Mode.METADATA_REJECT, waiting, inReview);
  }
}
