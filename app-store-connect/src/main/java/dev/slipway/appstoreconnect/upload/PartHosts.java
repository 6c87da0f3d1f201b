package dev.slipway.appstoreconnect.upload;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The addresses that may receive the bytes of an app: https, and a host under one of the suffixes.
/// (Apple's storage has been seen at `*.object-storage.apple.com`.) A suffix that names this
/// machine allows plain http to it, for a simulator.
///
/// @param suffixes lower case, for example `.apple.com`; `127.0.0.1` or `localhost` for this
///   machine
/// @param suffixes such as `.apple.com`, lower case; `127.0.0.1` or `localhost` for this machine
public record PartHosts(List<String> suffixes) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /// @throws IllegalArgumentException if a suffix neither starts with a dot nor names this machine
  public PartHosts {
    suffixes = suffixes.stream().map(suffix -> suffix.toLowerCase(Locale.ROOT)).toList();
    for (String suffix : suffixes) {
      if (!LOOPBACK.contains(suffix) && !(suffix.startsWith(".") && suffix.length() > 3)) {
        throw new IllegalArgumentException(
            "a host suffix must start with a dot, such as .apple.com, or name this machine");
      }
    }
  }

  /// Returns Apple's hosts only.
  public static PartHosts apple() {
    return new PartHosts(List.of(".apple.com"));
  }

  /// Returns Apple's hosts, and http on this machine.
  public static PartHosts appleAndLoopback() {
    return new PartHosts(List.of(".apple.com", "localhost", "127.0.0.1", "[::1]"));
  }

  boolean allows(URI url) {
    if (url.getHost() == null || url.getRawUserInfo() != null) {
      return false;
    }
    String host = url.getHost().toLowerCase(Locale.ROOT);
    return switch (url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT)) {
      case "https" -> suffixes.stream().anyMatch(suffix -> isUnder(host, suffix));
      case "http" -> LOOPBACK.contains(host) && suffixes.contains(host);
      default -> false;
    };
  }

  private static boolean isUnder(String host, String suffix) {
    return suffix.startsWith(".") ? host.endsWith(suffix) : host.equals(suffix);
  }
}
