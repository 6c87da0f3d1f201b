package dev.slipway.releases.lane;

import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.lane.Lane.Entrant;
import dev.slipway.releases.lane.LaneStore.Changed;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.Documents.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides which release may work on an app: enters releases into their lane, leases it to one
/// worker, and lets the next one in. Thread-safe.
///
/// Apple takes no fencing token. So no write to Apple starts unless the remaining lease exceeds the
/// write's hard deadline plus an allowance for differing clocks, and a successor waits for that
/// same allowance.
public final class LaneClaims {
  public static final Duration LEASE = Duration.ofMinutes(3);

  /// The largest difference between the clocks of two workers.
  public static final Duration SKEW_ALLOWANCE = Duration.ofSeconds(15);

  private final LaneStore lanes;
  private final ReleaseStore releases;
  private final InstantSource clock;

  public LaneClaims(LaneStore lanes, ReleaseStore releases, InstantSource clock) {
    this.lanes = lanes;
    this.releases = releases;
    this.clock = clock;
  }

  /// The result of a claim.
  public sealed interface Claim {
    /// The worker may act until then.
    ///
    /// @param predecessor the release whose remains at Apple come first; null when none remain
    /// @param builtBefore whether one of our releases uploaded the same file
    record Held(Instant expiresAt, @Nullable ReleaseId predecessor, boolean builtBefore)
        implements Claim {}

    /// Another worker's lease runs until then.
    ///
    /// @param sameRelease whether that worker works on this same release
    record Busy(Instant until, boolean sameRelease) implements Claim {}

    record Queued(ReleaseId behind, boolean replace) implements Claim {}

    record Superseded(ReleaseId by) implements Claim {}
  }

  /// Claims the lane, or renews its lease.
  public Claim claim(ReleaseRecord release, String owner) {
    var claim = tryClaim(release, owner);
    if (claim instanceof Claim.Queued(ReleaseId behind, boolean _) && isOver(behind)) {
      // The worker that ended it did not get to free the lane.
      free(release, behind);
      return tryClaim(release, owner);
    }
    return claim;
  }

  private Claim tryClaim(ReleaseRecord release, String owner) {
    var desired = RequiredFacts.desired(release);
    var entrant = entrant(release);
    var displaced = new ArrayList<ReleaseId>();
    var claim =
        lanes.<Claim>change(
            release,
            lane -> {
              displaced.clear();
              lane.queue().stream()
                  .map(Entrant::id)
                  .filter(id -> !id.equals(release.id()))
                  .forEach(displaced::add);
              var now = clock.instant();
              return switch (lane.enter(entrant, desired.terms().onConflict())) {
                case Lane.Entry.Superseded(ReleaseId by) ->
                    new Changed<>(lane.without(release.id()), new Claim.Superseded(by));
                case Lane.Entry.Queued(Lane queued, ReleaseId behind, boolean replace) ->
                    new Changed<>(queued, new Claim.Queued(behind, replace));
                case Lane.Entry.Taken(Lane taken) -> lease(taken, release, owner, now);
              };
            });
    if (!(claim instanceof Claim.Superseded)) {
      displaced.forEach(releases::wake);
    }
    return claim;
  }

  private static Changed<Claim> lease(Lane lane, ReleaseRecord release, String owner, Instant now) {
    var busy = lane.busyUntil(owner, now, SKEW_ALLOWANCE);
    if (busy.isPresent()) {
      var other = lane.lease();
      boolean sameRelease = other != null && other.release().equals(release.id());
      return new Changed<>(lane, new Claim.Busy(busy.get(), sameRelease));
    }
    var expiresAt = now.plus(LEASE);
    var current = lane.current();
    var predecessors = current == null ? List.<ReleaseId>of() : current.predecessors();
    return new Changed<>(
        lane.leased(owner, release.id(), expiresAt),
        new Claim.Held(
            expiresAt,
            predecessors.isEmpty() ? null : predecessors.getFirst(),
            lane.built(RequiredFacts.desired(release))));
  }

  /// Renews a lease that this owner still holds. If it was released meanwhile, another worker has
  /// worked on the app since this one planned its step.
  ///
  /// @return the lease's end; empty when this owner no longer holds it
  public Optional<Instant> renew(ReleaseRecord release, String owner) {
    return lanes.change(
        release,
        lane -> {
          var lease = lane.lease();
          if (lease == null || !lease.owner().equals(owner) || !lane.isCurrent(release.id())) {
            return new Changed<>(lane, Optional.empty());
          }
          var expiresAt = clock.instant().plus(LEASE);
          return new Changed<>(lane.leased(owner, release.id(), expiresAt), Optional.of(expiresAt));
        });
  }

