package dev.slipway.releases.readiness;

import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.connections.ConnectionId;
import dev.slipway.state.StateKeys;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An app on one platform, whose readiness is asked for.
///
/// @param appId Apple's ID
public record AskedApp(ConnectionId connection, String appId, Platform platform) {
  private static final String WAKE = "ready-";
  private static final String APP_ID = "[A-Za-z0-9_]{1,64}";
  private static final Pattern WAKE_ID =
      Pattern.compile(WAKE + "([a-z2-7]{26})-(" + APP_ID + ")-([A-Z_]{1,20})");

  /// Returns whether a text can be the ID of an app at Apple.
  public static boolean isAppId(String text) {
    return text.matches(APP_ID);
  }

  /// Returns the platform of this name; empty for any other text.
  public static Optional<Platform> platform(String name) {
    return switch (name) {
      case "IOS" -> Optional.of(Platform.IOS);
      case "MAC_OS" -> Optional.of(Platform.MAC_OS);
      case "TV_OS" -> Optional.of(Platform.TV_OS);
      case "VISION_OS" -> Optional.of(Platform.VISION_OS);
      default -> Optional.empty();
    };
  }

  /// Returns the app that a wake object names, by the last segment of its key; empty for wake
  /// objects of another kind.
  public static Optional<AskedApp> ofWake(String wakeId) {
    Matcher id = WAKE_ID.matcher(wakeId);
    if (!id.matches()) {
      return Optional.empty();
    }
    return ConnectionId.parse(id.group(1))
        .flatMap(
            connection ->
                platform(id.group(3))
                    .map(platform -> new AskedApp(connection, id.group(2), platform)));
  }

  /// Returns the key of the wake object that requests an answer.
  String wakeKey() {
    return StateKeys.WAKE_CHECK_PREFIX + WAKE + connection + "-" + appId + "-" + platform;
  }

  /// Returns the key of the last answer.
  String key() {
    return StateKeys.readiness(connection, appId, platform.name());
  }
}
