package dev.slipway.releases.intake;

import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.drops.DropKey;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.OtherBuild;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.store.ReleaseStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Turns an object of the drop bucket into a release, only once even if its event arrives
/// repeatedly. Thread-safe.
public final class DropIntake {
  private static final Logger LOGGER = System.getLogger(DropIntake.class.getName());

  /// A metric filter of template.yaml counts the lines with this message.
  public static final String UNOWNED = "Drop under an unknown connection";

  /// When the sweep looks at the release, in case this invocation dies.
  private static final Duration SAFETY = Duration.ofMinutes(6);

  private final ConnectionStore connections;
  private final ReleaseStore releases;
  private final DropObjects drops;
  private final String bucket;
  private final InstantSource clock;

  /// @param bucket the drop bucket; objects of others start nothing
  public DropIntake(
      ConnectionStore connections,
      ReleaseStore releases,
      DropObjects drops,
      String bucket,
      InstantSource clock) {
    this.connections = connections;
    this.releases = releases;
    this.drops = drops;
    this.bucket = bucket;
    this.clock = clock;
  }

  /// A drop for an unknown connection: its event ends at the failure destination.
  public static final class UnknownConnectionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownConnectionException(String objectKey) {
      super("no connection for the drop " + objectKey);
    }
  }

  /// Returns the release of an object that was created; empty when the object starts none.
  ///
  /// @param object its key is decoded
  /// @throws UnknownConnectionException when no connection owns the drop
  public Optional<ReleaseId> receive(String objectBucket, ObjectVersion object, Instant time) {
    if (!objectBucket.equals(bucket)) {
      LOGGER.log(Level.WARNING, "Object of another bucket", Map.of("bucket", objectBucket));
      return Optional.empty();
    }
    return switch (DropKey.parse(object.key())) {
      case DropKey.BareIpa(String connection, String _) ->
          receive(object, time, connection, Drop.Kind.BARE_IPA);
      // The kind is the one that every version knows: the reading of the drop says what is wrong.
      case DropKey.OtherFile(String connection, String _, OtherBuild _) ->
          receive(object, time, connection, Drop.Kind.BARE_IPA);
      case DropKey.FolderManifest(String connection, String _) ->
          receive(object, time, connection, Drop.Kind.FOLDER);
      case DropKey.Ignored(DropKey.Reason reason) -> {
        ignored(object.key(), reason);
        yield Optional.empty();
      }
    };
  }

  /// Logs an object that starts no release, if a person probably expected one.
  public static void ignored(String objectKey, DropKey.Reason reason) {
    if (reason.surprising()) {
      LOGGER.log(
          Level.WARNING,
          "Object starts no release",
          Map.of("objectKey", objectKey, "reason", reason.message()));
    }
  }

  private Optional<ReleaseId> receive(
      ObjectVersion object, Instant time, String connectionId, Drop.Kind kind) {
    String key = object.key();
    var connection = owner(connectionId);
    if (connection.isEmpty()) {
      LOGGER.log(Level.WARNING, UNOWNED, Map.of("objectKey", key));
      throw new UnknownConnectionException(key);
    }
    var pinned = pin(object);
    if (pinned.isEmpty()) {
      LOGGER.log(Level.WARNING, "Object no longer exists", Map.of("objectKey", key));
      return Optional.empty();
    }
    var id = ReleaseId.of(bucket, key, pinned.get().versionId());
    if (releases.read(id).isEmpty()) {
      create(id, connection.get(), new Drop(bucket, kind, pinned.get(), time));
    }
    return Optional.of(id);
  }

  /// Returns the connection that owns objects under this segment; empty when it cannot release.
  public Optional<Connection> owner(String connectionId) {
    return ConnectionId.parse(connectionId)
        .flatMap(connections::read)
        .filter(found -> found.state() != ConnectionState.DISCONNECTED);
  }

  /// Creates a release, unless another invocation did so meanwhile.
  public void create(ReleaseId id, Connection connection, Drop drop) {
    var now = clock.instant();
    releases.create(
        ReleaseRecord.received(
            id, connection.id(), connection.tenant(), drop, now, now.plus(SAFETY)));
  }

  /// Finds the version that the event names; in a bucket without versions, the newest.
  private Optional<ObjectVersion> pin(ObjectVersion object) {
    return object.versionId().isEmpty() ? drops.newest(object.key()) : Optional.of(object);
  }
}
