package dev.slipway.appstoreconnect.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The address of the API, the only place that receives tokens.
record ServerAddress(URI uri) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  static ServerAddress of(URI uri) {
    String host = uri.getHost();
    boolean plain =
        host != null
            && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && uri.getRawUserInfo() == null;
    boolean secure =
        "https".equalsIgnoreCase(uri.getScheme())
            || ("http".equalsIgnoreCase(uri.getScheme())
                && host != null
                && LOOPBACK.contains(host));
    if (!plain || !secure) {
      throw new IllegalArgumentException(
          "The address of App Store Connect must be https://<host> (http only on this machine)");
    }
    return new ServerAddress(uri);
  }

  URI resolve(String target) {
    return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + target);
  }

  boolean isSecure() {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /// Returns path and query of one of Apple's links; absent if it points to another server.
  Optional<String> targetOf(String link) {
    URI to;
    try {
      to = uri.resolve(link);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    boolean same =
        uri.getScheme().equalsIgnoreCase(to.getScheme())
            && to.getRawAuthority() != null
            && uri.getRawAuthority()
                .toLowerCase(Locale.ROOT)
                .equals(to.getRawAuthority().toLowerCase(Locale.ROOT))
            && to.getRawPath() != null
            && to.getRawPath().startsWith("/v");
    if (!same) {
      return Optional.empty();
    }
    return Optional.of(
        to.getRawQuery() == null ? to.getRawPath() : to.getRawPath() + "?" + to.getRawQuery());
  }
}
