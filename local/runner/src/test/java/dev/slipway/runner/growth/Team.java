package dev.slipway.runner.growth;

import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.intake.PrivateKeyReader;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// A tenant with a team of its own.
record Team(String tenant, SimulatedKey key, AppleKey appleKey, ConnectionId connection) {
  /// Creates a key of a new team at Apple; nothing is connected.
  static Team create(AppStoreConnectSimulator apple, int number) {
    var key = apple.createKey(KeyRole.APP_MANAGER, KeyKind.TEAM, UUID.randomUUID().toString());
    var read = PrivateKeyReader.read(key.privateKeyPem().getBytes(StandardCharsets.US_ASCII));
    if (!(read instanceof PrivateKeyReader.Reading.Accepted accepted)) {
      throw new IllegalStateException("the simulator made a key that Slipway does not read");
    }
    String tenant = "tenant-" + number;
    return new Team(
        tenant,
        key,
        new AppleKey(
            key.keyId(),
            key.issuerId(),
            accepted.key().fingerprint(),
            accepted.key().privateKey(),
            true,
            false),
        ConnectionId.of(tenant, key.issuerId()));
  }
}
