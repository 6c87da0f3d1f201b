package dev.slipway.leaving;

import dev.slipway.actors.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The order to remove all of a tenant's data, and how far that is. Immutable.
///
/// @param orderedAt when the tenant asked for it first
/// @param actor who asked first
/// @param searchedTo the ID of the last connection that was looked at; null before the first
/// @param searched whether all connections were looked at
/// @param removedTo the ID of the last connection whose remains are gone; null before the first
/// @param busyUntil until when a worker is at it; null when none is
/// @param emptiedAt when nothing was left at the first look; null before
record Leaving(
    String tenant,
    Instant orderedAt,
    Actor actor,
    @Nullable String searchedTo,
    boolean searched,
    @Nullable String removedTo,
    @Nullable Instant busyUntil,
    @Nullable Instant emptiedAt) {

  static Leaving ordered(String tenant, Instant now, Actor actor) {
    return new Leaving(tenant, now, actor, null, false, null, null, null);
  }

  Leaving withSearchedTo(@Nullable String id) {
    return new Leaving(tenant, orderedAt, actor, id, searched, removedTo, busyUntil, emptiedAt);
  }

  Leaving withSearched() {
    return new Leaving(tenant, orderedAt, actor, searchedTo, true, removedTo, busyUntil, emptiedAt);
  }

  Leaving withRemovedTo(String id) {
    return new Leaving(tenant, orderedAt, actor, searchedTo, searched, id, busyUntil, emptiedAt);
  }

  Leaving withBusyUntil(@Nullable Instant until) {
    return new Leaving(tenant, orderedAt, actor, searchedTo, searched, removedTo, until, emptiedAt);
  }

  /// Begins the second look, over all connections again.
  Leaving withEmptiedAt(Instant now) {
    return new Leaving(tenant, orderedAt, actor, searchedTo, searched, null, busyUntil, now);
  }
}
