package dev.slipway.connections.intake;

import java.util.Optional;

/// What came of reading a private key.
public sealed interface KeyReading {
  /// A usable key, and the ids that stood beside it when it came as fastlane's key JSON.
  record Accepted(SigningKey key, Optional<String> keyId, Optional<String> issuerId)
      implements KeyReading {}

  /// No usable key.
  record Refused(PrivateKeyFault fault) implements KeyReading {}
}
