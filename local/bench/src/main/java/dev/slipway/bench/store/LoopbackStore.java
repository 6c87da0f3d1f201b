package dev.slipway.bench.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/// Source and target of the bytes: an HTTP server on 127.0.0.1 that generates what it sends and
/// discards what it receives. It supports only as much HTTP as the contenders use, so that it takes
/// little of the processor that they share. Thread-safe.
///
/// `GET /source/<offset>/<length>` sends a range of an endless file. `PUT /part/<offset>/<delay>`
/// receives a part, waits for that many milliseconds and answers 200, or 400 if the bytes differ
/// from the source (checked once per 64 KiB). `PUT /checked/...` does the same and answers with the
/// part's MD5 as entity tag.
public final class LoopbackStore implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final byte[] PATTERN = pattern();

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final LongAdder servedBytes = new LongAdder();
  private final LongAdder takenBytes = new LongAdder();

  private LoopbackStore(ServerSocket server) {
    this.server = server;
  }

  /// Starts on a free port.
  ///
  /// @param tls whether to use TLS, with the key that `javax.net.ssl.keyStore` names
  public static LoopbackStore start(boolean tls) throws IOException {
    var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    var factory =
        tls
            ? javax.net.ssl.SSLServerSocketFactory.getDefault()
            : javax.net.ServerSocketFactory.getDefault();
    var store = new LoopbackStore(factory.createServerSocket(0, 100, loopback));
    store.threads.execute(store::accept);
    return store;
  }

  public URI address() {
    String scheme = server instanceof SSLServerSocket ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
  }

  /// Returns the number of bytes sent so far.
  public long servedBytes() {
    return servedBytes.sum();
  }

  /// Returns the number of bytes received and verified so far.
  public long takenBytes() {
    return takenBytes.sum();
  }

  /// Returns the byte of the source at an offset.
  public static byte at(long offset) {
    return PATTERN[(int) (offset % PATTERN.length)];
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream(), 8 << 10);
      var out = socket.getOutputStream();
      var buffer = new byte[BUFFER_BYTES];
      while (true) {
        String head = readHead(in);
        if (head.isEmpty()) {
          return;
        }
        String[] path = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/")).split("/", 4);
        long first = Long.parseLong(path[2]);
        long second = Long.parseLong(path[3]);
        if (path[1].equals("source")) {
          give(out, first, second);
        } else {
          var digest = path[1].equals("checked") ? MessageDigest.getInstance("MD5") : null;
          boolean right = take(in, first, contentLength(head), buffer, digest);
          if (second > 0) {
            Thread.sleep(second);
          }
          String tag =
              digest == null
                  ? ""
                  : "\r\nETag: \"" + HexFormat.of().formatHex(digest.digest()) + "\"";
          answer(out, (right ? "200 OK" : "400 Bad Request") + tag, 0);
        }
      }
    } catch (IOException | InterruptedException | NoSuchAlgorithmException e) {
      // The contender or the store has ended; a contender reports its own errors.
      return;
    }
  }

  private void give(OutputStream out, long offset, long length) throws IOException {
    answer(out, "200 OK", length);
    long position = offset;
    long end = offset + length;
    while (position < end) {
      int from = (int) (position % PATTERN.length);
      int count = (int) Math.min(Math.min(BUFFER_BYTES, PATTERN.length - from), end - position);
      out.write(PATTERN, from, count);
      position += count;
    }
    servedBytes.add(length);
  }

  private boolean take(
      InputStream in, long offset, long length, byte[] buffer, @Nullable MessageDigest digest)
      throws IOException {
    long left = length;
    boolean right = length > 0;
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new EOFException("the part ended early");
      }
      if (digest != null) {
        digest.update(buffer, 0, count);
      }
      long position = offset + length - left;
      right &= buffer[0] == at(position) && buffer[count - 1] == at(position + count - 1);
      left -= count;
    }
    if (right) {
      takenBytes.add(length);
    }
    return right;
  }

  private static void answer(OutputStream out, String status, long length) throws IOException {
    out.write(
        ("HTTP/1.1 " + status + "\r\nContent-Length: " + length + "\r\n\r\n").getBytes(US_ASCII));
  }

  /// Reads a head including its empty line; returns an empty string at the end of the connection.
  public static String readHead(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") != head.length() - 4) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /// Returns the length that a head announces; 0 if it announces none.
  static long contentLength(String head) {
    for (String line : head.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        return Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    return 0;
  }

  /// No part size is a multiple of this length, so a range from elsewhere is detected.
  private static byte[] pattern() {
    var bytes = new byte[1_048_573];
    new Random(20_261_123).nextBytes(bytes);
    return bytes;
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
