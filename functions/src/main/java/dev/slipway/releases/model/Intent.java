package dev.slipway.releases.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Optional;

/// A write to Apple that was about to be made: recorded before the call, removed with its outcome.
/// An intent that is still there when an invocation begins has an unknown outcome: look before
/// repeating.
///
/// @param write which write, by the text of its kind. A newer version of Slipway may have written a
///   text that no kind of this one has: it is kept, and nothing is done about the release
/// @param at when; what was created at Apple before this moment (less a skew allowance) is not ours
/// @param answered whether Apple answered, though not with the outcome (a 503, a page of HTML):
///   then nothing of it is on its way any more
@RecordBuilder
public record Intent(String write, Instant at, boolean answered) implements IntentBuilder.With {

  /// A write that is about to be made.
  public Intent(WriteKind kind, Instant at) {
    this(kind.text(), at, false);
  }

  /// The kind of the write; empty when a newer version of Slipway wrote the intent.
  public Optional<WriteKind> kind() {
    return WriteKind.of(write);
  }

  public boolean isOf(WriteKind kind) {
    return write.equals(kind.text());
  }

  /// The same after an answer that did not tell the outcome.
  public Intent withAnswer() {
    return withAnswered(true);
  }
}
