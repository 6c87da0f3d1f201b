package dev.slipway.runner.identity;

import java.util.Locale;
import java.util.Optional;

/// The two people who can sign in locally; each is a tenant of its own.
public enum LocalUser {
  ALICE,
  BOB;

  /// The `sub` of the user's tokens.
  public String subject() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The user of that subject.
  public static Optional<LocalUser> parse(String subject) {
    for (LocalUser user : values()) {
      if (user.subject().equals(subject)) {
        return Optional.of(user);
      }
    }
    return Optional.empty();
  }
}
