package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is at Apple is not what was observed, or not known: it must be looked at before anything
/// more is written.
final class LookAgainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable AppStoreConnectException answer;

  LookAgainException(@Nullable AppStoreConnectException answer) {
    super("what is at Apple must be looked at again", answer, false, false);
    this.answer = answer;
  }

  /// What Apple answered; absent when Apple was not what made it necessary.
  Optional<AppStoreConnectException> answer() {
    return Optional.ofNullable(answer);
  }
}