  /// Marks the point of no return before the submission.
  ///
  /// @return false when a newer drop took the lane meanwhile
  public boolean submitting(ReleaseRecord release) {
    return lanes.change(
        release,
        lane ->
            lane.isCurrent(release.id())
                ? new Changed<>(submitting(lane, release), true)
                : new Changed<>(lane, false));
  }

  /// Notes that Apple did not take the submission: it is not sent, so a newer drop may replace the
  /// release again, also one that came meanwhile and waits.
  public void notSubmitted(ReleaseRecord release) {
    var waiting =
        lanes.change(
            release,
            lane ->
                new Changed<>(
                    lane.isCurrent(release.id()) ? lane.notSubmitted() : lane,
                    lane.queue().stream().map(Entrant::id).toList()));
    waiting.forEach(releases::wake);
  }

  private static Lane submitting(Lane lane, ReleaseRecord release) {
    var desired = RequiredFacts.desired(release);
    return desired.namesBuildAtApple()
        ? lane.submitting().withOwner(desired, release.id())
        : lane.submitting();
  }

  /// Notes that the remains of this predecessor are handled.
  ///
  /// @return the predecessor whose remains come next
  public Optional<ReleaseId> tookOver(ReleaseRecord release, ReleaseId predecessor) {
    return lanes.change(
        release,
        lane -> {
          var left = lane.withoutPredecessor(predecessor);
          var current = left.current();
          return new Changed<>(
              left,
              current == null ? Optional.empty() : current.predecessors().stream().findFirst());
        });
  }

  /// Remembers what was uploaded, for a later drop of the same file.
  public void uploaded(ReleaseRecord release) {
    var desired = RequiredFacts.desired(release);
    var build =
        new Lane.OwnBuild(
            desired.shortVersion(),
            desired.bundleVersion(),
            desired.ipa().etag(),
            desired.ipa().sizeBytes(),
            release.id());
    lanes.change(release, lane -> new Changed<>(lane.withOwnBuild(build), build));
  }

  /// Returns what the release finds in its lane; claims nothing.
  public Meeting meeting(ReleaseRecord release) {
    var lane = lanes.read(release);
    var current = lane.current();
    var underWay =
        current == null || current.release().id().equals(release.id())
            ? null
            : releases.read(current.release().id()).map(Versioned::value).orElse(null);
    return new Meeting(
        lane.newerThan(entrant(release)).orElse(null),
        underWay != null && underWay.state().isOpen() ? underWay : null,
        lane.built(RequiredFacts.desired(release)));
  }

  /// Returns whether a release that waited for its lane can enter it now; claims nothing.
  public boolean isItsTurn(ReleaseRecord release) {
    var lane = lanes.read(release);
    var onConflict = RequiredFacts.desired(release).terms().onConflict();
    return !lane.isCurrent(release.id())
        && switch (lane.enter(entrant(release), onConflict)) {
          case Lane.Entry.Taken _ -> true;
          case Lane.Entry.Queued(var _, ReleaseId behind, var _) -> isOver(behind);
          case Lane.Entry.Superseded _ -> false;
        };
  }

  /// Returns whether no later release adopted this release's build.
  public boolean ownsItsBuild(ReleaseRecord release) {
    return lanes
        .read(release)
        .ownerOf(RequiredFacts.desired(release))
        .filter(release.id()::equals)
        .isPresent();
  }

  /// Ends the lease.
  public void endLease(ReleaseRecord release, String owner) {
    lanes.change(release, lane -> new Changed<>(lane.released(owner), owner));
  }

  /// Lets the next release in after one ended or was parked. A release that needs attention keeps
  /// its place until a newer drop supersedes it and takes over its remains at Apple; one that never
  /// entered is only noted.
  public void leave(ReleaseRecord release) {
    if (release.app() == null || release.desired() == null || release.plan().wanted()) {
      return;
    }
    boolean parked = release.state() == ReleaseState.NEEDS_ATTENTION;
    var waiting =
        lanes.change(
            release,
            lane -> {
              boolean current = lane.isCurrent(release.id());
              return new Changed<>(
                  !parked
                      ? lane.without(release.id())
                      : current ? lane.notSubmitted() : lane.withStopped(entrant(release)),
                  lane.queue().stream().map(Entrant::id).toList());
            });
    waiting.stream().filter(id -> !id.equals(release.id())).forEach(releases::wake);
  }

  private static Entrant entrant(ReleaseRecord release) {
    var desired = RequiredFacts.desired(release);
    return new Entrant(
        release.id(), release.drop().receivedAt(), desired.shortVersion(), desired.bundleVersion());
  }

  private void free(ReleaseRecord release, ReleaseId over) {
    lanes.change(release, lane -> new Changed<>(lane.without(over), over));
  }

  private boolean isOver(ReleaseId id) {
    return releases.read(id).map(found -> !found.value().state().isOpen()).orElse(true);
  }
}
