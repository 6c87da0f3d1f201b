package dev.slipway.localaws.objects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.localaws.events.ObjectEvent.EventName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// One bucket: its objects with one lock per key, and its multipart uploads. Safe for use by many
/// threads.
public final class Bucket {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Whether the bucket keeps deleted and overwritten objects; `OFF` if it was never versioned.
  public enum Versioning {
    OFF,
    ENABLED,
    SUSPENDED
  }

  private final String name;
  private final Instant createdAt;
  private final Path directory;
  private final ObjectStore store;
  private final MultipartUploads uploads;
  private final ConcurrentNavigableMap<String, KeyHistory> keys =
      new ConcurrentSkipListMap<>(KeyOrder.UTF_8_BYTES);
  private volatile Versioning versioning;

  Bucket(String name, Instant createdAt, Versioning versioning, Path directory, ObjectStore store)
      throws IOException {
    this.name = name;
    this.createdAt = createdAt;
    this.versioning = versioning;
    this.directory = directory;
    this.store = store;
    Files.createDirectories(directory.resolve("objects"));
    this.uploads = new MultipartUploads(directory.resolve("uploads"), this, store.clock());
  }

  static Bucket load(Path directory, ObjectStore store) throws IOException {
    JsonNode json = StoredJson.parse(Files.readString(directory.resolve("bucket.json")));
    Bucket bucket =
        new Bucket(
            json.path("name").asText(),
            Instant.parse(json.path("createdAt").asText()),
            Versioning.valueOf(json.path("versioning").asText()),
            directory,
            store);
    try (DirectoryStream<Path> keyDirectories =
        Files.newDirectoryStream(directory.resolve("objects"))) {
      for (Path keyDirectory : keyDirectories) {
        KeyHistory history = new KeyHistory(keyDirectory);
        history.load();
        for (ObjectVersion version : history.versions()) {
          store.sawSequencer(version.sequencer());
        }
        history.current().ifPresent(version -> bucket.keys.put(version.key(), history));
      }
    }
    bucket.uploads.load();
    return bucket;
  }

  /// Returns the bucket name.
  public String name() {
    return name;
  }

  /// Returns when the bucket was created.
  public Instant createdAt() {
    return createdAt;
  }

  /// Returns its multipart uploads.
  public MultipartUploads uploads() {
    return uploads;
  }

  /// Returns whether versions are kept.
  public Versioning versioning() {
    return versioning;
  }

  /// Turns versioning on, or suspends it.
  public synchronized void versioning(Versioning versioning) throws IOException {
    this.versioning = versioning;
    save();
  }

  synchronized void save() throws IOException {
    Files.writeString(
        directory.resolve("bucket.json"),
        StoredJson.object()
            .put("name", name)
            .put("createdAt", createdAt.toString())
            .put("versioning", versioning.name())
            .toString());
  }

  /// Reads the current version, or the one with this id.
  ///
  /// @throws S3Failure NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete marker requested
  ///   by its id
  public <T> T read(String key, @Nullable String versionId, VersionReader<T> reader)
      throws IOException {
    KeyHistory history = keys.get(key);
    if (history == null) {
      throw versionId == null ? S3Failure.noSuchKey() : S3Failure.noSuchVersion();
    }
    history.lock().lock();
    try {
      ObjectVersion version = history.find(versionId);
      return reader.read(version, (offset, sizeBytes) -> history.open(version, offset, sizeBytes));
    } finally {
      history.lock().unlock();
    }
  }

  /// Writes an object from files that are moved into the bucket. If the condition does not hold,
  /// they stay where they are.
  public ObjectVersion put(
      String key,
      Precondition precondition,
      List<Path> files,
      String etag,
      ObjectAttributes attributes,
      Cause cause)
      throws IOException {
    KeyHistory history = history(key);
    history.lock().lock();
    try {
      precondition.checkWrite(history.current().orElse(null));
      String sequencer = store.nextSequencer();
      ObjectVersion version =
          new ObjectVersion(
              key,
              versioning == Versioning.ENABLED ? newVersionId() : ObjectVersion.NULL_VERSION_ID,
              false,
              store.clock().instant(),
              etag,
              history.adopt(sequencer, files),
              attributes,
              sequencer);
      history.add(version);
      store.publish(this, version, EventName.CREATED, sequencer, cause);
      return version;
    } finally {
      history.lock().unlock();
    }
  }

