package dev.slipway.localaws;

import dev.slipway.localaws.eventbridge.EventBridgeService;
import dev.slipway.localaws.eventbridge.PublishedEvents;
import dev.slipway.localaws.events.ObjectEventDelivery;
import dev.slipway.localaws.events.ObjectEventListener;
import dev.slipway.localaws.faults.Faults;
import dev.slipway.localaws.http.RequestLog;
import dev.slipway.localaws.objects.Bucket;
import dev.slipway.localaws.objects.Cause;
import dev.slipway.localaws.objects.ObjectAttributes;
import dev.slipway.localaws.objects.ObjectStore;
import dev.slipway.localaws.objects.Precondition;
import dev.slipway.localaws.s3.S3Service;
import dev.slipway.localaws.secrets.SecretsService;
import dev.slipway.localaws.signature.HeaderSignature;
import dev.slipway.localaws.signature.PresignedUrl;
import dev.slipway.localaws.signature.SignedBody;
import dev.slipway.wire.WireServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Serves S3 (path-style), Secrets Manager and EventBridge's PutEvents on one port of 127.0.0.1.
/// The state is in a directory and survives the process.
///
/// Every request must be signed with the access key of this run, which [#environment()] returns: a
/// program of another user of the machine could otherwise read the secrets. Safe for use by many
/// threads; one process per directory.
public final class LocalAws implements AutoCloseable {
  private final LocalAwsOptions options;
  private final WireServer server;
  private final ObjectStore store;
  private final ObjectEventDelivery events;
  private final PublishedEvents published;
  private final Faults faults;
  private final RequestLog requests;

  private LocalAws(
      LocalAwsOptions options,
      WireServer server,
      ObjectStore store,
      ObjectEventDelivery events,
      PublishedEvents published,
      Faults faults,
      RequestLog requests) {
    this.options = options;
    this.server = server;
    this.store = store;
    this.events = events;
    this.published = published;
    this.faults = faults;
    this.requests = requests;
  }

  /// Starts serving.
  ///
  /// @throws IOException if the port is taken or the directory cannot be used
  public static LocalAws start(LocalAwsOptions options) throws IOException {
    createPrivateDirectory(options.directory());
    ObjectEventDelivery events = new ObjectEventDelivery();
    ObjectStore store =
        new ObjectStore(
            options.directory().resolve("s3"),
            options.region(),
            options.accountId(),
            options.clock(),
            events);
    HeaderSignature signatures =
        new HeaderSignature(
            options.accessKeyId(),
            options.secretAccessKey(),
            options.region(),
            options.signatureClock());
    SecretsService secrets =
        new SecretsService(
            options.directory().resolve("secrets"),
            options.clock(),
            options.region(),
            options.accountId(),
            signatures);
    PresignedUrl presignedUrl =
        new PresignedUrl(
            options.accessKeyId(),
            options.secretAccessKey(),
            options.region(),
            options.signatureClock());
    PublishedEvents published =
        new PublishedEvents(options.directory().resolve("events").resolve("published.jsonl"));
    Faults faults = new Faults();
    RequestLog requests = new RequestLog();
    S3Service s3 = new S3Service(store, new SignedBody(signatures, presignedUrl), options.region());
    WireServer server = new WireServer("local-aws", options.port(), InstantSource.system());
    server.start(
        new Gateway(
            options,
            s3,
            secrets,
            new EventBridgeService(published, options.clock(), signatures),
            faults,
            requests));
    return new LocalAws(options, server, store, events, published, faults, requests);
  }

  private static void createPrivateDirectory(Path directory) throws IOException {
    Files.createDirectories(directory);
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /// Returns the endpoint of all services, `http://127.0.0.1:<port>`; clients must use path-style
  /// S3.
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /// Returns the environment variables of a client: region, access key and endpoint.
  public Map<String, String> environment() {
    return Map.of(
        "AWS_REGION", options.region(),
        "AWS_ACCESS_KEY_ID", options.accessKeyId(),
        "AWS_SECRET_ACCESS_KEY", options.secretAccessKey(),
        "AWS_ENDPOINT_URL", endpoint().toString());
  }

  /// Creates a bucket if it does not exist. Turns versioning on, or leaves it unchanged.
  public void createBucket(String bucket, boolean versioned) {
    try {
      Bucket created = store.createBucket(bucket);
      if (versioned) {
        created.versioning(Bucket.Versioning.ENABLED);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Puts an object without a request, for tests that begin with many. Its event is delivered as
  /// after a request.
  ///
  /// @return its version id
  /// @throws IllegalArgumentException if the bucket does not exist
  public String put(String bucket, String key, byte[] content) {
    Bucket found =
        store.find(bucket).orElseThrow(() -> new IllegalArgumentException("No bucket " + bucket));
    try {
      List<Path> files = content.length == 0 ? List.of() : List.of(store.incomingFile());
      for (Path file : files) {
        Files.write(file, content);
      }
      return found
          .put(
              key,
              Precondition.NONE,
              files,
              HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content)),
              ObjectAttributes.NONE,
              new Cause(
                  "PutObject",
                  UUID.randomUUID().toString(),
                  CompletableFuture.completedFuture(null)))
          .versionId();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no MD5", e);
    }
  }

  /// Adds a listener for the events of a bucket, which need not exist yet. Earlier events are not
  /// replayed.
  public void onObjectEvent(String bucket, ObjectEventListener listener) {
    events.listen(bucket, listener);
  }

  /// Waits until every event so far has been delivered and its listeners have returned.
  ///
  /// @return false if that took longer than `limit`
  public boolean awaitEventsDelivered(Duration limit) throws InterruptedException {
    return events.awaitIdle(limit);
  }

  /// Returns the events published on event buses so far.
  public PublishedEvents published() {
    return published;
  }

  /// Returns the scripted faults.
  public Faults faults() {
    return faults;
  }

  /// Returns the requests so far.
  public RequestLog requests() {
    return requests;
  }

  /// Stops serving; the state stays on disk. Events that are not yet delivered are dropped, as in a
  /// crash.
  @Override
  public void close() {
    events.close();
    server.close();
  }
}
