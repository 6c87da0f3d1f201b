package dev.slipway.runner.identity;

import java.util.Locale;
import java.util.Optional;

/// The two users who can sign in locally; each is a separate tenant.
public enum LocalUser {
  ALICE,
  BOB;

  /// Returns the `sub` of the user's tokens.
  public String subject() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Returns the user with this subject.
  public static Optional<LocalUser> parse(String subject) {
    for (LocalUser user : values()) {
      if (user.subject().equals(subject)) {
        return Optional.of(user);
      }
    }
    return Optional.empty();
  }
}
