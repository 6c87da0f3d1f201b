package dev.slipway.connections;

import dev.slipway.connections.verdict.KeyKind;
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

  /// An Apple API key with its private half, as a person hands it in and as the store holds it. Its
  /// text form holds no key.
  ///
  /// @param keyId 10 upper-case letters and digits
  /// @param issuerId a UUID in lower case; null for an individual key
  /// @param fingerprint of its public half
  /// @param privateKey P-256
  /// @param fileNameAgrees whether it is known to have come in a file named after its Key ID; the
  ///   store does not keep this, so it is false for a key that was read from there
  public record AppleKey(
      String keyId,
      @Nullable String issuerId,
      String fingerprint,
      ECPrivateKey privateKey,
      boolean fileNameAgrees) {

    /// Whose key it is.
    public KeyKind kind() {
      return issuerId == null ? KeyKind.INDIVIDUAL : KeyKind.TEAM;
    }

    ConnectionId connectionOf(String tenant) {
      return ConnectionId.of(tenant, issuerId == null ? keyId : issuerId);
    }

    @Override
    public String toString() {
      return "AppleKey[" + keyId + ", " + fingerprint + ", redacted]";
    }
  }

  /// For the API function: stores and forgets.
  public interface Intake {
    /// Stores the first key as current: creates the secret; restores it when it is scheduled for
    /// deletion; the same content twice is one version.
    void putCurrent(ConnectionId id, String tenant, AppleKey key);

    /// Stores a replacement as pending; the current version stays as it is.
    ///
    /// @return false, with nothing stored, when there is no current version to replace
    boolean putPending(ConnectionId id, AppleKey key);

    /// Schedules deletion with the recovery window; no secret there is fine.
    void scheduleDeletion(ConnectionId id);
  }

  /// For functions that call Apple.
  public interface Keys {
    /// Empty when there is no such version, or the secret is scheduled for deletion.
    Optional<AppleKey> read(ConnectionId id, Stage stage);
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
