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
import org.jspecify.annotations.Nullable;

/// Runs each operation (AWS Secrets Manager API Reference). Used by the holder of the store's
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
      return createdBefore(existing.get(), token, value.orElse(null));
    }
    Secret secret = new Secret(name, newArn(name), clock.instant());
    secret.description(input.text("Description").orElse(null));
    secret.kmsKeyId(input.text("KmsKeyId").orElse(null));
    secret.tags().putAll(input.tags());
    value.ifPresent(held -> secret.put(token, held, List.of(Secret.CURRENT), clock.instant()));
    store.save(secret);
    return versionAnswer(secret, value.isPresent() ? token : null);
  }

  private static ObjectNode createdBefore(
      Secret secret, String token, @Nullable SecretValue value) {
    if (secret.deletionAt().isPresent()) {
      throw SecretsFailure.invalidRequest(
          "You can't create this secret because a secret with this name is already scheduled for"
              + " deletion.");
    }
    boolean same =
        value != null
            && secret.version(token).map(SecretVersion::value).filter(value::equals).isPresent();
    if (!same) {
      throw SecretsFailure.exists(
          "The operation failed because the secret " + secret.name() + " already exists.");
    }
    return versionAnswer(secret, token);
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
    ObjectNode answer = versionAnswer(secret, version.versionId());
    var stages = answer.putArray("VersionStages");
    version.stages().forEach(stages::add);
    return answer;
  }

  ObjectNode update(SecretsInput input) throws IOException {
    Secret secret = inUse(input);
    input.text("Description").ifPresent(secret::description);
    input.text("KmsKeyId").ifPresent(secret::kmsKeyId);
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
    return versionAnswer(secret, version.map(SecretVersion::versionId).orElse(null));
  }

  ObjectNode value(SecretsInput input) throws IOException {
    Secret secret = inUse(input);
    SecretVersion version =
        version(
            secret, input.text("VersionId").orElse(null), input.text("VersionStage").orElse(null));
    ObjectNode answer = versionAnswer(secret, version.versionId());
    answer.put(version.value().binary() ? "SecretBinary" : "SecretString", version.value().text());
    var stages = answer.putArray("VersionStages");
    version.stages().forEach(stages::add);
    answer.put("CreatedDate", seconds(version.createdAt()));
    return answer;
  }

  private static SecretVersion version(
      Secret secret, @Nullable String versionId, @Nullable String stage) {
    if (versionId == null) {
      String wanted = stage == null ? Secret.CURRENT : stage;
      return secret
          .staged(wanted)
          .orElseThrow(() -> SecretsFailure.valueNotFound("staging label: " + wanted));
    }
    SecretVersion version =
        secret
            .version(versionId)
            .orElseThrow(() -> SecretsFailure.valueNotFound("VersionId: " + versionId));
    if (stage != null && !version.stages().contains(stage)) {
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
        input.text("MoveToVersionId").orElse(null),
        input.text("RemoveFromVersionId").orElse(null),
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
    secret.deletionAt(deletionAt);
    store.save(secret);
    return answer(secret).put("DeletionDate", seconds(deletionAt));
  }

  /// Deletes a secret at once, even if it is scheduled for deletion or does not exist
  /// (DeleteSecret).
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
    secret.deletionAt(null);
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

  private static ObjectNode versionAnswer(Secret secret, @Nullable String versionId) {
    ObjectNode answer = answer(secret);
    if (versionId != null) {
      answer.put("VersionId", versionId);
    }
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

  /// Returns the time as JSON 1.1 writes it: seconds with a fraction.
  private static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3);
  }
}
