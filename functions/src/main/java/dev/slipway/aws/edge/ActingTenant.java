package dev.slipway.aws.edge;

import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads for which tenant a token acts. A token with the scope for it names the tenant of each
/// request in one header, and has no tenant of its own; any other token must not send the header.
/// Immutable.
final class ActingTenant {
  /// The header that names the tenant.
  static final String HEADER = "Slipway-Tenant";

  private final @Nullable String scope;

  /// What the header says.
  sealed interface Reading {
    /// The request says for which tenant it is, if it acts for one.
    record Accepted(HttpRequest request) implements Reading {}

    record Refused(Problem problem) implements Reading {}
  }

  /// @param scope null when no token acts for tenants
  ActingTenant(@Nullable String scope) {
    this.scope = scope;
  }

  Reading of(HttpRequest request) {
    if (request.claims().isEmpty()) {
      // A route without a token: nothing of it depends on a tenant that a caller names.
      return new Reading.Accepted(request);
    }
    Optional<String> header = request.header(HEADER);
    if (scope == null || !scopes(request).contains(scope)) {
      return header.isEmpty()
          ? new Reading.Accepted(request)
          : new Reading.Refused(
              Problem.of(
                  ProblemType.MAY_NOT_ACT_FOR_TENANTS,
                  "The request has the header "
                      + HEADER
                      + ", but its token has no scope to act for tenants. Send the request"
                      + " without the header; the token itself names your organisation."));
    }
    if (header.isEmpty()) {
      return new Reading.Refused(
          Problem.of(
              ProblemType.MALFORMED_REQUEST,
              "The token acts for tenants, and the request does not say for which. Send the header "
                  + HEADER
                  + " with the name of one tenant."));
    }
    return TenantName.isOneHeader(header.get())
        ? new Reading.Accepted(request.actingFor(header.get()))
        : new Reading.Refused(
            Problem.at(
                HEADER,
                ProblemType.INVALID_FIELDS,
                "The header must be sent once, with the name of one tenant: up to 200 printable"
                    + " ASCII characters without a comma."));
  }

  /// Returns the scopes as the gateway reads them, in `scope` or else in `scp`; a list arrives as
  /// `[a b]`.
  private static List<String> scopes(HttpRequest request) {
    var claims = request.claims();
    String text = claims.getOrDefault("scope", claims.getOrDefault("scp", "")).strip();
    if (text.startsWith("[") && text.endsWith("]")) {
      text = text.substring(1, text.length() - 1);
    }
    return List.of(text.split("[ \\t]+"));
  }
}
