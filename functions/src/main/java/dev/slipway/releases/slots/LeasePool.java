package dev.slipway.releases.slots;

import dev.slipway.json.RecordCodec;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.releases.store.SideBySide;
import dev.slipway.state.Documents;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A fixed number of lease objects, and the releases that wait for one. Thread-safe.
///
/// A lease ends when it is given back, and at the latest when its invocation must have ended, so
/// that a worker that died blocks it for a limited time only; the same release takes its own lease
/// over at once. A release that waits has a marker. It is put before the last attempt to take a
/// lease, and a lease is given back before the markers are listed, so that no release waits beside
/// a free lease. The marker only speeds things up: the release is due again anyway.
final class LeasePool {
  private static final int TRIES = 20;
  private static final int PAGE = 1000;
  private static final RecordCodec<Lease> CODEC = RecordCodec.of(Lease.class);

  private final StateStore state;
  private final Documents<Lease> documents;
  private final ReleaseStore releases;
  private final String prefix;
  private final int count;
  private final Share share;
  private final Consumer<ReleaseId> wake;
  private final InstantSource clock;

  /// Who holds a lease object.
  ///
  /// @param until when it ends
  record Lease(String owner, String tenant, ReleaseId release, Instant until) {
    boolean runs(Instant now) {
      return until.isAfter(now);
    }
  }

  /// How many leases a tenant may hold.
  @FunctionalInterface
  interface Share {
    /// Returns how many of the leases a tenant may hold.
    ///
    /// @param waitingTenants how many tenants wait, the one that asks included
    int of(int count, int waitingTenants);
  }

  private record Place(int number, @Nullable Versioned<Lease> stored) {
    @Nullable Lease running(Instant now) {
      return stored != null && stored.value().runs(now) ? stored.value() : null;
    }
  }

  private record Waiting(String marker, String tenant, ReleaseId release) {}

  /// @param prefix of the lease objects
  /// @param wake requests work on a release that may get a lease now
  LeasePool(
      StateStore state,
      ReleaseStore releases,
      String prefix,
      int count,
      Share share,
      Consumer<ReleaseId> wake,
      InstantSource clock) {
    this.state = state;
    this.documents = new Documents<>(state, CODEC::write, CODEC::read);
    this.releases = releases;
    this.prefix = prefix;
    this.count = count;
    this.share = share;
    this.wake = wake;
    this.clock = clock;
  }

  /// Takes a lease, or notes that the release waits for one.
  ///
  /// @param owner names the invocation
  /// @param remaining how long the invocation may still run
  /// @return empty when the release waits
  Optional<Held> enter(ReleaseRecord release, String owner, Duration remaining) {
    var wanted = new Lease(owner, release.tenant(), release.id(), clock.instant().plus(remaining));
    String marker =
        StateKeys.waiting(prefix, release.tenant(), release.drop().receivedAt(), release.id());
    var waiting = waiting();
    var held = take(wanted, waiting);
    boolean marked = waiting.stream().anyMatch(found -> found.marker.equals(marker));
    if (held.isEmpty()) {
      if (!marked) {
        state.put(marker, Map.of());
        marked = true;
      }
      held = take(wanted, waiting);
    }
    if (held.isPresent() && marked) {
      state.delete(marker);
    }
    return held;
  }

  /// Ends a lease, and wakes the releases that may take what is free now.
  void giveBack(Held held) {
    end(held);
    wakeNext();
  }

  private void end(Held held) {
    var lease = held.lease();
    var ended = new Lease(lease.value().owner(), "", lease.value().release(), clock.instant());
    // If it was replaced, another worker on the same release has taken it over.
    documents.replace(held.key(), ended, lease.version());
  }

