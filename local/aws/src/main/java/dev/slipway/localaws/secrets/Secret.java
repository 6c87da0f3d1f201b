package dev.slipway.localaws.secrets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One secret with its versions and staging labels. Used by the holder of the store's lock.
final class Secret {
  static final String CURRENT = "AWSCURRENT";
  static final String PREVIOUS = "AWSPREVIOUS";
  private static final int MOST_VERSIONS = 100;
  private static final int MOST_STAGES_ON_A_VERSION = 20;

  private final String name;
  private final String arn;
  private final Instant createdAt;
  private final Map<String, SecretVersion> versions = new LinkedHashMap<>();
  private final Map<String, String> tags = new TreeMap<>();
  private @Nullable String description;
  private @Nullable String kmsKeyId;
  private @Nullable Instant deletionAt;
  private Instant changedAt;

  /// One version.
  ///
  /// @param versionId the ClientRequestToken that created it
  /// @param value its value
  /// @param createdAt when it was created
  /// @param stages its staging labels
  record SecretVersion(
      String versionId, SecretValue value, Instant createdAt, Set<String> stages) {}

  Secret(String name, String arn, Instant createdAt) {
    this.name = name;
    this.arn = arn;
    this.createdAt = createdAt;
    this.changedAt = createdAt;
  }

  String name() {
    return name;
  }

  String arn() {
    return arn;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant changedAt() {
    return changedAt;
  }

  void changedAt(Instant time) {
    changedAt = time;
  }

  Map<String, String> tags() {
    return tags;
  }

  Optional<String> description() {
    return Optional.ofNullable(description);
  }

  void description(@Nullable String text) {
    description = text;
  }

  /// Returns the requested KMS key; empty for the service's own. Nothing is encrypted here.
  Optional<String> kmsKeyId() {
    return Optional.ofNullable(kmsKeyId);
  }

  void kmsKeyId(@Nullable String key) {
    kmsKeyId = key;
  }

  /// Returns when it is deleted permanently; empty while it is in use.
  Optional<Instant> deletionAt() {
    return Optional.ofNullable(deletionAt);
  }

  void deletionAt(@Nullable Instant time) {
    deletionAt = time;
  }

  Map<String, SecretVersion> versions() {
    return versions;
  }

  Optional<SecretVersion> version(String versionId) {
    return Optional.ofNullable(versions.get(versionId));
  }

  Optional<SecretVersion> staged(String stage) {
    return versions.values().stream()
        .filter(version -> version.stages().contains(stage))
        .findFirst();
  }

  void checkNotDeleted() {
    if (deletionAt != null) {
      throw SecretsFailure.markedForDeletion();
    }
  }

  /// Adds a version with these labels. The first version of a secret also gets AWSCURRENT
  /// (PutSecretValue).
  ///
  /// @return the version, or the one that the same request created before
  SecretVersion put(String versionId, SecretValue value, List<String> stages, Instant now) {
    SecretVersion existing = versions.get(versionId);
    if (existing != null) {
      if (!existing.value().equals(value)) {
        throw SecretsFailure.exists(
            "You can't use ClientRequestToken "
                + versionId
                + " because that value is already in use for a version of secret "
                + arn
                + ".");
      }
      return existing;
    }
    Set<String> labels = new LinkedHashSet<>(stages);
    if (versions.isEmpty()) {
      labels.add(CURRENT);
    }
    if (labels.isEmpty() || labels.size() > MOST_STAGES_ON_A_VERSION) {
      throw SecretsFailure.invalidParameter("VersionStages must have 1 to 20 labels.");
    }
    makeRoom();
    SecretVersion added = new SecretVersion(versionId, value, now, new LinkedHashSet<>());
    versions.put(versionId, added);
    labels.forEach(label -> move(label, added));
    changedAt = now;
    return added;
  }

  /// Moves or removes a label (UpdateSecretVersionStage).
  void updateStage(
      String stage, @Nullable String moveTo, @Nullable String removeFrom, Instant now) {
    @Nullable SecretVersion target = moveTo == null ? null : existing(moveTo);
    @Nullable SecretVersion leaving = removeFrom == null ? null : existing(removeFrom);
    String holder = staged(stage).map(SecretVersion::versionId).orElse(null);
    if (removeFrom != null && !removeFrom.equals(holder)) {
      throw SecretsFailure.invalidParameter(
          "The staging label "
              + stage
              + " isn't currently attached to version "
              + removeFrom
              + ".");
    }
    if (target != null && holder != null && removeFrom == null) {
      if (holder.equals(moveTo)) {
        return;
      }
      throw SecretsFailure.invalidParameter(
          "The parameter RemoveFromVersionId can't be empty. Staging label "
              + stage
              + " is currently attached to version "
              + holder
              + ", so you must explicitly reference that version in RemoveFromVersionId.");
    }
    if (target != null) {
      move(stage, target);
    } else if (leaving != null) {
      if (stage.equals(CURRENT)) {
        throw SecretsFailure.invalidParameter(
            "You can only move staging label AWSCURRENT to a different secret version. It can’t be"
                + " completely removed.");
      }
      leaving.stages().remove(stage);
    } else {
      throw SecretsFailure.invalidParameter(
          "You must specify MoveToVersionId or RemoveFromVersionId.");
    }
    changedAt = now;
  }

  /// Moves AWSPREVIOUS to the version that AWSCURRENT leaves.
  private void move(String stage, SecretVersion target) {
    Optional<SecretVersion> holder = staged(stage);
    if (holder.filter(version -> version.equals(target)).isPresent()) {
      return;
    }
    holder.ifPresent(version -> version.stages().remove(stage));
    target.stages().add(stage);
    if (stage.equals(CURRENT) && holder.isPresent()) {
      staged(PREVIOUS).ifPresent(version -> version.stages().remove(PREVIOUS));
      holder.get().stages().add(PREVIOUS);
    }
  }

  private SecretVersion existing(String versionId) {
    return version(versionId)
        .orElseThrow(() -> SecretsFailure.valueNotFound("VersionId: " + versionId));
  }

  private void makeRoom() {
    if (versions.size() < MOST_VERSIONS) {
      return;
    }
    List<SecretVersion> oldestFirst = new ArrayList<>(versions.values());
    SecretVersion deprecated =
        oldestFirst.stream()
            .filter(version -> version.stages().isEmpty())
            .findFirst()
            .orElseThrow(
                () ->
                    SecretsFailure.limitExceeded(
                        "A secret can have at most 100 versions with staging labels."));
    versions.remove(deprecated.versionId());
  }
}
