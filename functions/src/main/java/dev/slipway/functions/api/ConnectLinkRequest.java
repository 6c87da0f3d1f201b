package dev.slipway.functions.api;

import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.links.ConnectLink;
import dev.slipway.connections.links.LinkTerms;
import dev.slipway.json.Json;
import dev.slipway.json.JsonShapeException;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the body of `POST /connect-links`, and reports all its faults together. Not thread-safe.
final class ConnectLinkRequest {
  private static final Set<String> FIELDS =
      Set.of("label", "returnUrl", "bundleId", "connectionId", "validFor");
  private static final int LONGEST_LABEL = 200;
  private static final int LONGEST_URL = 2000;
  private static final int LONGEST_SHOWN_NAME = 60;
  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration PRESET = ConnectLink.LONGEST_VALIDITY;

  // Apple: letters, digits, hyphen and period (apple-doc: CFBundleIdentifier).
  private static final Pattern BUNDLE_ID = Pattern.compile("[A-Za-z0-9.-]{1,155}");

  // What every browser reads as this host too: no user, no backslash, no encoded character.
  private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?");

  private final Map<String, ?> fields;
  private final Set<String> returnOrigins;
  private final List<Problem> faults = new ArrayList<>();

  private ConnectLinkRequest(Map<String, ?> fields, Set<String> returnOrigins) {
    this.fields = fields;
    this.returnOrigins = returnOrigins;
  }

  /// Reads the terms of a link.
  ///
  /// @param returnOrigins the origins to which a link may lead back
  /// @param knows whether the tenant has this connection
  /// @throws ProblemException with every fault of the body, field by field
  static LinkTerms read(
      HttpRequest request, Set<String> returnOrigins, Predicate<ConnectionId> knows) {
    Map<String, ?> json;
    try {
      json = Json.parse(request.body()).asMap();
    } catch (JsonShapeException e) {
      throw new ProblemException(
          Problem.of(
              ProblemType.MALFORMED_REQUEST,
              "Send a JSON object with label and returnUrl, and optionally bundleId, connectionId"
                  + " and validFor."));
    }
    return new ConnectLinkRequest(json, returnOrigins).terms(knows);
  }

  private LinkTerms terms(Predicate<ConnectionId> knows) {
    for (String name : new TreeSet<>(fields.keySet())) {
      if (!FIELDS.contains(name)) {
        fault(shown(name), "Unknown field. Remove it.");
      }
    }
    String label = label();
    String returnUrl = returnUrl();
    String bundleId = bundleId();
    ConnectionId connection = connection(knows);
    Duration validFor = validFor();
    refuseFaults();
    return new LinkTerms(label, returnUrl, bundleId, connection, validFor);
  }

  private String label() {
    String label = text("label");
    if (label == null
        || label.isBlank()
        || label.length() > LONGEST_LABEL
        || label.codePoints().anyMatch(ConnectLinkRequest::isUnprintable)) {
      fault(
          "label",
          "Must be a text of 1 to "
              + LONGEST_LABEL
              + " printable characters, such as the name of the customer.");
      return "";
    }
    return label.strip();
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
    String text = text("returnUrl");
    String origin = text == null || text.length() > LONGEST_URL ? null : origin(text);
    if (text == null || origin == null) {
      fault(
          "returnUrl",
          "Must be an absolute https address of at most "
              + LONGEST_URL
              + " characters, without a user name.");
      return "";
    }
    if (!returnOrigins.contains(origin)) {
      fault(
          "returnUrl",
          "The origin "
              + origin
              + " is not allowed. Ask the operator of Slipway to add it to the parameter"
              + " ConnectLinkReturnOrigins.");
      return "";
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
    String text = text("bundleId");
    if (has("bundleId") && (text == null || !BUNDLE_ID.matcher(text).matches())) {
      fault(
          "bundleId",
          "A bundle ID consists of letters, digits, hyphens and periods, such as"
              + " com.example.travel.");
    }
    return text;
  }

  private @Nullable ConnectionId connection(Predicate<ConnectionId> knows) {
    String text = text("connectionId");
    var id = text == null ? null : ConnectionId.parse(text).filter(knows).orElse(null);
    if (has("connectionId") && id == null) {
      fault("connectionId", "No such connection. GET /connections lists yours.");
    }
    return id;
  }

  private Duration validFor() {
    String text = text("validFor");
    if (!has("validFor")) {
      return PRESET;
    }
    try {
      var validFor = text == null ? Duration.ZERO : Duration.parse(text);
      if (validFor.compareTo(SHORTEST) >= 0
          && validFor.compareTo(ConnectLink.LONGEST_VALIDITY) <= 0) {
        return validFor;
      }
    } catch (DateTimeParseException e) {
      // Reported below.
    }
    fault("validFor", "Must be an ISO 8601 duration from PT5M to P7D, such as PT24H.");
    return PRESET;
  }

  private boolean has(String name) {
    return fields.get(name) != null;
  }

  private @Nullable String text(String name) {
    return fields.get(name) instanceof String text ? text : null;
  }

  private void fault(String field, String detail) {
    faults.add(Problem.at(field, ProblemType.INVALID_FIELDS, detail));
  }

  private void refuseFaults() {
    if (faults.size() == 1) {
      throw new ProblemException(faults.getFirst());
    }
    if (!faults.isEmpty()) {
      throw new ProblemException(
          Problem.of(ProblemType.INVALID_FIELDS, "The request has " + faults.size() + " problems.")
              .withFaults(faults));
    }
  }

  private static String shown(String name) {
    String clean = name.replaceAll("\\p{C}", "?");
    return clean.length() > LONGEST_SHOWN_NAME
        ? clean.substring(0, LONGEST_SHOWN_NAME) + "…"
        : clean;
  }
}
