package dev.slipway.aws;

import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.SecretsUnavailableException;
import dev.slipway.json.Json;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonShapeException;
import dev.slipway.state.KeyHash;
import dev.slipway.webhooks.WebhookSecrets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/// Secrets of webhooks in Secrets Manager: `{"secrets": ["newest", "previous"]}`; all are accepted
/// and the first is registered. Caches nothing. Thread-safe.
public final class SecretsManagerWebhooks
    implements WebhookSecrets.Reading, WebhookSecrets.Keeping {
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern TAG_VALUE = Pattern.compile("[\\p{L}\\p{N} +=._:/@-]{1,256}");

  private final SecretsManagerClient secrets;
  private final SecretNames names;
  private final Backoff backoff;

  /// @param prefix for example `slipway/dev/webhooks/`
  public SecretsManagerWebhooks(SecretsManagerClient secrets, String prefix, Backoff backoff) {
    this.secrets = secrets;
    this.names = new SecretNames(prefix);
    this.backoff = backoff;
  }

  @Override
  public List<String> read(ConnectionId id) {
    try {
      return value(names.of(id)).orElse(List.of());
    } catch (InvalidRequestException e) {
      // Scheduled for deletion (page "GetSecretValue").
      return List.of();
    } catch (SdkException e) {
      throw unavailable("reading", e);
    }
  }

  @Override
  public String ensure(ConnectionId id, String tenant) {
    String name = names.of(id);
    try {
      return present(name).orElseGet(() -> create(id, tenant));
    } catch (SdkException e) {
      throw unavailable("making", e);
    }
  }

  @Override
  public void remove(ConnectionId id) {
    try {
      backoff.repeat(
          () ->
              secrets.deleteSecret(
                  request ->
                      request
                          .secretId(names.of(id))
                          .recoveryWindowInDays(SecretsManagerRemoval.RECOVERY_WINDOW_DAYS)));
    } catch (ResourceNotFoundException | InvalidRequestException e) {
      // Missing, or already scheduled for deletion.
    } catch (SdkException e) {
      throw unavailable("removing", e);
    }
  }

  private Optional<String> present(String name) {
    try {
      return value(name).map(List::getFirst);
    } catch (InvalidRequestException e) {
      backoff.repeat(() -> secrets.restoreSecret(request -> request.secretId(name)));
      return value(name).map(List::getFirst);
    }
  }

  private String create(ConnectionId id, String tenant) {
    String name = names.of(id);
    byte[] random = new byte[SECRET_BYTES];
    RANDOM.nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    String token = UUID.randomUUID().toString();
    String owner = TAG_VALUE.matcher(tenant).matches() ? tenant : "hash:" + KeyHash.of(tenant);
    try {
      backoff.repeat(
          () ->
              secrets.createSecret(
                  request ->
                      request
                          .name(name)
                          .clientRequestToken(token)
                          .secretString(content(secret))
                          .tags(
                              Tag.builder().key("slipway:tenant").value(owner).build(),
                              Tag.builder().key("slipway:connection").value(id.value()).build())));
      return secret;
    } catch (ResourceExistsException e) {
      // Another worker was faster: its secret is used.
      return value(name).map(List::getFirst).orElseThrow(() -> e);
    }
  }

  /// Reads the secrets; empty when they do not exist.
  private Optional<List<String>> value(String name) {
    try {
      var value =
          backoff.repeat(
              () ->
                  secrets.getSecretValue(
                      request -> request.secretId(name).versionStage(SecretNames.CURRENT)));
      return Optional.of(accepted(value.secretString()));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  private static String content(String secret) {
    return Json.writeText(JsonFields.with("secrets", List.of(secret)).toMap());
  }

  private static List<String> accepted(String content) {
    try {
      JsonObject json = Json.parse(content);
      var accepted = json.strings("secrets").stream().filter(text -> !text.isBlank()).toList();
      if (!accepted.isEmpty()) {
        return accepted;
      }
    } catch (JsonShapeException e) {
      // No cause: its message may hold a part of the content.
    }
    throw new IllegalStateException(
        "a webhook's secret must be {\"secrets\": [\"newest\", \"previous\"]}");
  }

  private static SecretsUnavailableException unavailable(String what, SdkException failure) {
    return new SecretsUnavailableException(
        "secrets: " + what + " a webhook's failed: " + Backoff.describe(failure), failure);
  }
}
