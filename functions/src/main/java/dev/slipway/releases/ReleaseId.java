package dev.slipway.releases;

import dev.slipway.state.KeyHash;
import dev.slipway.state.RecordId;
import java.util.Optional;

/// Names a release: a hash over bucket, object key and object version of what was dropped, so that
/// the same event twice is the same release.
public record ReleaseId(String value) implements RecordId {
  public ReleaseId {
    if (!KeyHash.matches(value)) {
      throw new IllegalArgumentException("not a release id");
    }
  }

  public static ReleaseId of(String bucket, String objectKey, String versionId) {
    return new ReleaseId(KeyHash.of(bucket, objectKey, versionId));
  }

  /// Returns the release that carries out a plan: one for each plan, however often it is ordered.
  public static ReleaseId carryingOut(ReleaseId plan) {
    return new ReleaseId(KeyHash.of("carry-out", plan.value));
  }

  /// Returns the release that takes the files of another one again: one for each, however often it
  /// is ordered.
  public static ReleaseId retrying(ReleaseId before) {
    return new ReleaseId(KeyHash.of("retry", before.value));
  }

  /// Returns the id that the text contains; empty when the text is malformed.
  public static Optional<ReleaseId> parse(String text) {
    return KeyHash.matches(text) ? Optional.of(new ReleaseId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
