package dev.slipway.wire;

import com.sun.net.httpserver.HttpHandler;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// A small HTTP/1.1 server on 127.0.0.1, one virtual thread per connection. Safe for use by many
/// threads.
///
/// The JDK's own server writes the machine's time into every `Date` header
/// (`sun.net.httpserver.ExchangeImpl`), by which Apple's clients judge their clock; hence this one.
/// Handlers are the JDK's. An answer of length 0 or -1 has no body; no answer is chunked. The
/// answer is sent when its handler returns.
public final class WireServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(WireServer.class.getName());
  private static final int BUFFER_BYTES = 64 * 1024;

  private static final int LINGER_MILLIS = 1000;
  private static final int MOST_TO_SKIP = 1 << 20;

  private final String name;
  private final @Nullable InstantSource dates;
  private volatile Refusal refusal = new Refusal("", "");
  private final ServerSocket listener;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Opens the port of a server whose handlers set `Date` themselves or omit it.
  ///
  /// @param name name of the server in logs and threads
  /// @param port port; 0 for any free one
  public WireServer(String name, int port) throws IOException {
    this(name, port, null);
  }

  /// Opens the port. Requests are answered only after `start`.
  ///
  /// @param name name of the server in logs and threads
  /// @param port port; 0 for any free one
  /// @param dates time for the `Date` header where a handler sets none; null to omit the header
  public WireServer(String name, int port, @Nullable InstantSource dates) throws IOException {
    this.name = name;
    this.dates = dates;
    listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 512);
  }

  private record Refusal(String type, String body) {}

  /// Sets the body of the 400 that what is not a request gets; without a call it has none. Call it
  /// before `start`.
  ///
  /// @param body ASCII
  public void refuseWith(String contentType, String body) {
    refusal = new Refusal(contentType, body);
  }

  /// Returns the open port.
  public int port() {
    return listener.getLocalPort();
  }

  /// What happens on a connection before its first request, for example a TLS handshake.
  @FunctionalInterface
  public interface Admission {
    /// Returns the socket that carries the requests, which closes the given one; null to close the
    /// connection. Must not read into the first request.
    @Nullable Socket admit(Socket socket) throws IOException;
  }

  /// Begins to answer requests.
  public void start(HttpHandler handler) {
    start(handler, socket -> socket);
  }

  /// Begins to answer the requests on connections that were admitted.
  public void start(HttpHandler handler, Admission admission) {
    Thread.ofPlatform().daemon().name(name + "-" + port()).start(() -> accept(handler, admission));
  }

  private void accept(HttpHandler handler, Admission admission) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.add(socket);
        try {
          threads.execute(() -> serve(socket, handler, admission));
        } catch (RejectedExecutionException e) {
          // The server was closed since the connection was accepted.
          socket.close();
        }
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.log(Level.WARNING, name + " could not accept a connection", e);
        }
      }
    }
  }

  private void serve(Socket socket, HttpHandler handler, Admission admission) {
    try (socket) {
      socket.setTcpNoDelay(true);
      Socket carrying = admission.admit(socket);
      if (carrying != null) {
        try (carrying) {
          exchanges(carrying, handler);
        }
      }
    } catch (SocketException e) {
      // The client disconnected, or the server was closed: no answer can be sent.
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "A connection of " + name + " ended", e);
    } finally {
      connections.remove(socket);
    }
  }

  private void exchanges(Socket socket, HttpHandler handler) throws IOException {
    BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    BufferedOutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
    boolean open = true;
    while (open) {
      WireExchange exchange = next(socket, in, out);
      if (exchange == null) {
        return;
      }
      handler.handle(exchange);
      open = exchange.finish();
    }
  }

  private @Nullable WireExchange next(
      Socket socket, BufferedInputStream in, BufferedOutputStream out) throws IOException {
    try {
      return WireExchange.read(socket, in, out, dates);
    } catch (IllegalArgumentException e) {
      refuse(socket, in, out);
      return null;
    }
  }

  /// Answers what is not a request, and ends the connection.
  private void refuse(Socket socket, BufferedInputStream in, BufferedOutputStream out)
      throws IOException {
    String head =
        "HTTP/1.1 400 Bad Request\r\n"
            + (refusal.type().isEmpty() ? "" : "Content-Type: " + refusal.type() + "\r\n")
            + "Content-Length: "
            + refusal.body().length()
            + "\r\nConnection: close\r\n\r\n";
    out.write((head + refusal.body()).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    socket.shutdownOutput();
    // A close with unread bytes resets the connection, and the answer may be lost with it.
    socket.setSoTimeout(LINGER_MILLIS);
    byte[] buffer = new byte[8192];
    for (int rest = MOST_TO_SKIP; rest > 0; ) {
      int read = in.read(buffer);
      if (read < 0) {
        return;
      }
      rest -= read;
    }
  }

  /// Closes the port and every connection, and interrupts the running handlers.
  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : connections) {
        socket.close();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A connection of " + name + " did not close", e);
    }
    threads.shutdownNow();
  }
}
