package dev.slipway.aws.edge;

import dev.slipway.aws.logging.JsonLog;
import dev.slipway.connections.SecretsUnavailableException;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.state.StateUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Answers one HTTP request in every case: problems as problem+json, anything unforeseen as a bare
/// 500 whose cause is only in the log. Thread-safe.
public final class HttpEdge {
  private static final Logger LOGGER = System.getLogger(HttpEdge.class.getName());

  private static final int MAX_TENANT_LENGTH = 200;

  /// The longest valid body, an upload completed with 1,000 parts, has a third of this size.
  private static final int MAX_BODY_BYTES = 256 << 10;

  /// `<nil>` is how Go, whose forms the HTTP API uses for lists and objects, prints a missing
  /// value.
  private static final Pattern NO_NAME =
      Pattern.compile(
          "null|undefined|<nil>|true|false|nan|[+-]?[0-9]*\\.[0-9]+(e[+-]?[0-9]+)?|[+-]?[0-9]+e[+-]?[0-9]+",
          Pattern.CASE_INSENSITIVE);

  private final String tenantClaim;

  /// @param tenantClaim the JWT claim that names the tenant
  public HttpEdge(String tenantClaim) {
    this.tenantClaim = tenantClaim;
  }

  /// Runs the route and turns its exceptions into an answer. Every line logged meanwhile names the
  /// actor, if the request has a token.
  ///
  /// @param requestId becomes the `instance` of a problem
  public HttpResponse answer(
      HttpRequest request, String requestId, Function<HttpRequest, HttpResponse> route) {
    Map<String, String> fields =
        request.claims().isEmpty() ? Map.of() : Map.of("actor", request.actor().text());
    try (var _ = JsonLog.during(fields)) {
      return answered(request, requestId, route);
    }
  }

  private static HttpResponse answered(
      HttpRequest request, String requestId, Function<HttpRequest, HttpResponse> route) {
    HttpResponse response;
    try {
      requireSmallBody(request);
      response = route.apply(request);
    } catch (ProblemException e) {
      response = e.answer(requestId);
    } catch (StateUnavailableException | SecretsUnavailableException e) {
      LOGGER.log(Level.ERROR, "A request failed for AWS", e);
      response = internal(requestId).with("retry-after", "5");
    } catch (RuntimeException e) {
      LOGGER.log(Level.ERROR, "A request failed", e);
      response = internal(requestId);
    }
    LOGGER.log(
        Level.INFO,
        "Request answered",
        Map.of("method", request.method(), "path", request.path(), "status", response.status()));
    return response;
  }

  private static void requireSmallBody(HttpRequest request) {
    // The body with a key has a smaller bound, and a problem that is about keys.
    boolean bringsKey = request.routeKey().equals("POST /connections");
    if (!bringsKey && request.body().length > MAX_BODY_BYTES) {
      throw new ProblemException(
          Problem.of(
              ProblemType.REQUEST_TOO_LARGE,
              "The body is larger than 256 KiB. Send files to the addresses that POST"
                  + " /connections/{connectionId}/uploads returns."));
    }
  }

  /// Returns the tenant of the request.
  ///
  /// @throws ProblemException when the token names no tenant
  public String tenant(HttpRequest request) {
    String tenant = request.claims().getOrDefault(tenantClaim, "");
    if (!isOneName(tenant)) {
      throw new ProblemException(
          Problem.of(
              ProblemType.UNAUTHORIZED,
              "The token does not say to which organisation you belong: the claim for it is"
                  + " missing, or is not a single name. Sign in as a user that belongs to an"
                  + " organisation, or ask the operator of Slipway which claim is expected."));
    }
    return tenant;
  }

  /// Returns whether the text is one name. The HTTP API passes claims of any type as text, a list
  /// as `[a b]` and an object as `map[a:b]`: neither is one tenant, nor is what a claim without a
  /// value or of another type becomes, by the gateway or by the issuer's own template. An integer
  /// passes: as text it cannot be distinguished from the ID of an organisation. Control characters
  /// and halves of surrogate pairs would give different names the same key.
  private static boolean isOneName(String tenant) {
    boolean several = tenant.endsWith("]") && (tenant.startsWith("[") || tenant.startsWith("map["));
    if (NO_NAME.matcher(tenant.strip()).matches()) {
      return false;
    }
    return !tenant.isBlank()
        && tenant.length() <= MAX_TENANT_LENGTH
        && !several
        && tenant
            .codePoints()
            .noneMatch(
                point ->
                    Character.isISOControl(point)
                        || Character.getType(point) == Character.SURROGATE);
  }

  private static HttpResponse internal(String requestId) {
    return HttpResponse.problem(
        Problem.of(
            ProblemType.INTERNAL,
            "Try again in a moment. If the error persists, give the request ID to the operator of"
                + " Slipway."),
        requestId);
  }
}
