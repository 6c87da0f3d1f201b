package dev.slipway.releases.store;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.connections.ConnectionId;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonShapeException;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.steps.FollowedRelease;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The keys of followed releases in the state bucket. Thread-safe.
///
/// The key of a new state is put before the record, and the key of the earlier state is deleted
/// after it. A worker that dies between them leaves a key too many, and a version of Slipway that
/// knows no such keys leaves one too few or an outdated one: [#repair] corrects all of these.
public final class FollowingKeys {
  private static final Logger LOGGER = System.getLogger(FollowingKeys.class.getName());
  private static final int PAGE = 1000;
  private static final String PUT_AT = "at";
  private static final String SEPARATOR = "~";
  private static final String SEPARATOR_IN_ID = "%7E";
  private static final int PARTS = 5;

  /// Until then a writer may be about to write the record that the key belongs to.
  private static final Duration UNSUPPORTED_AFTER = Duration.ofMinutes(10);

  private final StateStore state;
  private final InstantSource clock;

  FollowingKeys(StateStore state, InstantSource clock) {
    this.state = state;
    this.clock = clock;
  }

  /// Returns the key's content that this record asks for; null when the release is not followed.
  static @Nullable FollowedRelease of(ReleaseRecord release) {
    return FollowedRelease.isFollowed(release) ? FollowedRelease.of(release) : null;
  }

  /// Puts the key that the record to be written needs.
  ///
  /// @param before null when the release was not followed
  /// @param after null when it is no longer followed
  void putBeforeRecord(@Nullable FollowedRelease before, @Nullable FollowedRelease after) {
    if (after != null && !after.equals(before)) {
      put(after);
    }
  }

  /// Deletes the key that the written record no longer needs.
  ///
  /// @param before null when the release was not followed
  /// @param after null when it is no longer followed
  void deleteAfterRecord(@Nullable FollowedRelease before, @Nullable FollowedRelease after) {
    if (before != null && !before.equals(after)) {
      state.delete(key(before));
    }
  }

  /// Returns all followed releases, by 1,000 in one request. A release may have several keys.
  public List<FollowedRelease> list() {
    var followed = new ArrayList<FollowedRelease>();
    String position = null;
    do {
      var page = state.list(StateKeys.FOLLOWING_PREFIX, position, PAGE);
      for (String key : page.keys()) {
        var parsed = parse(key);
        parsed.ifPresent(followed::add);
        if (parsed.isEmpty()) {
          LOGGER.log(Level.WARNING, "Key of a followed release not understood", Map.of("key", key));
        }
      }
      position = page.next();
    } while (position != null);
    return followed;
  }

  /// Puts the key that the record asks for if it is not listed, and deletes listed keys that the
  /// record has not supported for 10 minutes.
  ///
  /// @param release null when the release has no record
  /// @param listed the keys of this release
  public void repair(@Nullable ReleaseRecord release, List<FollowedRelease> listed) {
    var supported = release == null ? null : of(release);
    if (supported != null && !listed.contains(supported)) {
      put(supported);
    }
    for (FollowedRelease found : listed) {
      if (!found.equals(supported) && isPast(found)) {
        state.delete(key(found));
      }
    }
  }

  /// Returns the key of a followed release.
  public static String key(FollowedRelease followed) {
    var submission = followed.submissionId();
    var version = followed.versionId();
    return StateKeys.following(followed.connectionId())
        + followed.appId().value()
        + "-"
        + followed.platform().name()
        + "/"
        + String.join(
            SEPARATOR,
            followed.releaseId().value(),
            submission == null ? "" : escaped(submission.value()),
            version == null ? "" : escaped(version.value()),
            followed.submissionState().name(),
            followed.versionState().name());
  }

  /// Reads a key; empty when it is malformed, or names a state that a newer version knows.
  static Optional<FollowedRelease> parse(String key) {
    String[] path = key.split("/", -1);
    if (path.length != 4 || !key.startsWith(StateKeys.FOLLOWING_PREFIX)) {
      return Optional.empty();
    }
    int platformAt = path[2].lastIndexOf('-');
    String[] parts = path[3].split(SEPARATOR, -1);
    var connection = ConnectionId.parse(path[1]);
    var release = ReleaseId.parse(parts[0]);
    if (platformAt < 1 || parts.length != PARTS || connection.isEmpty() || release.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new FollowedRelease(
              connection.get(),
              new AppId(path[2].substring(0, platformAt)),
              Platform.valueOf(path[2].substring(platformAt + 1)),
              release.get(),
              parts[1].isEmpty() ? null : new ReviewSubmissionId(unescaped(parts[1])),
              parts[2].isEmpty() ? null : new AppStoreVersionId(unescaped(parts[2])),
              ReviewSubmissionState.valueOf(parts[3]),
              AppVersionState.valueOf(parts[4])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Apple's ids contain neither a slash nor a percent sign ([AppId]).
  private static String escaped(String id) {
    return id.replace(SEPARATOR, SEPARATOR_IN_ID);
  }

  private static String unescaped(String id) {
    return id.replace(SEPARATOR_IN_ID, SEPARATOR);
  }

  private void put(FollowedRelease followed) {
    state.put(key(followed), JsonFields.with(PUT_AT, clock.instant()).toMap());
  }

  private boolean isPast(FollowedRelease followed) {
    return state
        .read(key(followed))
        .map(stored -> putAt(stored).orElse(Instant.MIN))
        .filter(at -> !clock.instant().isBefore(at.plus(UNSUPPORTED_AFTER)))
        .isPresent();
  }

  private static Optional<Instant> putAt(StateStore.Stored stored) {
    try {
      return Optional.of(stored.document().instant(PUT_AT));
    } catch (JsonShapeException e) {
      return Optional.empty();
    }
  }
}
