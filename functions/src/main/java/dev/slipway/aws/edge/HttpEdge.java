package dev.slipway.aws.edge;

import dev.slipway.connections.SecretsUnavailableException;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.state.StateUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.function.Function;

/// Answers one HTTP request whatever happens: problems as problem+json, everything unforeseen as a
/// bare 500 whose cause stands in the log alone. Thread-safe.
public final class HttpEdge {
  private static final Logger LOGGER = System.getLogger(HttpEdge.class.getName());

  private static final int MAX_TENANT_LENGTH = 200;

  /// The longest sound body, an upload completed with 1,000 parts, has a third of this.
  private static final int MAX_BODY_BYTES = 256 << 10;

  private final String tenantClaim;

  /// @param tenantClaim the JWT claim that names the tenant
  public HttpEdge(String tenantClaim) {
    this.tenantClaim = tenantClaim;
  }

  /// Runs the route and turns what it throws into an answer.
  ///
  /// @param requestId becomes the `instance` of a problem
  public HttpResponse answer(
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
    if (request.body().length > MAX_BODY_BYTES) {
      throw new ProblemException(
          Problem.of(
              ProblemType.REQUEST_TOO_LARGE,
              "The body is larger than 256 KiB. Files go to the address that POST"
                  + " /connections/{connectionId}/uploads answers."));
    }
  }

  /// Whose request this is.
  ///
  /// @throws ProblemException when the token names no tenant
  public String tenant(HttpRequest request) {
    String tenant = request.claims().getOrDefault(tenantClaim, "");
    if (!isOneName(tenant)) {
      throw new ProblemException(
          Problem.of(
              ProblemType.UNAUTHORIZED,
              "The token does not say whose connections these are: its claim for that is missing,"
                  + " or is not one name."
                  + " Sign in with a user that belongs to an organisation, or ask whoever runs"
                  + " Slipway which claim it expects."));
    }
    return tenant;
  }

  /// The HTTP API hands a list over as `[a b]` and an object as `map[a:b]`: neither is one tenant.
  /// Control characters and halves of surrogate pairs would make different names one key.
  private static boolean isOneName(String tenant) {
    boolean several = tenant.endsWith("]") && (tenant.startsWith("[") || tenant.startsWith("map["));
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
            "Try again in a moment. If it stays so, give the request id to whoever runs Slipway."),
        requestId);
  }
}
