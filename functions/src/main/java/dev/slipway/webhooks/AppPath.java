package dev.slipway.webhooks;

import dev.slipway.connections.ConnectionId;
import dev.slipway.webhooks.RegistrationStore.Subject;
import java.net.URI;
import java.util.List;
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

  /// Reads the app from a path; empty when the path has another form.
  ///
  /// @param segments the segments of the path
  public static Optional<Subject> read(List<String> segments) {
    boolean ours =
        segments.size() == 4
            && segments.get(0).equals("apple")
            && segments.get(1).equals("webhooks")
            && isAppId(segments.get(3));
    return ours
        ? ConnectionId.parse(segments.get(2)).map(id -> new Subject(id, segments.get(3)))
        : Optional.empty();
  }

  static boolean isAppId(String text) {
    return APP_ID.matcher(text).matches();
  }
}
