package dev.slipway.releases.intake;

import dev.slipway.quotas.Quota;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.quotas.QuotaExceeded;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.store.FileStore;
import dev.slipway.releases.store.ReleaseStore;
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

/// Lets drops in as far as the quotas of their tenant allow. A drop that comes when there is no
/// room is QUEUED before it is read: its record says why and until when, and the sweep tries again.
/// It keeps its place, by the time of the drop: a younger one finds no room that an older one waits
/// for. Thread-safe.
public final class Admission {
  private static final Logger LOGGER = System.getLogger(Admission.class.getName());

  /// The next look at a release that waits for others to end.
  private static final Duration LOOK = Duration.ofMinutes(5);

  /// How many waiting releases share one time for the next look; those behind are looked at later.
  private static final int AT_ONCE = 50;

  private static final Duration LATEST_LOOK = Duration.ofHours(1);
  private static final int PAGE = 1000;

  private final QuotaCounts quotas;
  private final ReleaseStore releases;
  private final StateStore state;
  private final FileStore files;
  private final InstantSource clock;

  public Admission(
      QuotaCounts quotas, ReleaseStore releases, StateStore state, InstantSource clock) {
    this.quotas = quotas;
    this.releases = releases;
    this.state = state;
    this.files = new FileStore(state);
    this.clock = clock;
  }

  /// Returns whether work on the release may go on. If not, its record says why it waits.
  public boolean admits(ReleaseRecord release) {
    if (!isAtTheDoor(release)) {
      return true;
    }
    String tenant = release.tenant();
    var waiting = waiting(tenant);
    String marker = marker(release);
    int ahead = (int) waiting.stream().filter(other -> other.compareTo(marker) < 0).count();
    String id = release.id().value();
    var exceeded =
        quotas.has(tenant, Quota.RELEASES_UNDER_WAY, id)
            ? Optional.<QuotaExceeded>empty()
            : quotas
                .usedUp(tenant, Quota.DROPPED_BYTES_A_DAY)
                .or(() -> quotas.take(tenant, Quota.RELEASES_UNDER_WAY, id, ahead));
    if (exceeded.isPresent()) {
      if (!waiting.contains(marker)) {
        state.put(marker, Map.of());
      }
      queue(release, exceeded.get(), ahead);
      wakeFirst(exceeded.get(), waiting, ahead);
      return false;
    }
    if (waiting.contains(marker)) {
      enter(release);
      state.delete(marker);
      waiting.remove(marker);
      // The one that is next may have room too, and is not looked at for some minutes.
      wake(waiting, 1);
    }
    return true;
  }

  /// Counts the bytes of a drop that was just read.
  ///
  /// @param before the release as it was before the work on it
  public void countBytes(ReleaseRecord before) {
    if (isAtTheDoor(before)) {
      releases
          .read(before.id())
          .map(found -> found.value().desired())
          .map(desired -> sizeOf(before, desired))
          .filter(size -> size > 0)
          .ifPresent(size -> quotas.used(before.tenant(), Quota.DROPPED_BYTES_A_DAY, size));
    }
  }

  /// Returns whether the drop was not read yet. A requested plan has a quota of its own, which was
  /// checked with the request.
  private static boolean isAtTheDoor(ReleaseRecord release) {
    return release.desired() == null
        && !release.plan().wanted()
        && release.orders().cancel() == null
        && release.state().isOpen();
  }

  private long sizeOf(ReleaseRecord release, Desired desired) {
    return release.drop().kind() == Drop.Kind.BARE_IPA
        ? desired.ipa().sizeBytes()
        : sizeOfFolder(release, desired);
  }

  private long sizeOfFolder(ReleaseRecord release, Desired desired) {
    return files
        .read(release.id())
        .map(pinned -> pinned.stream().mapToLong(file -> file.sizeBytes()).sum())
        .orElseGet(() -> desired.ipa().sizeBytes());
  }

  private void queue(ReleaseRecord release, QuotaExceeded exceeded, int ahead) {
    var now = clock.instant();
    var until = exceeded.quota().isDaily() ? exceeded.until() : nextLook(now, ahead);
    String reason = exceeded.text();
    releases.update(
        release.id(),
        found ->
            isAtTheDoor(found)
                ? found.moved(
                    found
                        .status()
                        .with()
                        .state(ReleaseState.QUEUED)
                        .waitingFor(reason)
                        .nextCheckAt(until)
                        .build(),
                    now,
                    "Waiting for room: " + exceeded.quota().slug() + ".")
                : found);
    LOGGER.log(
        Level.INFO,
        "Drop waits for a quota",
        Map.of("releaseId", release.id().value(), "quota", exceeded.quota().slug()));
  }

  private static Instant nextLook(Instant now, int ahead) {
    var later = LOOK.multipliedBy(1 + ahead / AT_ONCE);
    return now.plus(later.compareTo(LATEST_LOOK) < 0 ? later : LATEST_LOOK);
  }

  private void enter(ReleaseRecord release) {
    var now = clock.instant();
    releases.update(
        release.id(),
        found ->
            found.state() == ReleaseState.QUEUED && isAtTheDoor(found)
                ? found.moved(
                    found
                        .status()
                        .with()
                        .state(ReleaseState.RECEIVED)
                        .waitingFor(null)
                        .nextCheckAt(now.plus(LOOK))
                        .build(),
                    now,
                    "There is room now.")
                : found);
  }

  /// Wakes the oldest waiting release if a younger one was turned away because of it.
  private void wakeFirst(QuotaExceeded exceeded, List<String> waiting, int ahead) {
    if (ahead > 0 && exceeded.used() < exceeded.limit()) {
      wake(waiting, 1);
    }
  }

  private void wake(List<String> waiting, int count) {
    for (String marker : List.copyOf(waiting)) {
      var id = ReleaseId.parse(StateKeys.idOfMarker(marker));
      if (count > 0 && id.filter(this::waits).isPresent()) {
        releases.wakeIntake(id.get());
        count--;
      } else if (count > 0) {
        state.delete(marker);
      }
    }
  }

  private boolean waits(ReleaseId id) {
    return releases.read(id).filter(found -> isAtTheDoor(found.value())).isPresent();
  }

  private List<String> waiting(String tenant) {
    var found = new ArrayList<String>();
    Optional<String> position = Optional.empty();
    do {
      var page = state.list(StateKeys.tenantQueue(tenant), position.orElse(null), PAGE);
      found.addAll(page.keys());
      position = Optional.ofNullable(page.next());
    } while (position.isPresent());
    return found;
  }

  private static String marker(ReleaseRecord release) {
    return StateKeys.tenantQueued(release.tenant(), release.drop().receivedAt(), release.id());
  }
}
