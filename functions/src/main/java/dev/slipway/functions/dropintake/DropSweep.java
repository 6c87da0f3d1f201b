package dev.slipway.functions.dropintake;

import dev.slipway.connections.Connection;
import dev.slipway.drops.DropKey;
import dev.slipway.drops.DropListing;
import dev.slipway.drops.DropListing.Position;
import dev.slipway.drops.DropListing.Standing;
import dev.slipway.drops.OtherBuild;
import dev.slipway.functions.dropintake.SweepPosition.Round;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.intake.DropIntake;
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
/// creates a release for every drop that has none and is younger than the start of the round
/// before. Only the newest version of an object counts; a version that was replaced before its
/// event arrived starts no release.
///
/// A known drop costs its part of each listing, and one read of its record in one round. At most
/// one page is held in memory, and at most 500 are listed in an hour. Where time or that number
/// ends, the round continues an hour later. Thread-safe.
final class DropSweep {
  private static final Logger LOGGER = System.getLogger(DropSweep.class.getName());

  /// The events of younger drops may still arrive.
  private static final Duration YOUNGEST = Duration.ofMinutes(15);

  /// How far back a round looks that knows of none before it, and for objects that were uploaded in
  /// parts: S3 dates these by the start of the upload.
  private static final Duration OLDEST = Duration.ofHours(25);

  private static final int LISTS_AN_HOUR = 500;

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

  /// What was done about candidates.
  private record Taken(int found, int failed) {
    static final Taken NONE = new Taken(0, 0);

    Taken plus(Taken more) {
      return new Taken(found + more.found, failed + more.failed);
    }
  }

  /// A drop that may have no release.
  ///
  /// @param isNew whether no round has seen it; one of several rounds logs that it has no owner
  private record Candidate(String connectionId, Drop drop, boolean isNew) {}

  /// The owner of the last drops that were checked. A listing contains the drops of a connection
  /// one after the other.
  ///
  /// @param connection null when no connection has this id
  private record Owner(String connectionId, @Nullable Connection connection) {}

  /// Runs one round, or goes on with the last one.
  ///
  /// @param remaining the remaining time of this invocation; at least one page is listed
  void run(Supplier<Duration> remaining) {
    var now = clock.instant();
    var round = position.read();
    var begun = round.startedAt();
    var before = round.since();
    Instant startedAt = begun == null ? now : begun;
    Instant since = before == null ? now.minus(OLDEST) : before;
    Position at = round.at();
    var taken = Taken.NONE;
    int lists = 0;
    do {
      var page = listing.after(at);
      taken = taken.plus(takeIn(candidates(page.objects(), since)));
      at = page.next();
      lists++;
    } while (at != null && lists < LISTS_AN_HOUR && remaining.get().compareTo(NEEDED) > 0);
    // The next round tries again what could not be taken in, for a day.
    var seenFrom = taken.failed == 0 ? startedAt : latest(since, now.minus(OLDEST));
    var reached = new Round(at, seenFrom, since);
    position.write(at == null ? reached.next() : reached);
    LOGGER.log(Level.INFO, "Drops swept", Map.of("found", taken.found, "finished", at == null));
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// @param since the start of the round before, which did not take in what was too young for it
  private Map<ReleaseId, Candidate> candidates(List<Standing> objects, Instant since) {
    var now = clock.instant();
    var candidates = new LinkedHashMap<ReleaseId, Candidate>();
    for (Standing standing : objects) {
      var at = standing.lastModified();
      boolean isNew = at.isAfter(since.minus(YOUNGEST));
      boolean isPossiblyNew = at.isAfter(now.minus(OLDEST)) && isOfParts(standing);
      if (!at.isAfter(now.minus(YOUNGEST)) && (isNew || isPossiblyNew)) {
        var candidate = candidate(standing, isNew);
        if (candidate != null) {
          var object = standing.object();
          candidates.put(ReleaseId.of(bucket, object.key(), object.versionId()), candidate);
        }
      }
    }
    return candidates;
  }

  /// The entity tag of such an object ends with the number of its parts (Amazon S3 User Guide,
  /// "Checking object integrity").
  private static boolean isOfParts(Standing standing) {
    return standing.object().etag().contains("-");
  }

  private @Nullable Candidate candidate(Standing standing, boolean isNew) {
    return switch (DropKey.parse(standing.object().key())) {
      case DropKey.BareIpa(String connection, String _) ->
          candidate(connection, Drop.Kind.BARE_IPA, standing, isNew);
      case DropKey.OtherFile(String connection, String _, OtherBuild _) ->
          candidate(connection, Drop.Kind.BARE_IPA, standing, isNew);
      case DropKey.FolderManifest(String connection, String _) ->
          candidate(connection, Drop.Kind.FOLDER, standing, isNew);
      case DropKey.Ignored(DropKey.Reason reason) -> {
        // Most such objects cause no event (template.yaml).
        if (isNew) {
          DropIntake.ignored(standing.object().key(), reason);
        }
        yield null;
      }
    };
  }

  private Candidate candidate(String connection, Drop.Kind kind, Standing standing, boolean isNew) {
    return new Candidate(
        connection, new Drop(bucket, kind, standing.object(), standing.lastModified()), isNew);
  }

  private Taken takeIn(Map<ReleaseId, Candidate> candidates) {
    int found = 0;
    int failed = 0;
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
        found += takeIn(id, candidate, owner.connection);
      } catch (RuntimeException e) {
        // The next round tries again; one drop must not block the others.
        failed++;
        LOGGER.log(Level.ERROR, "Taking in " + candidate.drop.trigger().key() + " failed", e);
      }
    }
    return new Taken(found, failed);
  }

  /// @return the number of releases created
  private int takeIn(ReleaseId id, Candidate candidate, @Nullable Connection owner) {
    String key = candidate.drop.trigger().key();
    if (owner == null) {
      if (candidate.isNew) {
        LOGGER.log(Level.WARNING, DropIntake.UNOWNED, Map.of("objectKey", key));
      }
      return 0;
    }
    intake.create(id, owner, candidate.drop);
    releases.wakeIntake(id);
    LOGGER.log(Level.WARNING, "Drop without an event found", Map.of("objectKey", key));
    return 1;
  }
}
