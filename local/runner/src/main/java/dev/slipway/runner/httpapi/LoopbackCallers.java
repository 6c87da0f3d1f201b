package dev.slipway.runner.httpapi;

import com.sun.net.httpserver.Headers;
import dev.slipway.wire.Origins;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Distinguishes callers on this machine from foreign web pages: by Host (a foreign name can
/// resolve to this machine), by Origin, and by Sec-Fetch-Site (an image or a form of a foreign page
/// sends no Origin).
final class LoopbackCallers {
  private final int port;

  /// @param port port of this server; a page from another port is foreign
  LoopbackCallers(int port) {
    this.port = port;
  }

  boolean allows(Headers headers) {
    String host = only(headers.get("Host"));
    if (host == null || !Origins.isLocalHost(host)) {
      return false;
    }
    String site = only(headers.get("Sec-Fetch-Site"));
    boolean sameSite = site == null || site.equals("same-origin") || site.equals("none");
    String origin = headers.getFirst("Origin");
    return sameSite && (origin == null || isOurs(origin));
  }

  private boolean isOurs(String origin) {
    return List.of("http://localhost:" + port, "http://127.0.0.1:" + port, "http://[::1]:" + port)
        .contains(origin);
  }

  private static @Nullable String only(@Nullable List<String> values) {
    return values == null || values.size() != 1 ? null : values.getFirst();
  }
}
