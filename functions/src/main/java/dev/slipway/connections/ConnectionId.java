package dev.slipway.connections;

import dev.slipway.state.KeyHash;
import dev.slipway.state.RecordId;
import java.util.Locale;
import java.util.Optional;

/// Names a connection: a hash over tenant and team, so that two connects of one team meet at the
/// same record. It is no secret.
public record ConnectionId(String value) implements RecordId {
  public ConnectionId {
    if (!KeyHash.matches(value)) {
      throw new IllegalArgumentException("not a connection id");
    }
  }

  /// The id of a tenant's connection to a team.
  ///
  /// @param team the Issuer ID of a team key, or the Key ID of an individual key
  public static ConnectionId of(String tenant, String team) {
    return new ConnectionId(KeyHash.of(tenant, team.toLowerCase(Locale.ROOT)));
  }

  /// The id when the text has its form; anything else is no connection of ours.
  public static Optional<ConnectionId> parse(String text) {
    return KeyHash.matches(text) ? Optional.of(new ConnectionId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
