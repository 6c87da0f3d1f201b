package dev.slipway.runner.template;

/// A route of the HTTP API.
///
/// @param method upper case
/// @param path as in the template, for example `/releases/{releaseId}`
/// @param authorized whether a token is needed
public record HttpRoute(String method, String path, boolean authorized) {
  /// As `routeKey` in the payload, for example `GET /releases`.
  public String key() {
    return method + " " + path;
  }
}
