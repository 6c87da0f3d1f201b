package dev.slipway.releases.content;

import dev.slipway.problems.Problem;

/// How the carrying out of a drop's content ended. What Apple refused passes through as an
/// exception.
public sealed interface ContentOutcome extends RoundEnd {

  /// All is at Apple, and processed.
  record Done() implements ContentOutcome {}

  /// All is at Apple, which still processes media: look again later.
  record Processing() implements ContentOutcome {}

  /// Go on in the next invocation.
  record OutOfTime() implements ContentOutcome {}

  /// Something that may pass by itself: try again later.
  record Failed(Problem problem) implements ContentOutcome {}

  /// A person must mend something.
  record NeedsAttention(Problem problem) implements ContentOutcome {}

  /// The gate lost the lane; nothing is on its way to Apple any more.
  record LaneLost() implements ContentOutcome {}

  /// The gate ended the work; the record says why. Nothing is on its way to Apple any more.
  record Stopped() implements ContentOutcome {}
}
