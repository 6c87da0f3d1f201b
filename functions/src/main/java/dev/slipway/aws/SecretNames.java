package dev.slipway.aws;

import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.KeySecrets.Stage;

/// How a connection's secret and its staging labels are called.
///
/// @param prefix for example `slipway/dev/connections/`
record SecretNames(String prefix) {
  static final String CURRENT = "AWSCURRENT";
  static final String PENDING = "AWSPENDING";

  String of(ConnectionId id) {
    return prefix + id;
  }

  static String label(Stage stage) {
    return switch (stage) {
      case CURRENT -> CURRENT;
      case PENDING -> PENDING;
    };
  }
}
