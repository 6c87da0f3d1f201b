package dev.slipway.localaws.http;

import dev.slipway.wire.Answer;
import dev.slipway.wire.Origins;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Refuses requests that a foreign web page could send: a foreign Host (DNS rebinding) or a foreign
/// Origin.
public final class LocalCallersOnly {
  private static final Pattern BUCKET_HOST =
      Pattern.compile(".+\\.(localhost|127\\.0\\.0\\.1|s3[.-].*)(:\\d{1,5})?");

  private final Set<String> allowedOrigins;

  /// Allows web pages of these origins.
  public LocalCallersOnly(Set<String> allowedOrigins) {
    this.allowedOrigins = allowedOrigins;
  }

  /// Returns why the request is refused, if it is.
  public Optional<String> refusal(Request request) {
    String host = request.header("Host").orElse("").toLowerCase(Locale.ROOT);
    if (!Origins.isLocalHost(host)) {
      return Optional.of(
          BUCKET_HOST.matcher(host).matches()
              ? "The bucket is in the host name '" + host + "': use path-style addressing"
              : "The Host must be localhost, 127.0.0.1 or [::1], not '" + host + "'");
    }
    return request
        .header("Origin")
        .filter(origin -> !allowedOrigins.contains(origin))
        .map(origin -> "The origin '" + origin + "' is not allowed to call this port");
  }

  /// Returns the headers that let a browser show the answer to an allowed page; empty without an
  /// Origin.
  public Map<String, String> corsHeaders(Request request) {
    return request
        .header("Origin")
        .map(
            origin ->
                Map.of(
                    "Access-Control-Allow-Origin",
                    origin,
                    "Vary",
                    "Origin",
                    "Access-Control-Expose-Headers",
                    "ETag, x-amz-version-id, x-amz-request-id, Content-Range, Content-Length"))
        .orElse(Map.of());
  }

  /// Returns whether this is a preflight of a cross-origin request.
  public boolean isPreflight(Request request) {
    return request.method().equals("OPTIONS")
        && request.header("Origin").isPresent()
        && request.header("Access-Control-Request-Method").isPresent();
  }

  /// Returns the answer to a preflight of an allowed origin.
  public Answer preflight(Request request) {
    Answer answer =
        Answer.of(200)
            .with(corsHeaders(request))
            .with("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST, DELETE")
            .with("Access-Control-Max-Age", "300");
    return request
        .header("Access-Control-Request-Headers")
        .map(names -> answer.with("Access-Control-Allow-Headers", names))
        .orElse(answer);
  }
}
