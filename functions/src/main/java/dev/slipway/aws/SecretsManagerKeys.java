package dev.slipway.aws;

import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.KeySecrets;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.KeySecrets.Stage;
import dev.slipway.connections.SecretsUnavailableException;
import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonShapeException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// Reads keys from Secrets Manager, always by their label. Caches nothing. Thread-safe.
public final class SecretsManagerKeys implements KeySecrets.Keys {
  private final SecretsManagerClient secrets;
  private final SecretNames names;
  private final Backoff backoff;

  public SecretsManagerKeys(SecretsManagerClient secrets, String prefix, Backoff backoff) {
    this.secrets = secrets;
    this.names = new SecretNames(prefix);
    this.backoff = backoff;
  }

  @Override
  public Optional<AppleKey> read(ConnectionId id, Stage stage) {
    try {
      var value =
          backoff.repeat(
              () ->
                  secrets.getSecretValue(
                      request ->
                          request.secretId(names.of(id)).versionStage(SecretNames.label(stage))));
      return Optional.of(key(value.secretString()));
    } catch (ResourceNotFoundException | InvalidRequestException e) {
      // InvalidRequest: scheduled for deletion (page "GetSecretValue").
      return Optional.empty();
    } catch (SdkException e) {
      throw new SecretsUnavailableException(
          "secrets: reading a key failed: " + Backoff.describe(e), e);
    }
  }

  private static AppleKey key(String content) {
    try {
      JsonObject json = Json.parse(content);
      var specification =
          new PKCS8EncodedKeySpec(Base64.getDecoder().decode(json.string("privateKey")));
      return new AppleKey(
          json.string("keyId"),
          json.optionalString("issuerId").orElse(null),
          json.string("fingerprint"),
          (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(specification),
          false,
          false);
    } catch (JsonShapeException
        | IllegalArgumentException
        | ClassCastException
        | GeneralSecurityException e) {
      // No cause: its message may hold a part of the content.
      throw new IllegalStateException("a connection's secret does not have the expected format");
    }
  }
}
