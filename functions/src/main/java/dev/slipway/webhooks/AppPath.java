package dev.slipway.webhooks;

import dev.slipway.connections.ConnectionId;
import dev.slipway.webhooks.RegistrationStore.Subject;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// The address to which Apple sends notifications of one app, because they do not contain their
/// app.
public final class AppPath {
  private static final Pattern APP_ID = Pattern.compile("[A-Za-z0-9_]{1,64}");

  private AppPath() {}

  /// Returns the address.
  ///
  /// @param baseUrl the address of our API, without a slash at the end
  static URI under(String baseUrl, Subject subject) {
    return URI.create(baseUrl + "/apple/webhooks/" + subject.connection() + "/" + subject.appId());
  }

  /// Reads the app from the parameters of the route; empty when one of them is malformed.
  ///
  /// @param connection the parameter `connectionId`
  /// @param app the parameter `appId`
  public static Optional<Subject> read(String connection, String app) {
    return ConnectionId.parse(connection).filter(_ -> isAppId(app)).map(id -> new Subject(id, app));
  }

  private static boolean isAppId(String text) {
    return APP_ID.matcher(text).matches();
  }
}
