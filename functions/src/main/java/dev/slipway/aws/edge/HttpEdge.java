package dev.slipway.aws.edge;

import dev.slipway.aws.logging.JsonLog;
import dev.slipway.connections.SecretsUnavailableException;
import dev.slipway.json.JsonFields;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.quotas.QuotaExceeded;
import dev.slipway.quotas.QuotaExceededException;
import dev.slipway.state.StateUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers one HTTP request in every case: problems as problem+json, anything unforeseen as a bare
/// 500 whose cause is only in the log. Thread-safe.
public final class HttpEdge {
  private static final Logger LOGGER = System.getLogger(HttpEdge.class.getName());

  /// The longest valid body, an upload completed with 1,000 parts, has a third of this size.
  private static final int MAX_BODY_BYTES = 256 << 10;

  private final String tenantClaim;
  private final ActingTenant acting;

  /// Creates an edge at which no token acts for tenants.
  ///
  /// @param tenantClaim the JWT claim that names the tenant
  public HttpEdge(String tenantClaim) {
    this(tenantClaim, null);
  }

  /// @param tenantClaim the JWT claim that names the tenant
  /// @param actingScope the scope whose tokens name a tenant in a header; null when no token may
  public HttpEdge(String tenantClaim, @Nullable String actingScope) {
    this.tenantClaim = tenantClaim;
    this.acting = new ActingTenant(actingScope);
  }

  /// Runs the route and turns its exceptions into an answer. Every line logged meanwhile names the
  /// actor, if the request has a token. The route gets a request that says for which tenant its
  /// token acts.
  ///
  /// @param requestId becomes the `instance` of a problem
  public HttpResponse answer(
      HttpRequest request, String requestId, Function<HttpRequest, HttpResponse> route) {
    return switch (acting.of(request)) {
      case ActingTenant.Reading.Accepted(HttpRequest accepted) ->
          logged(accepted, requestId, route);
      case ActingTenant.Reading.Refused(Problem problem) ->
          logged(
              request,
              requestId,
              _ -> {
                throw new ProblemException(problem);
              });
    };
  }

  private static HttpResponse logged(
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
    } catch (QuotaExceededException e) {
      response = overQuota(e.exceeded(), requestId);
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
    boolean bringsKey =
        request.routeKey().equals("POST /connections")
            || request.routeKey().equals("POST /connect-link/connection");
    if (!bringsKey && request.body().length > MAX_BODY_BYTES) {
      throw new ProblemException(
          Problem.of(
              ProblemType.REQUEST_TOO_LARGE,
              "The body is larger than 256 KiB. Send files to the addresses that POST"
                  + " /connections/{connectionId}/uploads returns."));
    }
  }

  /// Returns the tenant of the request: the one that the token acts for, or the one that its claim
  /// names.
  ///
  /// @throws ProblemException when the token names no tenant
  public String tenant(HttpRequest request) {
    String actingFor = request.actingFor();
    if (actingFor != null) {
      return actingFor;
    }
    String tenant = request.claims().getOrDefault(tenantClaim, "");
    if (!TenantName.isOneName(tenant)) {
      throw new ProblemException(
          Problem.of(
              ProblemType.UNAUTHORIZED,
              "The token does not say to which organisation you belong: the claim for it is"
                  + " missing, or is not a single name. Sign in as a user that belongs to an"
                  + " organisation, or ask the operator of Slipway which claim is expected."));
    }
    return tenant;
  }

  /// What it is, how much of it there may be, and until when: in the detail and as members.
  private static HttpResponse overQuota(QuotaExceeded exceeded, String requestId) {
    return HttpResponse.problem(
            exceeded.toProblem(),
            requestId,
            JsonFields.with("quota", exceeded.quota().slug())
                .put("limit", exceeded.limit())
                .put("used", exceeded.used())
                .put("until", exceeded.until())
                .toMap())
        .with("retry-after", String.valueOf(exceeded.retryAfter().toSeconds()));
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
