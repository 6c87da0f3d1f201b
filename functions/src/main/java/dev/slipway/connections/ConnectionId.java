package dev.slipway.connections;

import dev.slipway.state.KeyHash;
import dev.slipway.state.RecordId;
import java.util.Locale;
import java.util.Optional;

/// The id of a connection: a hash of tenant and team, so that two connects of one team share one
/// record. It is not a secret.
public record ConnectionId(String value) implements RecordId {
  public ConnectionId {
    if (!KeyHash.matches(value)) {
      throw new IllegalArgumentException("not a connection id");
    }
  }

  /// Returns the id of a tenant's connection to a team.
  ///
  /// @param team the Issuer ID of a team key, or the Key ID of an individual key
  public static ConnectionId of(String tenant, String team) {
    return new ConnectionId(KeyHash.of(tenant, team.toLowerCase(Locale.ROOT)));
  }

  /// Returns the id that the text contains; empty when the text is malformed.
  public static Optional<ConnectionId> parse(String text) {
    return KeyHash.matches(text) ? Optional.of(new ConnectionId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
