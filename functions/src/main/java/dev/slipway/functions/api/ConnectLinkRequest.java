package dev.slipway.functions.api;

import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.JsonBody;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.links.ConnectLink;
import dev.slipway.connections.links.LinkTerms;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the body of `POST /connect-links`, and reports all its faults together. Lengths are
/// counted in code points, as JSON Schema does. Not thread-safe.
final class ConnectLinkRequest {
  private static final Set<String> FIELDS =
      Set.of("label", "returnUrl", "bundleId", "connectionId", "validFor");
  private static final int LONGEST_LABEL = 200;
  private static final int LONGEST_URL = 2000;
  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration PRESET = ConnectLink.LONGEST_VALIDITY;

  // Apple: letters, digits, hyphen and period (apple-doc: CFBundleIdentifier).
  private static final Pattern BUNDLE_ID = Pattern.compile("[A-Za-z0-9.-]{1,155}");

  // What every browser reads as this host too: no user, no backslash, no encoded character.
  private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?");

  private final JsonBody body;
  private final Set<String> returnOrigins;

  private ConnectLinkRequest(JsonBody body, Set<String> returnOrigins) {
    this.body = body;
    this.returnOrigins = returnOrigins;
  }

  /// Reads the terms of a link.
  ///
  /// @param returnOrigins the origins to which a link may lead back
  /// @param knows whether the tenant has this connection
  /// @throws dev.slipway.aws.edge.ProblemException with every fault of the body, field by field
  static LinkTerms read(
      HttpRequest request, Set<String> returnOrigins, Predicate<ConnectionId> knows) {
    var body = JsonBody.read(request, "label", "returnUrl").allow(FIELDS);
    return new ConnectLinkRequest(body, returnOrigins).terms(knows);
  }

  private LinkTerms terms(Predicate<ConnectionId> knows) {
    String label = label();
    String returnUrl = returnUrl();
    String bundleId = bundleId();
    ConnectionId connection = connection(knows);
    Duration validFor = validFor();
    body.refuseFaults();
    return new LinkTerms(label, returnUrl, bundleId, connection, validFor);
  }

  private String label() {
    return body.text(
            "label",
            ConnectLinkRequest::isLabel,
            "Must be a text of 1 to "
                + LONGEST_LABEL
                + " printable characters, such as the name of the customer.")
        .strip();
  }

  private static boolean isLabel(String text) {
    return !text.isBlank()
        && length(text) <= LONGEST_LABEL
        && text.codePoints().noneMatch(ConnectLinkRequest::isUnprintable);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean isUnprintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private String returnUrl() {
    String text =
        body.text(
            "returnUrl",
            given -> length(given) <= LONGEST_URL && origin(given) != null,
            "Must be an absolute https address of at most "
                + LONGEST_URL
                + " characters, without a user name.");
    String origin = text.isEmpty() ? null : origin(text);
    if (origin != null && !returnOrigins.contains(origin)) {
      body.fault(
          "returnUrl",
          "The origin "
              + origin
              + " is not allowed. Ask the operator of Slipway to add it to the parameter"
              + " ConnectLinkReturnOrigins.");
    }
    return text;
  }

  /// Returns the origin of an address in lower case, without the preset port; null for anything
  /// that browsers may read in another way.
  private static @Nullable String origin(String text) {
    try {
      var uri = new URI(text);
      String scheme = uri.getScheme();
      String authority = uri.getRawAuthority();
      if (scheme == null || authority == null || !AUTHORITY.matcher(authority).matches()) {
        return null;
      }
      String protocol = scheme.toLowerCase(Locale.ROOT);
      String preset =
          switch (protocol) {
            case "https" -> ":443";
            case "http" -> ":80";
            default -> "";
          };
      if (preset.isEmpty()) {
        return null;
      }
      String host = authority.toLowerCase(Locale.ROOT);
      return protocol
          + "://"
          + (host.endsWith(preset) ? host.substring(0, host.length() - preset.length()) : host);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private @Nullable String bundleId() {
    return body.optionalText(
            "bundleId",
            BUNDLE_ID.asMatchPredicate(),
            "A bundle ID consists of letters, digits, hyphens and periods, such as"
                + " com.example.travel.")
        .orElse(null);
  }

  private @Nullable ConnectionId connection(Predicate<ConnectionId> knows) {
    return body.optionalText(
            "connectionId",
            text -> ConnectionId.parse(text).filter(knows).isPresent(),
            "No such connection. GET /connections lists yours.")
        .flatMap(ConnectionId::parse)
        .orElse(null);
  }

  private Duration validFor() {
    return body.optionalText(
            "validFor",
            text -> duration(text).isPresent(),
            "Must be an ISO 8601 duration from PT5M to P7D, such as PT24H.")
        .flatMap(ConnectLinkRequest::duration)
        .orElse(PRESET);
  }

  /// Returns how long a link may be valid; empty for any other text.
  private static Optional<Duration> duration(String text) {
    try {
      var given = Duration.parse(text);
      boolean allowed =
          given.compareTo(SHORTEST) >= 0 && given.compareTo(ConnectLink.LONGEST_VALIDITY) <= 0;
      return allowed ? Optional.of(given) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
