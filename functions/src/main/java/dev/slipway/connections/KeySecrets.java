package dev.slipway.connections;

import java.security.interfaces.ECPrivateKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where API keys rest: one secret per connection, with a current and at most one pending version.
/// Write-only for whoever takes keys in ([Intake]), readable only for whoever calls Apple ([Keys]).
/// Thread-safe. Failures of the store itself are [SecretsUnavailableException].
public final class KeySecrets {
  private KeySecrets() {}

  /// Which version of a connection's secret.
  public enum Stage {
    CURRENT,
    PENDING
  }

  /// A key at rest. Its text form names the Key ID alone.
  ///
  /// @param issuerId null for an individual key
  /// @param fingerprint of its public half
  /// @param privateKey P-256
  public record StoredKey(
      String keyId, @Nullable String issuerId, String fingerprint, ECPrivateKey privateKey) {
    @Override
    public String toString() {
      return "StoredKey[" + keyId + ", redacted]";
    }
  }

  /// For the API function: stores and forgets.
  public interface Intake {
    /// Stores the first key as current: creates the secret; restores it when it is scheduled for
    /// deletion; the same content twice is one version.
    void putCurrent(ConnectionId id, String tenant, StoredKey key);

    /// Stores a replacement as pending; the current version stays as it is.
    ///
    /// @return false, with nothing stored, when there is no current version to replace
    boolean putPending(ConnectionId id, StoredKey key);

    /// Schedules deletion with the recovery window; no secret there is fine.
    void scheduleDeletion(ConnectionId id);
  }

  /// For functions that call Apple.
  public interface Keys {
    /// Empty when there is no such version, or the secret is scheduled for deletion.
    Optional<StoredKey> read(ConnectionId id, Stage stage);
  }

  /// Names a key without holding it.
  ///
  /// @param issuerId null for an individual key
  public record KeyName(String keyId, @Nullable String issuerId, String fingerprint) {}

  /// For connection-check alone. A pending version that holds another key than the named one is
  /// left as it is: it came in while the named one was being checked.
  public interface Promotion {
    /// Makes the pending version the current one. No pending version is fine.
    void promotePending(ConnectionId id, KeyName key);

    /// Takes the pending label away, so that a replacement that was refused is not tried again.
    void dropPending(ConnectionId id, KeyName key);
  }
}
