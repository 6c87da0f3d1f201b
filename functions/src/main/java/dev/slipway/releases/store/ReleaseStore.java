package dev.slipway.releases.store;

import dev.slipway.announcements.Announcer;
import dev.slipway.metrics.Metrics;
import dev.slipway.quotas.Quota;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.warnings.AppWarningStore;
import dev.slipway.state.Documents;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Release records in the state bucket. Thread-safe.
///
/// Three kinds of documents describe a release: the record (the truth), markers in its tenant's
/// list ([ReleaseList]), and a marker under the minute at which it is due. A marker is written
/// before the record that needs it, and only the sweep removes it, well after its minute, if the
/// record has another due time. So there may be stale markers, which are harmless, but never a
/// release that cannot be found. While a release is followed at Apple it also has a key that says
/// how Apple last showed it ([FollowingKeys]).
public final class ReleaseStore {

  /// When the sweep publishes what a dead worker left in the outbox of a finished release.
  private static final Duration FIRST_ANNOUNCED_AGAIN = Duration.ofMinutes(6);

  private static final Duration ANNOUNCED_AGAIN = Duration.ofMinutes(30);

  private final StateStore state;
  private final Documents<ReleaseRecord> documents;
  private final InstantSource clock;
  private final RecordReads records;
  private final ReleaseList lists;
  private final ReleaseAnnouncements announcements;
  private final FollowingKeys following;
  private final DueMarkers markers;
  private final AppWarningStore warnings;

  /// One page of a tenant's releases, newest first.
  ///
  /// @param next pass as `startAfter` for the next page; null at the end
  public record Page(List<ReleaseRecord> releases, @Nullable String next) {
    public Page {
      releases = List.copyOf(releases);
    }
  }

  /// Creates a store that announces no changes of state.
  public ReleaseStore(StateStore state, InstantSource clock) {
    this(state, clock, Announcer.silent(), Metrics.none());
  }

  public ReleaseStore(StateStore state, InstantSource clock, Announcer announcer, Metrics metrics) {
    this.state = state;
    this.documents = new Documents<>(state, ReleaseRecord::toJson, ReleaseRecord::fromJson);
    this.clock = clock;
    this.announcements = new ReleaseAnnouncements(announcer, metrics);
    this.records = new RecordReads(this::read);
    this.lists = new ReleaseList(state, records, clock);
    this.following = new FollowingKeys(state, clock);
    this.markers = new DueMarkers(state, records);
    this.warnings = new AppWarningStore(state);
  }

  /// Returns the keys of followed releases.
  public FollowingKeys following() {
    return following;
  }

  /// Returns what is kept of apps between their releases.
  public AppWarningStore warnings() {
    return warnings;
  }

  /// Stores a release that was just received; returns an existing one unchanged. Its receipt is
  /// published with its next change, or by the sweep.
  public Versioned<ReleaseRecord> create(ReleaseRecord received) {
    var now = clock.instant();
    var release = announcements.kept(received, now, now.plus(FIRST_ANNOUNCED_AGAIN));
    lists.add(release);
    markers.put(null, release);
    following.putBeforeRecord(null, FollowingKeys.of(release));
    var created = documents.create(StateKeys.release(release.id()), release);
    created.ifPresent(_ -> announcements.count(received, 0));
    return created.or(() -> read(release.id())).orElseThrow();
  }

  /// Returns which of these releases have no record; an unreadable record counts as present.
  ///
  /// @return in the order of the IDs
  public List<ReleaseId> missing(List<ReleaseId> ids) {
    var there = SideBySide.each(ids, id -> state.read(StateKeys.release(id)).isPresent());
    return IntStream.range(0, ids.size()).filter(i -> !there.get(i)).mapToObj(ids::get).toList();
  }

  public Optional<Versioned<ReleaseRecord>> read(ReleaseId id) {
    return documents.read(StateKeys.release(id));
  }

  /// Reads many records at once.
  ///
  /// @return in the order of the IDs; an element is empty when its record is missing or unreadable
  public List<Optional<Versioned<ReleaseRecord>>> readAll(List<ReleaseId> ids) {
    return records.readAll(ids.stream().map(Optional::of).toList());
  }

  /// Replaces the record, unless another writer did so since it was read. A change of its state is
  /// published, after all earlier unpublished changes; the caller calls [#publishOutbox] in the
  /// end.
  ///
  /// @return empty when another writer was faster; the caller then reads the record again
  public Optional<Versioned<ReleaseRecord>> replace(
      Versioned<ReleaseRecord> before, ReleaseRecord after) {
    long known = before.value().outbox().changes();
    if (after.outbox().changes() == known) {
      return write(before, after, ANNOUNCED_AGAIN);
    }
    var written = write(before, after, FIRST_ANNOUNCED_AGAIN);
    written.ifPresent(_ -> announcements.count(after, known));
    return written.map(
        kept -> new Versioned<>(announcements.publish(kept.value()), kept.version()));
  }

