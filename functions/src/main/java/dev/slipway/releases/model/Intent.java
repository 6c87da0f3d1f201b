package dev.slipway.releases.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Optional;

/// A write to Apple that is about to be made. It is recorded before the call and removed together
/// with its outcome. An intent that is still present when an invocation begins has an unknown
/// outcome: Slipway asks Apple before it repeats the write.
///
/// @param write the text of the write's kind. A newer version of Slipway may have written a text
///   that this version does not know: the intent is kept, and this version leaves the release alone
/// @param at when the intent was recorded; what Apple created before this moment (less an allowance
///   for clock skew) does not come from this write
/// @param answered whether Apple answered, though not with the outcome (a 503, a page of HTML); the
///   request is then no longer in transit
@RecordBuilder
public record Intent(String write, Instant at, boolean answered) implements IntentBuilder.With {

  /// Creates the intent of a write that is about to be made.
  public Intent(WriteKind kind, Instant at) {
    this(kind.text(), at, false);
  }

  /// Returns the kind of the write; empty when a newer version of Slipway wrote the intent.
  public Optional<WriteKind> kind() {
    return WriteKind.of(write);
  }

  public boolean isOf(WriteKind kind) {
    return write.equals(kind.text());
  }

  /// Returns this intent after an answer that did not contain the outcome.
  public Intent withAnswer() {
    return withAnswered(true);
  }
}
