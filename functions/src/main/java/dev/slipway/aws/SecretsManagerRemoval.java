package dev.slipway.aws;

import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.KeySecrets;
import dev.slipway.connections.SecretsUnavailableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// Removes keys from Secrets Manager, always with the recovery window: the functions' policies deny
/// anything else. Thread-safe.
public final class SecretsManagerRemoval implements KeySecrets.Removal {
  /// How long a deleted secret can be restored (page "DeleteSecret": 7 to 30 days).
  static final long RECOVERY_WINDOW_DAYS = 30;

  private final SecretsManagerClient secrets;
  private final SecretNames names;
  private final Backoff backoff;

  /// @param prefix for example `slipway/dev/connections/`
  public SecretsManagerRemoval(SecretsManagerClient secrets, String prefix, Backoff backoff) {
    this.secrets = secrets;
    this.names = new SecretNames(prefix);
    this.backoff = backoff;
  }

  @Override
  public void scheduleDeletion(ConnectionId id) {
    String name = names.of(id);
    try {
      backoff.repeat(
          () ->
              secrets.deleteSecret(
                  request -> request.secretId(name).recoveryWindowInDays(RECOVERY_WINDOW_DAYS)));
    } catch (ResourceNotFoundException e) {
      // The secret does not exist.
    } catch (InvalidRequestException e) {
      if (!isScheduled(name)) {
        throw unavailable(e);
      }
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  private boolean isScheduled(String name) {
    try {
      return backoff
              .repeat(() -> secrets.describeSecret(request -> request.secretId(name)))
              .deletedDate()
          != null;
    } catch (ResourceNotFoundException e) {
      return true;
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  private static SecretsUnavailableException unavailable(SdkException failure) {
    return new SecretsUnavailableException(
        "secrets: deleting a key failed: " + Backoff.describe(failure), failure);
  }
}
