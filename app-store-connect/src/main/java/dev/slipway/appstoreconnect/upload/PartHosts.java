package dev.slipway.appstoreconnect.upload;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// Which addresses may get the bytes of an app: https and within apple.com. (Apple's storage has
/// been seen at `*.object-storage.apple.com`.)
///
/// @param loopbackAllowed whether also http on this machine, for a simulator
public record PartHosts(boolean loopbackAllowed) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /// Apple only.
  public static PartHosts apple() {
    return new PartHosts(false);
  }

  /// Apple, and http on this machine.
  public static PartHosts appleAndLoopback() {
    return new PartHosts(true);
  }

  boolean allows(URI url) {
    if (url.getHost() == null || url.getRawUserInfo() != null) {
      return false;
    }
    String host = url.getHost().toLowerCase(Locale.ROOT);
    return switch (url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT)) {
      case "https" -> host.endsWith(".apple.com");
      case "http" -> loopbackAllowed && LOOPBACK.contains(host);
      default -> false;
    };
  }
}