  /// Replaces the tags of a version.
  public void tag(String key, @Nullable String versionId, Map<String, String> tags)
      throws IOException {
    KeyHistory history = keys.get(key);
    if (history == null) {
      throw S3Failure.noSuchKey();
    }
    history.lock().lock();
    try {
      ObjectVersion version = history.find(versionId);
      history.update(version.withAttributes(version.attributes().withTags(tags)));
    } finally {
      history.lock().unlock();
    }
  }

  /// The result of a deletion.
  ///
  /// @param versionId of the delete marker that was put on top or of the version that is gone; null
  ///   where the bucket has no versions
  /// @param deleteMarker whether that was a delete marker
  public record Deletion(@Nullable String versionId, boolean deleteMarker) {}

  /// Deletes a version permanently; without an id does what the bucket's versioning requires.
  public Deletion delete(
      String key, @Nullable String versionId, Precondition precondition, Cause cause)
      throws IOException {
    KeyHistory history = history(key);
    history.lock().lock();
    try {
      precondition.checkDelete(history.current().orElse(null));
      if (versionId != null) {
        return deleteVersion(history, versionId, cause);
      }
      if (versioning == Versioning.OFF) {
        return new Deletion(
            null, deleteVersion(history, ObjectVersion.NULL_VERSION_ID, cause).deleteMarker());
      }
      ObjectVersion marker =
          new ObjectVersion(
              key,
              versioning == Versioning.ENABLED ? newVersionId() : ObjectVersion.NULL_VERSION_ID,
              true,
              store.clock().instant(),
              "",
              List.of(),
              ObjectAttributes.NONE,
              store.nextSequencer());
      history.add(marker);
      store.publish(this, marker, EventName.DELETED, marker.sequencer(), cause);
      return new Deletion(marker.versionId(), true);
    } finally {
      history.lock().unlock();
    }
  }

  private Deletion deleteVersion(KeyHistory history, String versionId, Cause cause)
      throws IOException {
    Optional<ObjectVersion> found = history.version(versionId);
    if (found.isPresent()) {
      ObjectVersion gone = found.get();
      history.remove(gone);
      store.publish(
          this,
          new ObjectVersion(
              gone.key(),
              gone.versionId(),
              false,
              store.clock().instant(),
              "",
              List.of(),
              ObjectAttributes.NONE,
              gone.sequencer()),
          EventName.DELETED,
          store.nextSequencer(),
          cause);
    }
    return new Deletion(versionId, found.map(ObjectVersion::deleteMarker).orElse(false));
  }

  /// Returns the next key in order with its versions, newest first.
  ///
  /// @param from where to begin
  /// @param inclusive whether to include `from` itself
  public Optional<List<ObjectVersion>> next(String from, boolean inclusive) {
    Map.Entry<String, KeyHistory> entry =
        inclusive ? keys.ceilingEntry(from) : keys.higherEntry(from);
    while (entry != null) {
      KeyHistory history = entry.getValue();
      history.lock().lock();
      try {
        if (!history.versions().isEmpty()) {
          return Optional.of(List.copyOf(history.versions().reversed()));
        }
      } finally {
        history.lock().unlock();
      }
      entry = keys.higherEntry(entry.getKey());
    }
    return Optional.empty();
  }

  boolean isEmpty() {
    return next("", true).isEmpty() && uploads.isEmpty();
  }

  Path directory() {
    return directory;
  }

  private KeyHistory history(String key) {
    return keys.computeIfAbsent(
        key,
        absent ->
            new KeyHistory(directory.resolve("objects").resolve(KeyHistory.directoryName(key))));
  }

  static String newVersionId() {
    byte[] random = new byte[24];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random).toLowerCase(Locale.ROOT);
  }
}
