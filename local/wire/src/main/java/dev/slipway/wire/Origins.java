package dev.slipway.wire;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Refuses requests that a foreign web page could send: Host and Origin must name this machine.
public final class Origins {
  private static final Pattern LOCAL_HOST =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d{1,5})?");
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  private Origins() {}

  /// Returns whether a `Host` header names this machine, with or without a port.
  public static boolean isLocalHost(String header) {
    return LOCAL_HOST.matcher(header.toLowerCase(Locale.ROOT)).matches();
  }

  static boolean areLocal(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    return host != null && isLocal("http://" + host) && (origin == null || isLocal(origin));
  }

  private static boolean isLocal(String uri) {
    String host = host(uri);
    return host != null && LOCAL.contains(host.toLowerCase(Locale.ROOT));
  }

  private static @Nullable String host(String uri) {
    try {
      return URI.create(uri).getHost();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
