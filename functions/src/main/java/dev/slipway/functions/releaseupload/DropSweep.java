package dev.slipway.functions.releaseupload;

import dev.slipway.connections.Connection;
import dev.slipway.drops.DropKey;
import dev.slipway.drops.DropListing;
import dev.slipway.drops.DropListing.Position;
import dev.slipway.drops.DropListing.Standing;
import dev.slipway.drops.OtherBuild;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.store.ReleaseStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds the drops whose event was lost: lists the drop bucket, a page of 1,000 at a time, and
/// creates a release for every drop of the last day that has none. Only the newest version of an
/// object counts; a version that was replaced before its event arrived starts no release.
///
/// A known drop costs its part of a listing and, during that day, one read of its record. At most
/// one page is held in memory. Where time ends, the next round continues. Thread-safe.
final class DropSweep {
  private static final Logger LOGGER = System.getLogger(DropSweep.class.getName());

  /// The events of younger drops may still arrive.
  private static final Duration YOUNGEST = Duration.ofMinutes(15);

  /// Many rounds have seen older drops already.
  private static final Duration OLDEST = Duration.ofHours(26);

  /// How long a drop without an owner, or an object that starts no release, is logged, so that only
  /// one of the hourly rounds does so. Most such objects cause no event (template.yaml).
  private static final Duration LOGGED = Duration.ofMinutes(75);

  private static final Duration NEEDED = Duration.ofMinutes(1);

  private final DropListing listing;
  private final DropIntake intake;
  private final ReleaseStore releases;
  private final SweepPosition position;
  private final String bucket;
  private final InstantSource clock;

  DropSweep(
      DropListing listing,
      DropIntake intake,
      ReleaseStore releases,
      SweepPosition position,
      String bucket,
      InstantSource clock) {
    this.listing = listing;
    this.intake = intake;
    this.releases = releases;
    this.position = position;
    this.bucket = bucket;
    this.clock = clock;
  }

  private record Candidate(String connectionId, Drop drop) {}

  /// The owner of the last drops that were checked. A listing contains the drops of a connection
  /// one after the other.
  ///
  /// @param connection null when no connection has this id
  private record Owner(String connectionId, @Nullable Connection connection) {}

  /// Runs one round, or the rest of the previous one.
  ///
  /// @param remaining the remaining time of this invocation; at least one page is listed
  void run(Supplier<Duration> remaining) {
    var begin = position.read();
    Position at = begin;
    int found = 0;
    do {
      var page = listing.after(at);
      found += takeIn(candidates(page.objects()));
      at = page.next();
    } while (at != null && remaining.get().compareTo(NEEDED) > 0);
    if (at != null || begin != null) {
      position.write(at);
    }
    LOGGER.log(Level.INFO, "Drops swept", Map.of("found", found, "finished", at == null));
  }

  private Map<ReleaseId, Candidate> candidates(List<Standing> objects) {
    var now = clock.instant();
    var candidates = new LinkedHashMap<ReleaseId, Candidate>();
    for (Standing standing : objects) {
      var candidate = within(standing.lastModified(), now) ? candidate(standing) : null;
      if (candidate != null) {
        var object = standing.object();
        candidates.put(ReleaseId.of(bucket, object.key(), object.versionId()), candidate);
      }
    }
    return candidates;
  }

  private static boolean within(Instant lastModified, Instant now) {
    return !lastModified.isAfter(now.minus(YOUNGEST)) && lastModified.isAfter(now.minus(OLDEST));
  }

  private @Nullable Candidate candidate(Standing standing) {
    return switch (DropKey.parse(standing.object().key())) {
      case DropKey.BareIpa(String connection, String _) ->
          candidate(connection, Drop.Kind.BARE_IPA, standing);
      case DropKey.OtherFile(String connection, String _, OtherBuild _) ->
          candidate(connection, Drop.Kind.BARE_IPA, standing);
      case DropKey.FolderManifest(String connection, String _) ->
          candidate(connection, Drop.Kind.FOLDER, standing);
      case DropKey.Ignored(DropKey.Reason reason) -> {
        if (isLoggedNow(standing.lastModified())) {
          DropIntake.ignored(standing.object().key(), reason);
        }
        yield null;
      }
    };
  }

  private boolean isLoggedNow(Instant lastModified) {
    return lastModified.isAfter(clock.instant().minus(LOGGED));
  }

  private Candidate candidate(String connection, Drop.Kind kind, Standing standing) {
    return new Candidate(
        connection, new Drop(bucket, kind, standing.object(), standing.lastModified()));
  }

  private int takeIn(Map<ReleaseId, Candidate> candidates) {
    int found = 0;
    var owner = new Owner("", null);
    for (ReleaseId id : releases.missing(List.copyOf(candidates.keySet()))) {
      var candidate = candidates.get(id);
      if (candidate == null) {
        continue;
      }
      try {
        if (!owner.connectionId.equals(candidate.connectionId)) {
          owner =
              new Owner(candidate.connectionId, intake.owner(candidate.connectionId).orElse(null));
        }
        found += takeIn(id, candidate.drop, owner.connection);
      } catch (RuntimeException e) {
        // The next round tries again; one drop must not block the others.
        LOGGER.log(Level.ERROR, "Taking in " + candidate.drop.trigger().key() + " failed", e);
      }
    }
    return found;
  }

  /// @return the number of releases created
  private int takeIn(ReleaseId id, Drop drop, @Nullable Connection owner) {
    String key = drop.trigger().key();
    if (owner == null) {
      if (isLoggedNow(drop.receivedAt())) {
        LOGGER.log(Level.WARNING, DropIntake.UNOWNED, Map.of("objectKey", key));
      }
      return 0;
    }
    intake.create(id, owner, drop);
    releases.wake(id);
    LOGGER.log(Level.WARNING, "Drop without an event found", Map.of("objectKey", key));
    return 1;
  }
}
