package dev.slipway.appstoreconnect.upload;

import dev.slipway.appstoreconnect.upload.PartUpload.PartTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Sends parts with the JDK's `HttpURLConnection` in fixed-length mode: measured at 2.8 times the
/// throughput of `java.net.http` and a third of its processor time, and it never repeats a request
/// automatically. Uses 64 KiB per part. Thread-safe.
///
/// The JDK keeps 5 idle connections per host; set the system property `http.maxConnections` to the
/// number of parts in flight.
public final class UrlConnectionTransport implements PartTransport, AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  // HttpURLConnection has no write timeout: a store that stops reading would block a part for ever.
  private final ScheduledThreadPoolExecutor watchdog;

  public UrlConnectionTransport() {
    watchdog =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("part-deadline").factory());
    watchdog.setRemoveOnCancelPolicy(true);
  }

  @Override
  public PartAnswer put(
      UploadOperation operation, InputStream body, Duration deadline, boolean askFirst)
      throws IOException {
    var connection = (HttpURLConnection) operation.url().toURL().openConnection();
    var late = new AtomicBoolean();
    var cut =
        watchdog.schedule(
            () -> {
              late.set(true);
              connection.disconnect();
            },
            deadline.toMillis(),
            TimeUnit.MILLISECONDS);
    boolean whole = false;
    try {
      prepare(connection, operation, askFirst);
      var answer = exchange(connection, operation, body);
      whole = true;
      return answer;
    } catch (SourceReadException | SourceChangedException e) {
      throw e;
    } catch (IOException e) {
      // Messages of HttpURLConnection quote the address, which is a credential.
      throw new PartConnectionException(
          late.get()
              ? "the part took longer than " + deadline.toSeconds() + " s"
              : "the connection failed: " + e.getClass().getSimpleName());
    } finally {
      cut.cancel(false);
      if (!whole) {
        connection.disconnect();
      }
    }
  }

  private static void prepare(
      HttpURLConnection connection, UploadOperation operation, boolean askFirst)
      throws IOException {
    connection.setRequestMethod(operation.method());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setDoOutput(true);
    connection.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    connection.setFixedLengthStreamingMode(operation.length());
    for (var header : operation.requestHeaders()) {
      if (!header.name().toLowerCase(Locale.ROOT).equals("content-length")) {
        connection.setRequestProperty(header.name(), header.value());
      }
    }
    if (askFirst) {
      connection.setRequestProperty("Expect", "100-continue");
    }
  }

  private static PartAnswer exchange(
      HttpURLConnection connection, UploadOperation operation, InputStream body)
      throws IOException {
    OutputStream out;
    try {
      out = connection.getOutputStream();
    } catch (IOException e) {
      return refusedBeforehand(connection, e);
    }
    copy(body, out, operation.length());
    out.close();
    int status;
    try {
      status = connection.getResponseCode();
    } catch (HttpRetryException e) {
      return new PartAnswer(e.responseCode(), null, null);
    }
    if (status < 0) {
      throw new IOException("not an HTTP answer");
    }
    return answer(connection, status);
  }

  /// Returns a refusal sent instead of the requested consent: HttpURLConnection throws, but has the
  /// status.
  private static PartAnswer refusedBeforehand(HttpURLConnection connection, IOException e)
      throws IOException {
    if (!(e instanceof java.net.ProtocolException)) {
      throw e;
    }
    int status = connection.getResponseCode();
    if (status <= 100) {
      throw e;
    }
    connection.disconnect();
    return new PartAnswer(status, null, null);
  }

  private static void copy(InputStream body, OutputStream out, long length) throws IOException {
    var buffer = new byte[(int) Math.min(BUFFER_BYTES, length)];
    long left = length;
    while (left > 0) {
      int read = read(body, buffer, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new SourceReadException("the file ended " + left + " bytes early");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  private static int read(InputStream body, byte[] buffer, int length) throws IOException {
    try {
      return body.read(buffer, 0, length);
    } catch (SourceChangedException e) {
      throw e;
    } catch (IOException e) {
      throw new SourceReadException("the file could not be read", e);
    }
  }

  private static PartAnswer answer(HttpURLConnection connection, int status) throws IOException {
    drain(status < 400 ? connection.getInputStream() : connection.getErrorStream());
    return new PartAnswer(
        status,
        connection.getHeaderField("ETag"),
        Optional.ofNullable(connection.getHeaderField("Retry-After"))
            .map(String::strip)
            .filter(text -> text.matches("[0-9]{1,6}"))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .orElse(null));
  }

  /// Reads the rest of a short answer, because only then the connection can be reused.
  private static void drain(@Nullable InputStream answer) throws IOException {
    if (answer != null) {
      try (answer) {
        answer.readNBytes(BUFFER_BYTES);
      }
    }
  }

  /// Ends the watchdog; parts still in flight lose their deadline.
  @Override
  public void close() {
    watchdog.shutdownNow();
  }
}
