package dev.slipway.aws;

import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.KeySecrets;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.SecretsUnavailableException;
import dev.slipway.json.Json;
import dev.slipway.json.JsonFields;
import dev.slipway.state.KeyHash;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/// Stores keys in Secrets Manager; cannot read one back, and never moves a label of an existing
/// version. Thread-safe.
///
/// The request token is derived from the key's names (not from the key), so that the same key again
/// is the same version (page "PutSecretValue": a repeated token with the same content is ignored).
/// If an older version with that token has lost its label, the token's next generation is used.
public final class SecretsManagerIntake implements KeySecrets.Intake {
  private static final Pattern TAG_VALUE = Pattern.compile("[\\p{L}\\p{N} +=._:/@-]{1,256}");

  private final SecretsManagerClient secrets;
  private final SecretNames names;
  private final Backoff backoff;
  private final SecretsManagerRemoval removal;
  private final @Nullable String kmsKey;

  /// Creates one that encrypts new secrets with Secrets Manager's own key.
  public SecretsManagerIntake(SecretsManagerClient secrets, String prefix, Backoff backoff) {
    this(secrets, prefix, backoff, null);
  }

  /// @param kmsKey encrypts new secrets; an existing secret keeps its key. Null for Secrets
  ///   Manager's own key
  public SecretsManagerIntake(
      SecretsManagerClient secrets, String prefix, Backoff backoff, @Nullable String kmsKey) {
    this.secrets = secrets;
    this.kmsKey = kmsKey;
    this.names = new SecretNames(prefix);
    this.backoff = backoff;
    this.removal = new SecretsManagerRemoval(secrets, prefix, backoff);
  }

  @Override
  public void putCurrent(ConnectionId id, String tenant, AppleKey key) {
    String name = names.of(id);
    String content = content(key);
    var tags = tags(id, tenant, key.fingerprint());
    try {
      try {
        backoff.repeat(
            () ->
                secrets.createSecret(
                    request ->
                        request
                            .name(name)
                            .kmsKeyId(kmsKey)
                            .clientRequestToken(token(name, key, 0))
                            .secretString(content)
                            .tags(tags)));
        // An idempotent answer may mean a version that has lost its label since.
        if (!hasLabel(name, token(name, key, 0), SecretNames.CURRENT)) {
          putLabelled(name, key, content, SecretNames.CURRENT);
        }
      } catch (ResourceExistsException | InvalidRequestException e) {
        restore(name, describe(name).orElse(null));
        putLabelled(name, key, content, SecretNames.CURRENT);
        tag(name, tags);
      }
    } catch (SdkException e) {
      throw unavailable("storing a key", e);
    }
  }

  /// Stores a replacement. The first version of a secret is labelled AWSCURRENT regardless of the
  /// request (page "PutSecretValue"), so nothing is stored in a secret without a current version.
  @Override
  public boolean putPending(ConnectionId id, AppleKey key) {
    String name = names.of(id);
    try {
      var secret = describe(name).orElse(null);
      if (secret == null || !hasCurrent(secret)) {
        return false;
      }
      restore(name, secret);
      putLabelled(name, key, content(key), SecretNames.PENDING);
      return true;
    } catch (SdkException e) {
      throw unavailable("storing a replacement key", e);
    }
  }

  @Override
  public void scheduleDeletion(ConnectionId id) {
    removal.scheduleDeletion(id);
  }

  /// Stores the content under a label. The answer lists the labels that the version has now (page
  /// "PutSecretValue"), also after a repetition; the labels are read only if this one is not
  /// listed.
  private void putLabelled(String name, AppleKey key, String content, String label) {
    for (int generation = 0; generation < SecretNames.GENERATIONS; generation++) {
      String token = token(name, key, generation);
      try {
        var answer =
            backoff.repeat(
                () ->
                    secrets.putSecretValue(
                        request ->
                            request
                                .secretId(name)
                                .clientRequestToken(token)
                                .secretString(content)
                                .versionStages(label)));
        if (answer.versionStages().contains(label) || hasLabel(name, token, label)) {
          return;
        }
      } catch (ResourceExistsException e) {
        // The token belongs to other content: the next generation is tried.
      }
    }
    throw new IllegalStateException("no version of the secret takes the label " + label);
  }

  private static boolean hasCurrent(DescribeSecretResponse secret) {
    return secret.versionIdsToStages().values().stream()
        .anyMatch(stages -> stages.contains(SecretNames.CURRENT));
  }

  private boolean hasLabel(String name, String token, String label) {
    return describe(name)
        .map(DescribeSecretResponse::versionIdsToStages)
        .map(stages -> stages.getOrDefault(token, List.of()).contains(label))
        .orElse(false);
  }

  private Optional<DescribeSecretResponse> describe(String name) {
    try {
      return Optional.of(
          backoff.repeat(() -> secrets.describeSecret(request -> request.secretId(name))));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  private void restore(String name, @Nullable DescribeSecretResponse found) {
    if (found != null && found.deletedDate() != null) {
      backoff.repeat(() -> secrets.restoreSecret(request -> request.secretId(name)));
    }
  }

  private void tag(String name, List<Tag> tags) {
    backoff.repeat(() -> secrets.tagResource(request -> request.secretId(name).tags(tags)));
  }

  private static String content(AppleKey key) {
    return Json.writeText(
        JsonFields.with("keyId", key.keyId())
            .putIfNotNull("issuerId", key.issuerId())
            .put("privateKey", Base64.getEncoder().encodeToString(key.privateKey().getEncoded()))
            .put("fingerprint", key.fingerprint())
            .toMap());
  }

  private static String token(String name, AppleKey key, int generation) {
    return SecretNames.version(name, key.keyId(), key.issuerId(), key.fingerprint(), generation);
  }

  private static List<Tag> tags(ConnectionId id, String tenant, String fingerprint) {
    String owner = TAG_VALUE.matcher(tenant).matches() ? tenant : "hash:" + KeyHash.of(tenant);
    return List.of(
        tag("slipway:tenant", owner),
        tag("slipway:connection", id.value()),
        tag("slipway:fingerprint", fingerprint));
  }

  private static Tag tag(String name, String value) {
    return Tag.builder().key(name).value(value).build();
  }

  private static SecretsUnavailableException unavailable(String what, SdkException failure) {
    return new SecretsUnavailableException(
        "secrets: " + what + " failed: " + Backoff.describe(failure), failure);
  }
}
