package dev.slipway.runner.commands;

import dev.slipway.runner.Ports;
import dev.slipway.runner.StartFault;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The settings of a run, from its environment variables.
///
/// @param ports SLIPWAY_PORT (3000), SLIPWAY_AWS_PORT (4566), SLIPWAY_APPLE_PORT (3001),
///   SLIPWAY_APPLE_UPLOAD_PORT (3002)
/// @param directory SLIPWAY_DIRECTORY (.slipway)
/// @param speed SLIPWAY_SPEED (60): simulated seconds per real second while nothing runs, 1 to 3600
/// @param appleUrl SLIPWAY_APPLE_URL, used instead of the simulator; null starts the simulator
public record RunSettings(Ports ports, Path directory, int speed, @Nullable URI appleUrl) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /// Reads the settings.
  ///
  /// @throws StartFault when a setting is invalid; the message names all such settings
  public static RunSettings from(Map<String, String> environment) throws StartFault {
    var faults = new ArrayList<String>();
    var ports =
        new Ports(
            number(environment, "SLIPWAY_PORT", 3000, 0, 65_535, faults),
            number(environment, "SLIPWAY_AWS_PORT", 4566, 0, 65_535, faults),
            number(environment, "SLIPWAY_APPLE_PORT", 3001, 0, 65_535, faults),
            number(environment, "SLIPWAY_APPLE_UPLOAD_PORT", 3002, 0, 65_535, faults));
    int speed = number(environment, "SLIPWAY_SPEED", 60, 1, 3600, faults);
    Path directory = Path.of(value(environment, "SLIPWAY_DIRECTORY").orElse(".slipway"));
    URI appleUrl =
        value(environment, "SLIPWAY_APPLE_URL").map(url -> appleUrl(url, faults)).orElse(null);
    if (!faults.isEmpty()) {
      throw new StartFault(String.join("; ", faults));
    }
    return new RunSettings(ports, directory, speed, appleUrl);
  }

  private static @Nullable URI appleUrl(String url, List<String> faults) {
    try {
      var uri = new URI(url);
      boolean safe =
          "https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
      if (safe && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // The fault below says it.
    }
    faults.add("APPLE must be a URL such as https://api.appstoreconnect.apple.com");
    return null;
  }

  private static int number(
      Map<String, String> environment,
      String name,
      int preset,
      int least,
      int most,
      List<String> faults) {
    var value = value(environment, name);
    if (value.isEmpty()) {
      return preset;
    }
    try {
      int number = Integer.parseInt(value.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The fault below says it.
    }
    faults.add("%s must be a number from %d to %d".formatted(name, least, most));
    return preset;
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
