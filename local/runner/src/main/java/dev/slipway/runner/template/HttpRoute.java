package dev.slipway.runner.template;

import java.util.List;

/// A route of the HTTP API.
///
/// @param method upper case
/// @param path as in the template, for example `/releases/{releaseId}`
/// @param authorized whether a token is needed
/// @param scopes the token must have one of them; empty for any token
public record HttpRoute(String method, String path, boolean authorized, List<String> scopes) {
  public HttpRoute {
    scopes = List.copyOf(scopes);
  }

  /// Returns the `routeKey` of the payload, for example `GET /releases`.
  public String key() {
    return method + " " + path;
  }
}