  private Optional<Held> take(Lease wanted, List<Waiting> waiting) {
    boolean gaveUpPlaces = false;
    for (int i = 0; i < TRIES; i++) {
      var places = places(count);
      var now = clock.instant();
      var place = own(places, wanted, now);
      if (place != null) {
        var written = documents.write(prefix + place.number, wanted, place.stored);
        if (written.isPresent()) {
          return Optional.of(new Held(prefix + place.number, written.get()));
        }
        continue;
      }
      int limit = limit(wanted.tenant, waiting);
      place = free(places, wanted, now);
      if (place == null || count(places, wanted.tenant, now) >= limit) {
        break;
      }
      String key = prefix + place.number;
      var written = documents.write(key, wanted, place.stored);
      if (written.isPresent()) {
        // Others of the tenant may have taken leases since the look. Of those that see too many
        // nobody stays, so that there are never too many; those in the first places try again.
        var after = places(count);
        var then = clock.instant();
        if (count(after, wanted.tenant, then) <= limit) {
          return Optional.of(new Held(key, written.get()));
        }
        end(new Held(key, written.get()));
        gaveUpPlaces = true;
        if (count(after.subList(0, place.number), wanted.tenant, then) >= limit) {
          break;
        }
      }
    }
    if (gaveUpPlaces) {
      // Someone may have seen the lease that was held for a moment, and waits.
      wakeNext();
    }
    return Optional.empty();
  }

  private static @Nullable Place own(List<Place> places, Lease wanted, Instant now) {
    for (Place place : places) {
      var lease = place.running(now);
      if (lease != null && lease.release.equals(wanted.release)) {
        return place;
      }
    }
    return null;
  }

  /// Returns a free place: which one depends on the release, so that many do not all try the same.
  private static @Nullable Place free(List<Place> places, Lease wanted, Instant now) {
    var free = places.stream().filter(place -> place.running(now) == null).toList();
    return free.isEmpty()
        ? null
        : free.get(Math.floorMod(wanted.release.value().hashCode(), free.size()));
  }

  private static int count(List<Place> places, String tenant, Instant now) {
    int found = 0;
    for (Place place : places) {
      var lease = place.running(now);
      if (lease != null && lease.tenant.equals(tenant)) {
        found++;
      }
    }
    return found;
  }

  private int limit(String tenant, List<Waiting> waiting) {
    long others =
        waiting.stream()
            .map(Waiting::tenant)
            .filter(other -> !other.equals(tenant))
            .distinct()
            .count();
    return share.of(count, (int) others + 1);
  }

  private List<Place> places(int end) {
    var numbers = IntStream.range(0, end).boxed().toList();
    return SideBySide.each(
        numbers, number -> new Place(number, documents.read(prefix + number).orElse(null)));
  }

  private List<Waiting> waiting() {
    var found = new ArrayList<Waiting>();
    String position = null;
    do {
      var page = state.list(StateKeys.allWaiting(prefix), position, PAGE);
      for (String marker : page.keys()) {
        ReleaseId.parse(StateKeys.idOfWaiting(marker))
            .map(id -> new Waiting(marker, StateKeys.tenantOfWaiting(marker), id))
            .ifPresent(found::add);
      }
      position = page.next();
    } while (position != null);
    return found;
  }

  /// Wakes as many releases as there are free leases: each time the oldest of the tenant that holds
  /// the fewest.
  private void wakeNext() {
    var waiting = waiting();
    if (waiting.isEmpty()) {
      return;
    }
    var now = clock.instant();
    var held = new HashMap<String, Integer>();
    int free = count;
    for (Place place : places(count)) {
      var lease = place.running(now);
      if (lease != null) {
        held.merge(lease.tenant, 1, Integer::sum);
        free--;
      }
    }
    for (var next = next(waiting, held); free > 0 && next != null; next = next(waiting, held)) {
      waiting.remove(next);
      if (isOpen(next.release)) {
        wake.accept(next.release);
        held.merge(next.tenant, 1, Integer::sum);
        free--;
      } else {
        state.delete(next.marker);
      }
    }
  }

  private @Nullable Waiting next(List<Waiting> waiting, Map<String, Integer> held) {
    Waiting best = null;
    int fewest = Integer.MAX_VALUE;
    for (Waiting candidate : waiting) {
      int own = held.getOrDefault(candidate.tenant, 0);
      if (own < fewest && own < limit(candidate.tenant, waiting)) {
        best = candidate;
        fewest = own;
      }
    }
    return best;
  }

  private boolean isOpen(ReleaseId id) {
    return releases.read(id).filter(found -> found.value().state().isOpen()).isPresent();
  }
}
