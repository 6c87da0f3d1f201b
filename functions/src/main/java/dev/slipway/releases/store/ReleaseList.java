package dev.slipway.releases.store;

import dev.slipway.json.JsonFields;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.store.ReleaseStore.Page;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import dev.slipway.state.StateUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The lists of tenants' releases, newest first, made of keys alone. Thread-safe.
///
/// A release has two keys at its place: a plain one, written once, by which the version before
/// lists it; and one that says its state, connection and app ([ListMarker]), by which a list is
/// filtered without a look at records. A change moves the second: the new key first, then the
/// record, then the old key goes. So a list may hold stale keys, but never misses a release; the
/// record decides. A list that reads a record corrects its keys: the version before moves none.
final class ReleaseList {
  private static final Logger LOGGER = System.getLogger(ReleaseList.class.getName());

  /// How many records are read for a page at most, and how many keys.
  private static final int MOST_READS = 500;

  private static final int MOST_PAGES_OF_KEYS = 10;

  /// A writer puts a key before the record that it is for: a younger key may be such a one.
  private static final Duration STALE_AFTER = Duration.ofMinutes(10);

  private final StateStore state;
  private final RecordReads records;
  private final InstantSource clock;

  ReleaseList(StateStore state, RecordReads records, InstantSource clock) {
    this.state = state;
    this.records = records;
    this.clock = clock;
  }

  /// Lists a release that is about to be created.
  void add(ReleaseRecord release) {
    state.put(prefix(release) + ListMarker.placeOf(release), document(release));
    put(release);
  }

  /// Puts the key of what the record is about to be; nothing when that is the key of before.
  void beforeWrite(ReleaseRecord before, ReleaseRecord after) {
    if (!ListMarker.of(before).equals(ListMarker.of(after))) {
      put(after);
    }
  }

  /// Deletes the key of what the record was before it was written. Once a day, a write corrects all
  /// keys of the release. What fails here is corrected later.
  void afterWrite(ReleaseRecord before, ReleaseRecord after) {
    try {
      if (!ListMarker.of(before).equals(ListMarker.of(after))) {
        state.delete(prefix(before) + ListMarker.of(before).name());
      }
      if (days(before) != days(after)) {
        correct(after);
      }
    } catch (StateUnavailableException e) {
      LOGGER.log(Level.WARNING, "The keys of a release in its list are corrected later", e);
    }
  }

  /// Returns the age of the release when it was written, in whole days.
  private static long days(ReleaseRecord release) {
    return Duration.between(release.createdAt(), release.updatedAt()).toDays();
  }

  /// Puts the keys of the release that are missing, and deletes stale ones.
  void correct(ReleaseRecord release) {
    String place = ListMarker.placeOf(release);
    String prefix = prefix(release);
    var names = new HashSet<String>();
    for (String key : state.list(prefix + place, null, KeyPages.MOST_KEYS).keys()) {
      names.add(key.substring(prefix.length()));
    }
    correct(release, names);
  }

  private void correct(ReleaseRecord release, Set<String> names) {
    String prefix = prefix(release);
    String place = ListMarker.placeOf(release);
    String right = ListMarker.of(release).name();
    if (!names.contains(place)) {
      state.put(prefix + place, document(release));
    }
    if (!names.contains(right)) {
      put(release);
    }
    for (String name : names) {
      if (!name.equals(place) && !name.equals(right) && isOld(prefix + name)) {
        state.delete(prefix + name);
      }
    }
  }

  private boolean isOld(String key) {
    return state
        .read(key)
        .flatMap(stored -> stored.document().optionalInstant("at"))
        .filter(at -> at.plus(STALE_AFTER).isAfter(clock.instant()))
        .isEmpty();
  }

  /// Returns a page of a tenant's releases that pass the filter.
  ///
  /// @param startAfter the `next` of the previous page; null for the first page
  /// @param corrects whether to correct the keys of the releases whose records are read
  Page page(
      String tenant,
      ReleaseFilter filter,
      @Nullable String startAfter,
      int limit,
      boolean corrects) {
    var keys = new KeyPages(state, StateKeys.tenantReleases(tenant), startAfter);
    var apps = new AppsSeen(filter);
    var found = new ArrayList<ReleaseRecord>();
    int reads = 0;
    while (found.size() < limit && keys.hasNext() && !isLong(keys, reads)) {
      var candidates = new ArrayList<KeyPages.Place>();
      while (candidates.size() < limit - found.size()
          && keys.hasNext()
          && keys.pages() <= MOST_PAGES_OF_KEYS) {
        var place = keys.next();
        if (apps.mayMatch(place)) {
          candidates.add(place);
        }
      }
      reads += candidates.size();
      for (ReleaseRecord release : read(tenant, candidates, corrects)) {
        apps.saw(release);
        if (filter.matches(release)) {
          found.add(release);
        }
      }
    }
    return new Page(found, keys.hasNext() ? keys.position() : null);
  }

