package dev.slipway.functions.connectioncheck;

import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.JsonBody;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The body of `POST /connections/{connectionId}/check`: empty, or `{"bundleId":
/// "com.example.app"}` to ask whether the key sees that app.
final class CheckRequest {
  private static final int MAX_SIZE_BYTES = 4096;
  private static final String BUNDLE_ID_FIELD = "bundleId";

  // Apple: letters, digits, hyphen and period (apple-doc: CFBundleIdentifier).
  private static final Pattern BUNDLE_ID = Pattern.compile("[A-Za-z0-9.-]{1,155}");

  private CheckRequest() {}

  /// Reads the app that is asked for.
  ///
  /// @throws ProblemException when the body is present and malformed
  static Optional<String> wantedBundleId(HttpRequest request) {
    byte[] body = request.body();
    if (body.length > MAX_SIZE_BYTES) {
      throw new ProblemException(
          Problem.of(
              ProblemType.REQUEST_TOO_LARGE,
              "The body is larger than 4 KiB. Send {\"bundleId\": …} or nothing."));
    }
    var json = JsonBody.readOptional(request, BUNDLE_ID_FIELD).allow(Set.of(BUNDLE_ID_FIELD));
    var wanted =
        json.optionalText(
            BUNDLE_ID_FIELD,
            BUNDLE_ID.asMatchPredicate(),
            "A bundle ID consists of letters, digits, hyphens and periods, such as"
                + " com.example.app.");
    json.refuseFaults();
    return wanted;
  }
}
