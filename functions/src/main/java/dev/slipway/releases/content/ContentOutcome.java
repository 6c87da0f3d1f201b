package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.problems.Problem;
import dev.slipway.releases.refusals.Carried;

/// How bringing a drop's content to Apple ended. What Apple answers to a read passes through as an
/// exception.
public sealed interface ContentOutcome extends RoundEnd {

  /// Everything is at Apple, and processed.
  record Done() implements ContentOutcome {}

  /// Everything is at Apple, which still processes media: look again later.
  record Processing() implements ContentOutcome {}

  /// The next invocation continues.
  record OutOfTime() implements ContentOutcome {}

  /// Apple refused a write.
  ///
  /// @param carried what the call carried from the drop
  record Refused(AppStoreConnectException answer, Carried carried) implements ContentOutcome {}

  /// A problem that may pass without a person: try again later.
  record Failed(Problem problem) implements ContentOutcome {}

  /// The cause passes without a person, however long it takes: look again later.
  record Waiting(Problem problem) implements ContentOutcome {}

  /// A person must fix something.
  record NeedsAttention(Problem problem) implements ContentOutcome {}

  /// The gate lost the lane; no call is in transit to Apple.
  record LaneLost() implements ContentOutcome {}

  /// The gate ended the work; the record says why. No call is in transit to Apple.
  record Stopped() implements ContentOutcome {}
}
