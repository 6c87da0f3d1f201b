package dev.slipway.localaws.secrets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.localaws.secrets.Secret.SecretVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What each operation does (AWS Secrets Manager API Reference). For the holder of the store's
/// monitor.
final class SecretsOperations {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");
  private static final String SUFFIX_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int SHORTEST_RECOVERY_DAYS = 7;
  private static final int LONGEST_RECOVERY_DAYS = 30;

  private final SecretStore store;
  private final InstantSource clock;
  private final String arnPrefix;
  private final SecureRandom random = new SecureRandom();

  SecretsOperations(SecretStore store, InstantSource clock, String region, String accountId) {
    this.store = store;
    this.clock = clock;
    this.arnPrefix = "arn:aws:secretsmanager:" + region + ":" + accountId + ":secret:";
  }

  ObjectNode create(SecretsInput input) throws IOException {
    String name = input.required("Name");
    if (!NAME.matcher(name).matches()) {
      throw SecretsFailure.validation(
          "Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
              + " following: -/_+=.@!");
    }
    String token = input.clientRequestToken();
    Optional<SecretValue> value = input.value();
    Optional<Secret> existing = store.find(name);
    if (existing.isPresent()) {
      return createdBefore(existing.get(), token, value);
    }
    Secret secret = new Secret(name, newArn(name), clock.instant());
    secret.description(input.text("Description"));
    secret.kmsKeyId(input.text("KmsKeyId"));
    secret.tags().putAll(input.tags());
    value.ifPresent(held -> secret.put(token, held, List.of(Secret.CURRENT), clock.instant()));
    store.save(secret);
    return versionAnswer(secret, value.map(held -> token));
  }

  private static ObjectNode createdBefore(
      Secret secret, String token, Optional<SecretValue> value) {
    if (secret.deletionAt().isPresent()) {
      throw SecretsFailure.invalidRequest(
          "You can't create this secret because a secret with this name is already scheduled for"
              + " deletion.");
    }
    boolean same =
        value.isPresent() && secret.version(token).map(SecretVersion::value).equals(value);
    if (!same) {
      throw SecretsFailure.exists(
          "The operation failed because the secret " + secret.name() + " already exists.");
    }
    return versionAnswer(secret, Optional.of(token));
  }

  ObjectNode put(SecretsInput input) throws IOException {
    Secret secret = inUse(input);
    SecretValue value =
        input
            .value()
            .orElseThrow(
                () ->
                    SecretsFailure.invalidRequest(
                        "You must provide either SecretString or SecretBinary."));
    SecretVersion version =
        secret.put(
            input.clientRequestToken(),
            value,
            input.stages().orElse(List.of(Secret.CURRENT)),
            clock.instant());
    store.save(secret);
    ObjectNode answer = versionAnswer(secret, Optional.of(version.versionId()));
    var stages = answer.putArray("VersionStages");
    version.stages().forEach(stages::add);
    return answer;
  }

  ObjectNode update(SecretsInput input) throws IOException {
    Secret secret = inUse(input);
    input.text("Description").ifPresent(text -> secret.description(Optional.of(text)));
    input.text("KmsKeyId").ifPresent(key -> secret.kmsKeyId(Optional.of(key)));
    Optional<SecretVersion> version =
        input
            .value()
            .map(
                value ->
                    secret.put(
                        input.clientRequestToken(),
                        value,
                        List.of(Secret.CURRENT),
                        clock.instant()));
    store.save(secret);
    return versionAnswer(secret, version.map(SecretVersion::versionId));
  }

  ObjectNode value(SecretsInput input) throws IOException {
    Secret secret = inUse(input);
    Optional<String> versionId = input.text("VersionId");
    Optional<String> stage = input.text("VersionStage");
    SecretVersion version = version(secret, versionId, stage);
    ObjectNode answer = versionAnswer(secret, Optional.of(version.versionId()));
    answer.put(version.value().binary() ? "SecretBinary" : "SecretString", version.value().text());
    var stages = answer.putArray("VersionStages");
    version.stages().forEach(stages::add);
    answer.put("CreatedDate", seconds(version.createdAt()));
    return answer;
  }

  private static SecretVersion version(
      Secret secret, Optional<String> versionId, Optional<String> stage) {
    if (versionId.isEmpty()) {
      String wanted = stage.orElse(Secret.CURRENT);
      return secret
          .staged(wanted)
          .orElseThrow(() -> SecretsFailure.valueNotFound("staging label: " + wanted));
    }
    SecretVersion version =
        secret
            .version(versionId.get())
            .orElseThrow(() -> SecretsFailure.valueNotFound("VersionId: " + versionId.get()));
    if (stage.isPresent() && !version.stages().contains(stage.get())) {
      throw SecretsFailure.invalidRequest(
          "You provided a VersionStage that is not associated to the provided VersionId.");
    }
    return version;
  }

  ObjectNode describe(SecretsInput input) throws IOException {
    return description(found(input));
  }

