package dev.slipway.runner.template;

import java.util.List;

/// The HTTP API's JWT authorizer.
///
/// @param issuer the `iss` that a token must have
/// @param audience one of these must be in `aud` (or be the `client_id` when there is no `aud`)
public record JwtAuthorizer(String issuer, List<String> audience) {
  public JwtAuthorizer {
    audience = List.copyOf(audience);
  }
}
