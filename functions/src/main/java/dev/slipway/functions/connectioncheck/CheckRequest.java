package dev.slipway.functions.connectioncheck;

import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonShapeException;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The body of `POST /connections/{connectionId}/check`: empty, or `{"bundleId":
/// "com.example.app"}` to ask whether the key sees that app.
final class CheckRequest {
  private static final int MAX_SIZE_BYTES = 4096;

  // Apple: letters, digits, hyphen and period (apple-doc: CFBundleIdentifier).
  private static final Pattern BUNDLE_ID = Pattern.compile("[A-Za-z0-9.-]{1,155}");

  private CheckRequest() {}

  /// Reads the app that is asked for.
  ///
  /// @throws ProblemException when the body is present and malformed
  static Optional<String> wantedBundleId(HttpRequest request) {
    byte[] body = request.body();
    if (body.length == 0) {
      return Optional.empty();
    }
    if (body.length > MAX_SIZE_BYTES) {
      throw new ProblemException(
          Problem.of(
              ProblemType.REQUEST_TOO_LARGE,
              "The body is larger than 4 KiB. Send {\"bundleId\": …} or nothing."));
    }
    JsonObject json;
    try {
      json = Json.parse(body);
    } catch (JsonShapeException e) {
      throw new ProblemException(
          Problem.of(
              ProblemType.MALFORMED_REQUEST,
              "The body must be empty or one JSON object: {\"bundleId\": \"com.example.app\"}."));
    }
    var faults = new ArrayList<Problem>();
    for (String name : new TreeSet<>(json.names())) {
      if (!name.equals("bundleId")) {
        faults.add(
            Problem.at(shown(name), ProblemType.INVALID_FIELDS, "Unknown field. Remove it."));
      }
    }
    Object value = json.asMap().get("bundleId");
    if (value != null && !(value instanceof String text && BUNDLE_ID.matcher(text).matches())) {
      faults.add(
          Problem.at(
              "bundleId",
              ProblemType.INVALID_FIELDS,
              "A bundle ID consists of letters, digits, hyphens and periods, such as"
                  + " com.example.app."));
    }
    refuse(faults);
    return value == null ? Optional.empty() : Optional.of((String) value);
  }

  private static void refuse(List<Problem> faults) {
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
    return clean.length() > 60 ? clean.substring(0, 60) + "…" : clean;
  }
}