  ObjectNode updateStage(SecretsInput input) throws IOException {
    Secret secret = inUse(input);
    secret.updateStage(
        input.required("VersionStage"),
        input.text("MoveToVersionId"),
        input.text("RemoveFromVersionId"),
        clock.instant());
    store.save(secret);
    return answer(secret);
  }

  ObjectNode delete(SecretsInput input) throws IOException {
    boolean force = input.flag("ForceDeleteWithoutRecovery");
    Optional<Integer> days = input.number("RecoveryWindowInDays");
    if (force && days.isPresent()) {
      throw SecretsFailure.invalidParameter(
          "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }
    int window = days.orElse(LONGEST_RECOVERY_DAYS);
    if (window < SHORTEST_RECOVERY_DAYS || window > LONGEST_RECOVERY_DAYS) {
      throw SecretsFailure.invalidParameter(
          "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
    }
    Instant now = clock.instant();
    if (force) {
      return forceDelete(input, now);
    }
    Secret secret = inUse(input);
    Instant deletionAt = now.plus(Duration.ofDays(window));
    secret.deletionAt(Optional.of(deletionAt));
    store.save(secret);
    return answer(secret).put("DeletionDate", seconds(deletionAt));
  }

  /// Also works on a secret that is scheduled for deletion, and on none at all (DeleteSecret).
  private ObjectNode forceDelete(SecretsInput input, Instant now) throws IOException {
    Optional<Secret> existing = store.find(input.secretId());
    Secret secret =
        existing.orElseGet(() -> new Secret(input.secretId(), newArn(input.secretId()), now));
    if (existing.isPresent()) {
      store.delete(secret);
    }
    return answer(secret).put("DeletionDate", seconds(now));
  }

  ObjectNode restore(SecretsInput input) throws IOException {
    Secret secret = found(input);
    secret.deletionAt(Optional.empty());
    store.save(secret);
    return answer(secret);
  }

  ObjectNode tag(SecretsInput input) throws IOException {
    Secret secret = inUse(input);
    secret.tags().putAll(input.tags());
    store.save(secret);
    return JsonNodeFactory.instance.objectNode();
  }

  ObjectNode untag(SecretsInput input) throws IOException {
    Secret secret = inUse(input);
    input.json().path("TagKeys").forEach(key -> secret.tags().remove(key.asText()));
    store.save(secret);
    return JsonNodeFactory.instance.objectNode();
  }

  ObjectNode listVersionIds(SecretsInput input) throws IOException {
    Secret secret = found(input);
    ObjectNode answer = answer(secret);
    var versions = answer.putArray("Versions");
    for (SecretVersion version : secret.versions().values()) {
      if (version.stages().isEmpty() && !input.flag("IncludeDeprecated")) {
        continue;
      }
      ObjectNode entry = versions.addObject();
      entry.put("VersionId", version.versionId());
      entry.put("CreatedDate", seconds(version.createdAt()));
      var stages = entry.putArray("VersionStages");
      version.stages().forEach(stages::add);
    }
    return answer;
  }

  ObjectNode list(SecretsInput input) throws IOException {
    return new SecretsListing(input).page(store.all());
  }

  static ObjectNode description(Secret secret) {
    ObjectNode answer = answer(secret);
    secret.description().ifPresent(text -> answer.put("Description", text));
    secret.kmsKeyId().ifPresent(key -> answer.put("KmsKeyId", key));
    answer.put("CreatedDate", seconds(secret.createdAt()));
    answer.put("LastChangedDate", seconds(secret.changedAt()));
    secret.deletionAt().ifPresent(time -> answer.put("DeletedDate", seconds(time)));
    var tags = answer.putArray("Tags");
    secret.tags().forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
    ObjectNode versions = JsonNodeFactory.instance.objectNode();
    for (SecretVersion version : secret.versions().values()) {
      if (!version.stages().isEmpty()) {
        var stages = versions.putArray(version.versionId());
        version.stages().forEach(stages::add);
      }
    }
    if (!versions.isEmpty()) {
      answer.set("VersionIdsToStages", versions);
    }
    return answer;
  }

  private Secret found(SecretsInput input) throws IOException {
    return store.find(input.secretId()).orElseThrow(SecretsFailure::notFound);
  }

  private Secret inUse(SecretsInput input) throws IOException {
    Secret secret = found(input);
    secret.checkNotDeleted();
    return secret;
  }

  private static ObjectNode versionAnswer(Secret secret, Optional<String> versionId) {
    ObjectNode answer = answer(secret);
    versionId.ifPresent(id -> answer.put("VersionId", id));
    return answer;
  }

  private static ObjectNode answer(Secret secret) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("ARN", secret.arn())
        .put("Name", secret.name());
  }

  private String newArn(String name) {
    StringBuilder arn = new StringBuilder(arnPrefix).append(name).append('-');
    for (int i = 0; i < 6; i++) {
      arn.append(SUFFIX_CHARACTERS.charAt(random.nextInt(SUFFIX_CHARACTERS.length())));
    }
    return arn.toString();
  }

  /// JSON 1.1 writes times as seconds with a fraction.
  private static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3);
  }
}
