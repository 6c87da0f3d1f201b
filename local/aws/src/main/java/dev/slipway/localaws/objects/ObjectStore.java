package dev.slipway.localaws.objects;

import dev.slipway.localaws.events.ObjectEvent;
import dev.slipway.localaws.events.ObjectEvent.EventName;
import dev.slipway.localaws.events.ObjectEventDelivery;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// All buckets, as directories. Safe for use by many threads; one process per directory.
public final class ObjectStore {
  private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final Path directory;
  private final Path incoming;
  private final String region;
  private final String accountId;
  private final InstantSource clock;
  private final ObjectEventDelivery events;
  private final ConcurrentSkipListMap<String, Bucket> buckets = new ConcurrentSkipListMap<>();
  private final AtomicLong lastSequencer = new AtomicLong(0x0055_0000_0000_0000L);

  /// Opens the store and reads what it contains; deletes what a crash left half-written.
  public ObjectStore(
      Path directory,
      String region,
      String accountId,
      InstantSource clock,
      ObjectEventDelivery events)
      throws IOException {
    this.directory = directory.resolve("buckets");
    this.incoming = directory.resolve("incoming");
    this.region = region;
    this.accountId = accountId;
    this.clock = clock;
    this.events = events;
    Files.createDirectories(this.directory);
    deleteTree(incoming);
    Files.createDirectories(incoming);
    try (DirectoryStream<Path> found = Files.newDirectoryStream(this.directory)) {
      for (Path bucketDirectory : found) {
        if (Files.exists(bucketDirectory.resolve("bucket.json"))) {
          Bucket bucket = Bucket.load(bucketDirectory, this);
          buckets.put(bucket.name(), bucket);
        }
      }
    }
  }

  /// Returns all buckets by name.
  public Collection<Bucket> buckets() {
    return buckets.values();
  }

  /// Returns a bucket.
  ///
  /// @throws S3Failure NoSuchBucket
  public Bucket bucket(String name) {
    return find(name)
        .orElseThrow(
            () -> new S3Failure(404, "NoSuchBucket", "The specified bucket does not exist"));
  }

  /// Returns the bucket with this name, if it exists.
  public Optional<Bucket> find(String name) {
    return Optional.ofNullable(buckets.get(name));
  }

  /// Creates a bucket, or returns it: in us-east-1 S3 lets its owner create it again
  /// (CreateBucket).
  ///
  /// @throws S3Failure InvalidBucketName
  public synchronized Bucket createBucket(String name) throws IOException {
    if (!BUCKET_NAME.matcher(name).matches() || name.contains("..")) {
      throw new S3Failure(400, "InvalidBucketName", "The specified bucket is not valid.");
    }
    Optional<Bucket> existing = find(name);
    if (existing.isPresent()) {
      return existing.get();
    }
    Bucket bucket =
        new Bucket(name, clock.instant(), Bucket.Versioning.OFF, directory.resolve(name), this);
    bucket.save();
    buckets.put(name, bucket);
    return bucket;
  }

  /// Deletes an empty bucket.
  ///
  /// @throws S3Failure NoSuchBucket or BucketNotEmpty
  public synchronized void deleteBucket(String name) throws IOException {
    Bucket bucket = bucket(name);
    if (!bucket.isEmpty()) {
      throw new S3Failure(
          409,
          "BucketNotEmpty",
          "The bucket you tried to delete is not empty. You must delete all versions in the"
              + " bucket.");
    }
    buckets.remove(name);
    deleteTree(bucket.directory());
  }

  /// Returns a new path for incoming bytes, on the same file system as the buckets.
  public Path incomingFile() {
    return incoming.resolve(UUID.randomUUID().toString());
  }

  InstantSource clock() {
    return clock;
  }

  String nextSequencer() {
    return HexFormat.of().withUpperCase().toHexDigits(lastSequencer.incrementAndGet());
  }

  void sawSequencer(String sequencer) {
    long seen = HexFormat.fromHexDigitsToLong(sequencer);
    lastSequencer.accumulateAndGet(seen, Math::max);
  }

  void publish(
      Bucket bucket, ObjectVersion version, EventName eventName, String sequencer, Cause cause) {
    boolean unversioned = version.versionId().equals(ObjectVersion.NULL_VERSION_ID);
    events.add(
        new ObjectEvent(
            bucket.name(),
            version.key(),
            unversioned ? null : version.versionId(),
            version.etag(),
            version.sizeBytes(),
            sequencer,
            eventName,
            version.lastModified(),
            cause.reason(),
            version.deleteMarker(),
            region,
            accountId,
            cause.requestId()),
        cause.answered());
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = walk.toList();
    }
    for (Path path : paths.reversed()) {
      Files.deleteIfExists(path);
    }
  }
}