  /// Counts a tenant's releases by state, from keys alone: a record is read only where a change of
  /// state is on its way and a release has two keys, or an earlier version wrote one without a
  /// state.
  ///
  /// @param filter without a bundle ID and without a text, which no key contains
  ReleaseCounts count(String tenant, ReleaseFilter filter) {
    var keys = new KeyPages(state, StateKeys.tenantReleases(tenant), null);
    var counts = new EnumMap<ReleaseState, Integer>(ReleaseState.class);
    var unclear = new ArrayList<KeyPages.Place>();
    while (unclear.size() < MOST_READS && keys.pages() <= MOST_PAGES_OF_KEYS && keys.hasNext()) {
      var place = keys.next();
      var markers = place.markers();
      var known = markers.size() == 1 ? state(markers.getFirst()) : null;
      if (known == null) {
        unclear.add(place);
      } else if (filter.matches(markers.getFirst())) {
        counts.merge(known, 1, Integer::sum);
      }
    }
    for (ReleaseRecord release : read(tenant, unclear, true)) {
      if (filter.matches(release)) {
        counts.merge(release.state(), 1, Integer::sum);
      }
    }
    return new ReleaseCounts(counts, !keys.hasNext());
  }

  /// Returns the state that a key names; null for one that only a newer version of Slipway knows.
  private static @Nullable ReleaseState state(ListMarker marker) {
    for (ReleaseState known : ReleaseState.values()) {
      if (known.name().equals(marker.state())) {
        return known;
      }
    }
    return null;
  }

  private static boolean isLong(KeyPages keys, int reads) {
    return reads >= MOST_READS || keys.pages() > MOST_PAGES_OF_KEYS;
  }

  /// Reads the records. A place without a record, or of a release that is listed at another one, is
  /// left out.
  private List<ReleaseRecord> read(String tenant, List<KeyPages.Place> places, boolean corrects) {
    var ids = places.stream().map(place -> releaseOf(place.name())).toList();
    var read = records.readAll(ids);
    var releases = new ArrayList<ReleaseRecord>();
    for (int i = 0; i < places.size(); i++) {
      var place = places.get(i);
      var release =
          read.get(i)
              .map(Versioned::value)
              .filter(found -> found.tenant().equals(tenant))
              .filter(found -> ListMarker.placeOf(found).equals(place.name()));
      if (release.isPresent()) {
        if (corrects) {
          correctGuarded(release.get(), place);
        }
        releases.add(release.get());
      }
    }
    return releases;
  }

  private void correctGuarded(ReleaseRecord release, KeyPages.Place place) {
    boolean right = place.isPlain() && place.markers().equals(List.of(ListMarker.of(release)));
    if (right) {
      return;
    }
    try {
      correct(release, place.names());
    } catch (StateUnavailableException e) {
      LOGGER.log(Level.WARNING, "The keys of a release in its list are corrected later", e);
    }
  }

  private void put(ReleaseRecord release) {
    state.put(prefix(release) + ListMarker.of(release).name(), document(release));
  }

  private Map<String, @Nullable Object> document(ReleaseRecord release) {
    return JsonFields.with("connectionId", release.connectionId())
        .put("at", clock.instant())
        .toMap();
  }

  private static String prefix(ReleaseRecord release) {
    return StateKeys.tenantReleases(release.tenant());
  }

  private static Optional<ReleaseId> releaseOf(String place) {
    return ReleaseId.parse(StateKeys.idOfMarker(place));
  }

  /// Decides which places are looked at. Markers do not contain bundle IDs, so one record of each
  /// app says whether its releases match: an app never changes its bundle ID.
  private static final class AppsSeen {
    private final ReleaseFilter filter;
    private final Set<String> others = new HashSet<>();

    AppsSeen(ReleaseFilter filter) {
      this.filter = filter;
    }

    boolean mayMatch(KeyPages.Place place) {
      return place.markers().isEmpty()
          || place.markers().stream()
              .anyMatch(marker -> filter.matches(marker) && !others.contains(marker.appId()));
    }

    void saw(ReleaseRecord release) {
      var app = release.app();
      if (filter.isBundleId() && app != null && !filter.isOfApp(release)) {
        others.add(app.id().value());
      }
    }
  }
}
