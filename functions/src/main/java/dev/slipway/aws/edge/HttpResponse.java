package dev.slipway.aws.edge;

import dev.slipway.aws.Version;
import dev.slipway.json.Json;
import dev.slipway.json.JsonFields;
import dev.slipway.problems.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One answer, in the HTTP API's payload format 2.0. Every answer forbids caching and content type
/// sniffing, has browsers use https for a year, and names the version of Slipway. Immutable.
///
/// @param body null for an answer without a body
public record HttpResponse(int status, Map<String, String> headers, @Nullable String body) {
  public HttpResponse {
    headers = Map.copyOf(headers);
  }

  public static HttpResponse json(int status, Map<String, ?> body) {
    return new HttpResponse(
        status, Map.of("content-type", "application/json"), Json.writeText(body));
  }

  public static HttpResponse noContent() {
    return new HttpResponse(204, Map.of(), null);
  }

  /// Returns a problem in the form of RFC 9457.
  ///
  /// @param requestId becomes `instance`: the ID in the log lines of this request
  public static HttpResponse problem(Problem problem, String requestId) {
    return problem(problem, requestId, Map.of());
  }

  /// Returns a problem with extension members of its type.
  static HttpResponse problem(
      Problem problem, String requestId, Map<String, ? extends @Nullable Object> members) {
    var body = new LinkedHashMap<String, @Nullable Object>(problem.toJson());
    body.putAll(members);
    body.put("instance", requestId);
    return new HttpResponse(
        problem.type().status(),
        Map.of("content-type", "application/problem+json"),
        Json.writeText(body));
  }

  /// Returns the answer with this header added.
  public HttpResponse with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpResponse(status, more, body);
  }

  /// Writes what Lambda returns to the HTTP API.
  public void writeTo(OutputStream out) throws IOException {
    var all = new LinkedHashMap<>(headers);
    all.put("cache-control", "no-store");
    all.put("x-content-type-options", "nosniff");
    // Without subdomains: what else the operator has at its domain is not ours to decide.
    all.put("strict-transport-security", "max-age=31536000");
    all.put(Version.HEADER, Version.running());
    var answer =
        JsonFields.with("statusCode", status).put("headers", all).put("isBase64Encoded", false);
    if (body != null) {
      answer.put("body", body);
    }
    out.write(Json.write(answer.toMap()));
  }
}
