package dev.slipway.releases.store;

import dev.slipway.quotas.Quota;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Corrects the markers by which a tenant's releases under way are counted: a worker may die
/// between a record and its marker, and an earlier version of Slipway puts and deletes none. The
/// records are the truth. Thread-safe.
public final class UnderWay {
  /// Until then a worker may be about to write the record.
  private static final Duration BEING_CREATED = Duration.ofHours(1);

  /// The newest releases that are looked through for one without its marker, in thousands.
  private static final int LISTS = 100;

  private final StateStore state;
  private final ReleaseStore releases;
  private final QuotaCounts quotas;
  private final InstantSource clock;

  public UnderWay(
      StateStore state, ReleaseStore releases, QuotaCounts quotas, InstantSource clock) {
    this.state = state;
    this.releases = releases;
    this.quotas = quotas;
    this.clock = clock;
  }

  /// Deletes leftover markers, and puts those that are missing.
  public void correct(String tenant) {
    var counted = new HashSet<>(quotas.ids(tenant, Quota.RELEASES_UNDER_WAY));
    deleteLeftovers(tenant, counted);
    putMissing(tenant, counted);
  }

  private void deleteLeftovers(String tenant, Set<String> counted) {
    var ids = counted.stream().flatMap(id -> ReleaseId.parse(id).stream()).toList();
    var records = releases.readAll(ids);
    var missing = new HashSet<>(releases.missing(ids));
    for (int i = 0; i < ids.size(); i++) {
      var id = ids.get(i);
      boolean over = records.get(i).filter(found -> !found.value().state().isOpen()).isPresent();
      if (over || (missing.contains(id) && isOld(tenant, id))) {
        quotas.giveBack(tenant, Quota.RELEASES_UNDER_WAY, id.value());
      }
    }
  }

  private boolean isOld(String tenant, ReleaseId id) {
    var old = clock.instant().minus(BEING_CREATED);
    return quotas
        .putAt(tenant, Quota.RELEASES_UNDER_WAY, id.value())
        .filter(at -> at.isBefore(old))
        .isPresent();
  }

  private void putMissing(String tenant, Set<String> counted) {
    var lost = new ArrayList<ReleaseId>();
    var pages = new KeyPages(state, StateKeys.tenantReleases(tenant), null);
    while (pages.hasNext() && pages.pages() <= LISTS) {
      for (ListMarker marker : pages.next().markers()) {
        ReleaseId.parse(StateKeys.idOfMarker(marker.place()))
            .filter(id -> isOpen(marker.state()) && !counted.contains(id.value()))
            .ifPresent(lost::add);
      }
    }
    for (var found : releases.readAll(List.copyOf(lost))) {
      found
          .filter(release -> counts(release.value()))
          .ifPresent(
              release ->
                  quotas.put(tenant, Quota.RELEASES_UNDER_WAY, release.value().id().value()));
    }
  }

  /// Returns whether the release must have its marker: it was let in, and is not over.
  private static boolean counts(ReleaseRecord release) {
    return release.state().isOpen() && release.desired() != null && !release.plan().wanted();
  }

  private static boolean isOpen(String state) {
    for (ReleaseState known : ReleaseState.values()) {
      if (known.name().equals(state)) {
        return known.isOpen();
      }
    }
    return false;
  }
}
