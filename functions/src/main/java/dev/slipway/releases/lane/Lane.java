package dev.slipway.releases.lane;

import dev.slipway.json.JsonObject;
import dev.slipway.json.RecordCodec;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.VersionNumbers;
import dev.slipway.releases.model.desired.Desired;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The lane of one app on one platform under one connection: Apple's limits are per app (one
/// editable version, one submission with a version in review), so one release is under way at a
/// time. Immutable.
///
/// @param current the release under way; null when the lane is free
/// @param queue releases that wait for the submitted one, oldest first
/// @param lease the worker on the current release; null when no worker holds it
/// @param builds what our releases of this app uploaded, newest last, at most 20
/// @param stopped releases that preflight stopped before they entered, at most 20: they wait for a
///   person, and the next newer release that enters replaces them
@RecordBuilder
public record Lane(
    @Nullable Current current,
    List<Entrant> queue,
    @Nullable Lease lease,
    List<OwnBuild> builds,
    List<Entrant> stopped)
    implements LaneBuilder.With {
  public static final Lane FREE = new Lane(null, List.of(), null, List.of());
  private static final RecordCodec<Lane> CODEC =
      RecordCodec.builder(Lane.class).whenAbsent(Lane.class, "stopped", List.of()).build();
  private static final int LIMIT = 20;

  /// A release that wants the lane. Later drops are newer. S3's times are in seconds, so within one
  /// second the higher build decides, and after that the ID.
  public record Entrant(
      ReleaseId id, Instant receivedAt, String shortVersion, String bundleVersion) {
    public boolean isNewerThan(Entrant other) {
      int byTime = receivedAt.compareTo(other.receivedAt);
      if (byTime != 0) {
        return byTime > 0;
      }
      int byVersion = VersionNumbers.compare(shortVersion, other.shortVersion);
      if (byVersion == 0) {
        byVersion = VersionNumbers.compare(bundleVersion, other.bundleVersion);
      }
      return byVersion != 0 ? byVersion > 0 : id.value().compareTo(other.id.value()) > 0;
    }
  }

  /// The release under way.
  ///
  /// @param submitted from just before the submission to App Review: the point of no return
  /// @param predecessors superseded releases whose remains at Apple it has not yet adopted or noted
  ///   for removal
  public record Current(Entrant release, boolean submitted, List<ReleaseId> predecessors) {
    public Current {
      predecessors = List.copyOf(predecessors);
    }
  }

  /// A worker and the end of its time.
  ///
  /// @param owner names one invocation
  /// @param release the release it works on
  public record Lease(String owner, ReleaseId release, Instant expiresAt) {}

  /// A build that one of our releases uploaded; a later drop of the same file adopts it.
  public record OwnBuild(
      String shortVersion,
      String bundleVersion,
      String ipaEtag,
      long sizeBytes,
      ReleaseId release) {}

  public Lane {
    queue = List.copyOf(queue);
    builds = List.copyOf(builds);
    stopped = List.copyOf(stopped);
  }

  public Lane(
      @Nullable Current current,
      List<Entrant> queue,
      @Nullable Lease lease,
      List<OwnBuild> builds) {
    this(current, queue, lease, builds, List.of());
  }

  /// What happens to a release that asks for the lane.
  public sealed interface Entry {
    /// It is the current release now, in this lane.
    record Taken(Lane lane) implements Entry {}

    /// It waits behind the submitted release.
    ///
    /// @param replace whether it asks for that one to be withdrawn
    record Queued(Lane lane, ReleaseId behind, boolean replace) implements Entry {}

    /// A newer release exists.
    record Superseded(ReleaseId by) implements Entry {}
  }

  /// Decides by design.md's rule: a newer drop supersedes a release not yet submitted; once
  /// submitted, the newer one queues, unless it wants to replace.
  public Entry enter(Entrant entrant, Desired.OnConflict onConflict) {
    if (current != null && current.release.id.equals(entrant.id)) {
      return new Entry.Taken(this);
    }
    var newer = newerThan(entrant);
    if (newer.isPresent()) {
      return new Entry.Superseded(newer.get());
    }
    if (current != null && current.submitted) {
      return new Entry.Queued(
          withQueue(List.of(entrant)),
          current.release.id,
          onConflict == Desired.OnConflict.REPLACE);
    }
    var predecessors = new ArrayList<ReleaseId>();
    if (current != null) {
      predecessors.addAll(current.predecessors);
      predecessors.add(current.release.id);
    }
    var left = new ArrayList<Entrant>();
    for (Entrant other : stopped) {
      if (entrant.isNewerThan(other)) {
        predecessors.add(other.id);
      } else if (!other.id.equals(entrant.id)) {
        left.add(other);
      }
    }
    return new Entry.Taken(
        new Lane(new Current(entrant, false, predecessors), List.of(), lease, builds, left));
  }

  /// Removes this release, when it is over.
  public Lane without(ReleaseId id) {
    boolean wasCurrent = current != null && current.release.id.equals(id);
    return new Lane(
        wasCurrent ? null : current, others(queue, id), lease, builds, others(stopped, id));
  }

  /// Notes a release that preflight stopped before it entered. It keeps no place in the lane.
  public Lane withStopped(Entrant entrant) {
    var without = without(entrant.id);
    var all = new ArrayList<>(without.stopped);
    all.add(entrant);
    return without.withStopped(all.subList(Math.max(0, all.size() - LIMIT), all.size()));
  }

  private static List<Entrant> others(List<Entrant> entrants, ReleaseId id) {
    return entrants.stream().filter(entrant -> !entrant.id.equals(id)).toList();
  }

  /// Marks that the current release passes the point of no return.
  public Lane submitting() {
    return current == null
        ? this
        : withCurrent(new Current(current.release, true, current.predecessors));
  }

  /// Marks that the current release is no longer submitted (Apple returned or refused it): newer
  /// drops may supersede it again.
  public Lane notSubmitted() {
    return current == null
        ? this
        : withCurrent(new Current(current.release, false, current.predecessors));
  }

  /// Removes this predecessor: its remains at Apple are handled.
  public Lane withoutPredecessor(ReleaseId id) {
    if (current == null) {
      return this;
    }
    var left = current.predecessors.stream().filter(other -> !other.equals(id)).toList();
    return withCurrent(new Current(current.release, current.submitted, left));
  }

  /// Returns whether this release is under way.
  public boolean isCurrent(ReleaseId id) {
    return current != null && current.release.id.equals(id);
  }

  public Lane withOwnBuild(OwnBuild build) {
    var kept = new ArrayList<>(builds);
    kept.removeIf(
        old ->
            VersionNumbers.same(old.shortVersion, build.shortVersion)
                && VersionNumbers.same(old.bundleVersion, build.bundleVersion));
    kept.add(build);
    return withBuilds(kept.subList(Math.max(0, kept.size() - LIMIT), kept.size()));
  }

  /// Returns whether one of our releases uploaded the same file under the same numbers.
  public boolean built(Desired desired) {
    return desired.hasIpa() && ownerOf(desired).isPresent();
  }

  /// Returns the release that last uploaded or adopted the same file under the same numbers, or
  /// submitted the build that Apple had under them.
  public Optional<ReleaseId> ownerOf(Desired desired) {
    return builds.stream()
        .filter(
            build ->
                build.shortVersion.equals(desired.shortVersion())
                    && build.bundleVersion.equals(desired.bundleVersion())
                    && (!desired.hasIpa()
                        || (build.ipaEtag.equals(desired.ipa().etag())
                            && build.sizeBytes == desired.ipa().sizeBytes())))
        .map(OwnBuild::release)
        .findFirst();
  }

  /// Notes which release submits a build that Apple has. What one of our releases uploaded under
  /// its numbers stays known, so that a later drop of the same file still adopts it.
  public Lane withOwner(Desired desired, ReleaseId release) {
    var known =
        builds.stream()
            .filter(
                build ->
                    VersionNumbers.same(build.shortVersion, desired.shortVersion())
                        && VersionNumbers.same(build.bundleVersion, desired.bundleVersion()))
            .findFirst();
    return withOwnBuild(
        new OwnBuild(
            desired.shortVersion(),
            desired.bundleVersion(),
            known.map(OwnBuild::ipaEtag).orElse(""),
            known.map(OwnBuild::sizeBytes).orElse(0L),
            release));
  }

  /// Returns when another worker's lease ends, with the allowance for differing clocks; empty when
  /// the lane is free now.
  public Optional<Instant> busyUntil(String owner, Instant now, Duration skewAllowance) {
    if (lease == null || lease.owner.equals(owner)) {
      return Optional.empty();
    }
    var free = lease.expiresAt.plus(skewAllowance);
    return now.isBefore(free) ? Optional.of(free) : Optional.empty();
  }

  public Lane leased(String owner, ReleaseId release, Instant expiresAt) {
    return withLease(new Lease(owner, release, expiresAt));
  }

  /// Removes the lease, if it is this owner's.
  public Lane released(String owner) {
    return lease != null && lease.owner.equals(owner) ? withLease(null) : this;
  }

  /// Returns the newest release in the lane, if it is newer than this one.
  public Optional<ReleaseId> newerThan(Entrant entrant) {
    var all = new ArrayList<>(queue);
    if (current != null) {
      all.add(current.release);
    }
    return all.stream()
        .filter(other -> !other.id.equals(entrant.id) && other.isNewerThan(entrant))
        .reduce((a, b) -> a.isNewerThan(b) ? a : b)
        .map(Entrant::id);
  }

  /// Returns the document of the state bucket.
  public Map<String, @Nullable Object> toJson() {
    var fields = new LinkedHashMap<>(CODEC.write(this));
    var builds = fields.remove("builds");
    if (stopped.isEmpty()) {
      fields.remove("stopped");
    }
    // Version c7fb208 does not read a lane without it.
    fields.put("generation", 0);
    fields.put("builds", builds);
    return fields;
  }

  /// Reads what [#toJson()] wrote.
  ///
  /// @throws dev.slipway.json.JsonShapeException when the document has another form
  public static Lane fromJson(JsonObject json) {
    return CODEC.read(json);
  }
}