  /// Publishes unpublished changes, and removes them from the record. What the bus refuses stays:
  /// the next worker on the release tries again, or the sweep if the release is finished.
  ///
  /// @return the record after that, as far as is known
  public Versioned<ReleaseRecord> publishOutbox(Versioned<ReleaseRecord> found) {
    var told = announcements.publish(found.value());
    var due = told.outbox().dueAt();
    boolean sweptInVain =
        DueMarkers.isDueToAnnounce(told) && due != null && !due.isAfter(clock.instant());
    return told.outbox().isStale() || sweptInVain
        ? write(found, told, ANNOUNCED_AGAIN).orElse(found)
        : found;
  }

  private Optional<Versioned<ReleaseRecord>> write(
      Versioned<ReleaseRecord> before, ReleaseRecord after, Duration again) {
    var now = clock.instant();
    var stamped = announcements.kept(after, now, now.plus(again)).withUpdatedAt(now);
    markers.put(before.value(), stamped);
    var was = FollowingKeys.of(before.value());
    var is = FollowingKeys.of(stamped);
    following.putBeforeRecord(was, is);
    lists.beforeWrite(before.value(), stamped);
    var written = documents.replace(StateKeys.release(stamped.id()), stamped, before.version());
    written.ifPresent(
        _ -> {
          following.deleteAfterRecord(was, is);
          lists.afterWrite(before.value(), stamped);
          if (before.value().state().isOpen() && !stamped.state().isOpen()) {
            giveRoom(before.value());
          }
        });
    return written;
  }

  /// Deletes what counts for the tenant's quotas while a release is not over.
  private void giveRoom(ReleaseRecord ended) {
    if (ended.plan().wanted()) {
      OpenPlans.forget(state, ended);
    }
    if (ended.desired() != null || !ended.plan().wanted()) {
      state.delete(Quota.RELEASES_UNDER_WAY.marker(ended.tenant(), ended.id().value()));
    }
    if (ended.desired() == null && ended.state() == ReleaseState.QUEUED) {
      state.delete(StateKeys.tenantQueued(ended.tenant(), ended.drop().receivedAt(), ended.id()));
    }
  }

  /// Changes the record. If another writer is faster, the change is applied again to the new
  /// record.
  ///
  /// @return empty when there is no such release
  public Optional<Versioned<ReleaseRecord>> update(
      ReleaseId id, UnaryOperator<ReleaseRecord> change) {
    return documents.update(
        StateKeys.release(id),
        change,
        (before, after) -> replace(before, after).map(this::withPublishedOutbox));
  }

  private Versioned<ReleaseRecord> withPublishedOutbox(Versioned<ReleaseRecord> written) {
    return written.value().outbox().isStale() ? publishOutbox(written) : written;
  }

  /// Returns a page of a tenant's releases that pass the filter, newest first, and corrects the
  /// markers of the releases that it reads.
  ///
  /// @param startAfter the `next` of the previous page; null for the first page
  /// @param limit the largest number of releases, 1 to 100; a page may hold fewer and still have a
  ///   next page, because only some thousand keys and a few hundred records are read for it
  public Page list(String tenant, ReleaseFilter filter, @Nullable String startAfter, int limit) {
    return lists.page(tenant, filter, startAfter, limit, true);
  }

  /// Does the same, and changes nothing.
  public Page look(String tenant, ReleaseFilter filter, @Nullable String startAfter, int limit) {
    return lists.page(tenant, filter, startAfter, limit, false);
  }

  /// Counts a tenant's releases by state, from keys of the list. A filter by bundle ID or by text
  /// is not possible: no key contains them.
  public ReleaseCounts count(String tenant, ReleaseFilter filter) {
    return lists.count(tenant, filter);
  }

  /// Returns releases that are due, in the order of their due times, and clears stale markers on
  /// the way. An unreadable record is logged and left out, so that it does not block the others.
  ///
  /// @param limit how many at most of those that are followed, and of all others
  public List<Versioned<ReleaseRecord>> due(Instant now, int limit) {
    return markers.due(now, limit);
  }

  /// Requests a look at this release now: the object's creation starts the function.
  public void wake(ReleaseId id) {
    state.put(StateKeys.wakeRelease(id), Map.<String, Object>of("at", clock.instant().toString()));
  }

  /// Requests drop-intake to go on with this release now: to read its drop, or to make its plan.
  public void wakeIntake(ReleaseId id) {
    state.put(StateKeys.wakeIntake(id), Map.<String, Object>of("at", clock.instant().toString()));
  }

  /// Requests that a report of Apple's webhook is noted, with a look at Apple if it reported a
  /// change. The function that takes the object writes the record.
  public void wake(ReleaseId id, ReleaseWake.Cause cause) {
    state.put(
        StateKeys.WAKE_RELEASE_PREFIX + new ReleaseWake(id, cause).wakeId(),
        Map.<String, Object>of("at", clock.instant().toString()));
  }

  /// Returns the release that a marker belongs to.
  static Optional<ReleaseId> releaseOf(String marker) {
    return ReleaseId.parse(StateKeys.idOfMarker(marker));
  }
}
