package dev.slipway.aws;

import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.KeySecrets;
import dev.slipway.connections.KeySecrets.KeyName;
import dev.slipway.connections.SecretsUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// Moves the labels of a connection's secret. The next promotion finishes an interrupted one.
/// Thread-safe.
public final class SecretsManagerPromotion implements KeySecrets.Promotion {
  private static final int READINGS = 3;

  private final SecretsManagerClient secrets;
  private final SecretNames names;
  private final Backoff backoff;

  public SecretsManagerPromotion(SecretsManagerClient secrets, String prefix, Backoff backoff) {
    this.secrets = secrets;
    this.names = new SecretNames(prefix);
    this.backoff = backoff;
  }

  @Override
  public void promotePending(ConnectionId id, KeyName key) {
    String name = names.of(id);
    repeatFromLabels("promoting a key", () -> promote(name, key));
  }

  @Override
  public void dropPending(ConnectionId id, KeyName key) {
    String name = names.of(id);
    repeatFromLabels(
        "dropping a replacement key",
        () ->
            version(stages(name), SecretNames.PENDING)
                .filter(pending -> holds(name, pending, key))
                .ifPresent(pending -> removePending(name, pending)));
  }

  private void promote(String name, KeyName key) {
    var stages = stages(name);
    Optional<String> pending =
        version(stages, SecretNames.PENDING).filter(version -> holds(name, version, key));
    Optional<String> current = version(stages, SecretNames.CURRENT);
    if (pending.isEmpty()) {
      return;
    }
    if (!pending.equals(current)) {
      backoff.repeat(
          () ->
              secrets.updateSecretVersionStage(
                  request -> {
                    request.secretId(name).versionStage(SecretNames.CURRENT);
                    request.moveToVersionId(pending.get());
                    current.ifPresent(request::removeFromVersionId);
                  }));
    }
    removePending(name, pending.get());
  }

  /// Repeats a move from fresh labels: after a lost answer the repetition fails, because the label
  /// has moved already.
  private static void repeatFromLabels(String what, Runnable move) {
    for (int attempt = 1; ; attempt++) {
      try {
        move.run();
        return;
      } catch (InvalidParameterException | InvalidRequestException e) {
        if (attempt == READINGS) {
          throw unavailable(what, e);
        }
      } catch (SdkException e) {
        throw unavailable(what, e);
      }
    }
  }

  private void removePending(String name, String version) {
    backoff.repeat(
        () ->
            secrets.updateSecretVersionStage(
                request ->
                    request
                        .secretId(name)
                        .versionStage(SecretNames.PENDING)
                        .removeFromVersionId(version)));
  }

  private Map<String, List<String>> stages(String name) {
    try {
      var secret = backoff.repeat(() -> secrets.describeSecret(request -> request.secretId(name)));
      return secret.versionIdsToStages();
    } catch (ResourceNotFoundException e) {
      return Map.of();
    }
  }

  private static boolean holds(String name, String version, KeyName key) {
    for (int generation = 0; generation < SecretNames.GENERATIONS; generation++) {
      String own =
          SecretNames.version(name, key.keyId(), key.issuerId(), key.fingerprint(), generation);
      if (own.equals(version)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> version(Map<String, List<String>> stages, String label) {
    return stages.entrySet().stream()
        .filter(entry -> entry.getValue().contains(label))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static SecretsUnavailableException unavailable(String what, SdkException failure) {
    return new SecretsUnavailableException(
        "secrets: " + what + " failed: " + Backoff.describe(failure), failure);
  }
}
