package dev.slipway.connections;

import dev.slipway.connections.verdict.KeyKind;
import java.security.interfaces.ECPrivateKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The store of API keys: one secret per connection, with a current and at most one pending
/// version. Code that accepts keys can only write them ([Intake]); only code that calls Apple can
/// read them ([Keys]). Thread-safe. When the store fails, the methods throw
/// [SecretsUnavailableException].
public final class KeySecrets {
  private KeySecrets() {}

  /// The version of a connection's secret.
  public enum Stage {
    CURRENT,
    PENDING
  }

  /// An Apple API key with its private half, as a person uploads it and as the store contains it.
  /// `toString` does not contain the private half.
  ///
  /// @param keyId 10 upper-case letters and digits
  /// @param issuerId a UUID in lower case; null for an individual key
  /// @param fingerprint of its public half
  /// @param privateKey P-256
  /// @param fileNameAgrees whether it is known that the key's file was named after its Key ID;
  ///   false for a key from the store, which does not keep this
  /// @param fileOfOtherService whether the key's file has a name of keys for another Apple service,
  ///   such as `SubscriptionKey_…`; false for a key from the store
  public record AppleKey(
      String keyId,
      @Nullable String issuerId,
      String fingerprint,
      ECPrivateKey privateKey,
      boolean fileNameAgrees,
      boolean fileOfOtherService) {

    /// Returns whether the key belongs to the team or to one person.
    public KeyKind kind() {
      return issuerId == null ? KeyKind.INDIVIDUAL : KeyKind.TEAM;
    }

    /// Returns the connection of the key's team, or of the individual key, with this tenant.
    public ConnectionId connectionOf(String tenant) {
      return ConnectionId.of(tenant, issuerId == null ? keyId : issuerId);
    }

    @Override
    public String toString() {
      return "AppleKey[" + keyId + ", " + fingerprint + ", redacted]";
    }
  }

  /// Stores keys and cannot read them; for the API function.
  public interface Intake extends Removal {
    /// Stores the first key as the current version. Creates the secret, or restores it when it is
    /// scheduled for deletion. Storing the same content twice makes one version.
    void putCurrent(ConnectionId id, String tenant, AppleKey key);

    /// Stores a replacement as the pending version; the current version does not change.
    ///
    /// @return false, with nothing stored, when there is no current version to replace
    boolean putPending(ConnectionId id, AppleKey key);
  }

  /// Removes keys; for functions that end connections.
  public interface Removal {
    /// Schedules deletion with the recovery window. Does nothing if there is no secret.
    void scheduleDeletion(ConnectionId id);
  }

  /// Reads keys; for functions that call Apple.
  public interface Keys {
    /// Reads a key; empty when there is no such version, or the secret is scheduled for deletion.
    Optional<AppleKey> read(ConnectionId id, Stage stage);
  }

  /// The names of a key, without the key itself.
  ///
  /// @param issuerId null for an individual key
  public record KeyName(String keyId, @Nullable String issuerId, String fingerprint) {}

  /// Promotes or drops pending keys; only for connection-check. A pending version with another key
  /// than the named one does not change, because it arrived during the check of the named one.
  public interface Promotion {
    /// Makes the pending version the current one. Does nothing if there is no pending version.
    void promotePending(ConnectionId id, KeyName key);

    /// Removes the pending label, so that a rejected replacement is not checked again.
    void dropPending(ConnectionId id, KeyName key);
  }
}
