package dev.slipway.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Refuses foreign origins, and logs every failure of a handler.
public final class Guarded implements HttpHandler {
  private static final Logger LOG = System.getLogger(Guarded.class.getName());

  private final String name;
  private final HttpHandler inner;

  /// Guards a handler.
  ///
  /// @param name name of the server in the log
  public Guarded(String name, HttpHandler inner) {
    this.name = name;
    this.inner = inner;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!Origins.areLocal(exchange)) {
      exchange.sendResponseHeaders(403, -1);
      exchange.close();
      return;
    }
    try {
      inner.handle(exchange);
    } catch (RuntimeException e) {
      LOG.log(
          Level.ERROR,
          name
              + " failed on "
              + exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI().getPath(),
          e);
      exchange.close();
      throw e;
    }
  }
}
