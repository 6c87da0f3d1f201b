package dev.slipway.releases.store;

import dev.slipway.json.JsonFields;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.steps.FollowedRelease;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The markers under `open/`: each says at which minute to look at a release. The record's own
/// times are the truth; a marker that the record does not know is stale. Thread-safe.
final class DueMarkers {
  private static final int PAGE = 100;

  /// Until then a writer may be about to write the record that a marker belongs to.
  private static final Duration STALE_AFTER = Duration.ofMinutes(10);

  /// Markers are listed from this long ago on; once an hour from the start.
  private static final Duration LISTED_FROM = Duration.ofDays(2);

  /// The period of the sweep.
  private static final Duration PERIOD = Duration.ofMinutes(5);

  /// So many tenants at least share what a sweep takes, if that many have due releases.
  private static final int TENANTS_AT_LEAST = 4;

  /// How many times the limit is read past of tenants that have their share.
  private static final int PASSED_OVER = 4;

  private static final Duration HOUR = Duration.ofHours(1);

  private final StateStore state;
  private final RecordReads records;

  DueMarkers(StateStore state, RecordReads records) {
    this.state = state;
    this.records = records;
  }

  /// Returns whether changes that are not published yet make the release due earlier than its next
  /// check, which would publish them too.
  static boolean isDueToAnnounce(ReleaseRecord release) {
    var check = release.status().nextCheckAt();
    var announcement = release.outbox().dueAt();
    return announcement != null && (check == null || check.isAfter(announcement.plus(HOUR)));
  }

  /// Returns the release's markers: for its next check, and for changes that are not published yet
  /// if there is no check soon.
  private static Set<String> of(ReleaseRecord release) {
    var markers = new LinkedHashSet<String>();
    var check = release.status().nextCheckAt();
    var announcement = release.outbox().dueAt();
    if (check != null) {
      markers.add(StateKeys.open(check, release.id()));
    }
    if (announcement != null && isDueToAnnounce(release)) {
      markers.add(StateKeys.open(announcement, release.id()));
    }
    return markers;
  }

  /// Puts the markers that the record to be written needs.
  ///
  /// @param before the record whose markers exist; null for none
  void put(@Nullable ReleaseRecord before, ReleaseRecord after) {
    var known = before == null ? Set.<String>of() : of(before);
    for (String marker : of(after)) {
      if (!known.contains(marker)) {
        state.put(marker, JsonFields.with("tenant", after.tenant()).toMap());
      }
    }
  }

  /// Returns releases that are due; see [ReleaseStore#due]. Markers of more than two days ago are
  /// looked for once an hour only: few are left, and S3 needs long to list past many deleted keys.
  ///
  /// Followed releases stay due while Apple cannot be asked about them, for days where a key was
  /// revoked. They have a limit of their own, so that they do not keep all others waiting. Of the
  /// others a tenant has a share of the limit; more of its releases come last, if there is room.
  List<Versioned<ReleaseRecord>> due(Instant now, int limit) {
    var due = new ArrayList<Versioned<ReleaseRecord>>();
    var seen = new HashSet<ReleaseId>();
    String end = StateKeys.openUntil(now);
    String position = isFirstOfHour(now) ? null : StateKeys.openFrom(now.minus(LISTED_FROM));
    int share = Math.ceilDiv(limit, TENANTS_AT_LEAST);
    var ofTenants = new HashMap<String, Integer>();
    var overShare = new ArrayList<Versioned<ReleaseRecord>>();
    int followed = 0;
    int others = 0;
    int passedOver = 0;
    do {
      var page = state.list(StateKeys.OPEN_PREFIX, position, PAGE);
      var keys = page.keys().stream().takeWhile(key -> key.compareTo(end) <= 0).toList();
      var read = records.readAll(keys.stream().map(ReleaseStore::releaseOf).toList());
      for (int i = 0; i < keys.size() && others < limit; i++) {
        String marker = keys.get(i);
        var found = read.get(i);
        if (found.isEmpty()) {
          clear(marker, now);
        } else if (!of(found.get().value()).contains(marker)) {
          removeStale(marker, now);
        } else if (seen.add(found.get().value().id())) {
          var release = found.get().value();
          if (FollowedRelease.isFollowed(release)) {
            if (followed++ < limit) {
              due.add(found.get());
            }
          } else if (ofTenants.merge(release.tenant(), 1, Integer::sum) <= share) {
            others++;
            due.add(found.get());
          } else if (passedOver++ < limit) {
            overShare.add(found.get());
          }
        }
      }
      boolean isEnough = others >= limit || passedOver >= limit * PASSED_OVER;
      position = keys.size() < page.keys().size() || isEnough ? null : page.next();
    } while (position != null);
    due.addAll(overShare.subList(0, Math.min(overShare.size(), Math.max(0, limit - others))));
    return due;
  }

  private static boolean isFirstOfHour(Instant now) {
    return now.getEpochSecond() % HOUR.toSeconds() < PERIOD.toSeconds();
  }

  /// Removes a marker without a record; one with an unreadable record stays until that is fixed.
  private void clear(String marker, Instant now) {
    boolean there =
        ReleaseStore.releaseOf(marker)
            .filter(id -> state.read(StateKeys.release(id)).isPresent())
            .isPresent();
    if (!there) {
      removeStale(marker, now);
    }
  }

  /// Removes a stale marker well after its minute.
  private void removeStale(String marker, Instant now) {
    if (marker.compareTo(StateKeys.openUntil(now.minus(STALE_AFTER))) <= 0) {
      state.delete(marker);
    }
  }
}
