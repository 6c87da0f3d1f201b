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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A small HTTP/1.1 server on 127.0.0.1, one virtual thread per connection.
///
/// The JDK's own server would do, but for one thing: it writes the machine's time into every `Date`
/// header (`sun.net.httpserver.ExchangeImpl`), and clients of Apple judge their clock by that
/// header. Handlers are the JDK's.
public final class WireServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(WireServer.class.getName());
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ServerSocket listener;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  /// Opens the port; nobody is answered before `start`.
  ///
  /// @param port 0 for any free one
  public WireServer(int port) throws IOException {
    listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 512);
  }

  /// The port that is open.
  public int port() {
    return listener.getLocalPort();
  }

  /// Begins to answer.
  public void start(HttpHandler handler) {
    Thread.ofPlatform().daemon().name("simulator-" + port()).start(() -> accept(handler));
  }

  private void accept(HttpHandler handler) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.add(socket);
        Thread.ofVirtual().start(() -> serve(socket, handler));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.log(Level.WARNING, "The simulator could not accept a connection", e);
        }
      }
    }
  }

  private void serve(Socket socket, HttpHandler handler) {
    try (socket) {
      socket.setTcpNoDelay(true);
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
    } catch (SocketException e) {
      // The other side went away, or the server was closed: nobody is left to be told.
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "A connection of the simulator ended", e);
    } finally {
      connections.remove(socket);
    }
  }

  private static @Nullable WireExchange next(
      Socket socket, BufferedInputStream in, BufferedOutputStream out) throws IOException {
    try {
      return WireExchange.read(socket, in, out);
    } catch (IllegalArgumentException e) {
      out.write(
          "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return null;
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : connections) {
        socket.close();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A connection of the simulator did not close", e);
    }
  }
}
