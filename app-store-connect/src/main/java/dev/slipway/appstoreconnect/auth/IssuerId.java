package dev.slipway.appstoreconnect.auth;

import java.util.Locale;

/// Apple's identifier of a team that issues keys: a UUID, the same for all team keys of a team.
/// Kept in lower case. (apple-doc: Generating tokens for API requests)
public record IssuerId(String value) {
  /// @throws IllegalArgumentException if it is not a UUID
  public IssuerId {
    value = value.toLowerCase(Locale.ROOT);
    if (!value.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
      throw new IllegalArgumentException(
          "Issuer ID must be a UUID, such as 57246542-96fe-1a63-e053-0824d011072a");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
