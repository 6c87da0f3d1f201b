package dev.slipway.runner.httpapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the route of a request. A literal segment takes precedence over a parameter (API Gateway
/// Developer Guide, "Create routes for HTTP APIs": the most specific match). Immutable.
///
/// An HTTP API decodes the path before it looks for the route: the same page says that URL-encoded
/// parameters are decoded before the integration gets them, and live gateways were seen to take
/// `/a%2Fb/thing` as three segments (aws/aws-lambda-dotnet pull request 1901, which calls `%2f`
/// impossible in a parameter) and to end the path at a decoded `?` (middleapi/standard-server pull
/// request 93). A `+` stays as it is. Whether a parameter is decoded a second time is reported both
/// ways and not modelled: no parameter of ours contains a `%`.
final class RouteTable {
  private final List<RoutedFunction> routes;

  /// A route that matches.
  ///
  /// @param path as the gateway passes it on, decoded
  /// @param parameters values of the path's parameters, decoded
  record Match(RoutedFunction routed, String path, Map<String, String> parameters) {}

  RouteTable(List<RoutedFunction> routes) {
    this.routes =
        routes.stream()
            .sorted((left, right) -> Long.compare(parameterCount(left), parameterCount(right)))
            .toList();
  }

  /// @param rawPath as requested, still encoded
  Optional<Match> find(String method, String rawPath) {
    String path = decoded(rawPath);
    String[] requested = segments(path);
    for (RoutedFunction routed : routes) {
      if (routed.route().method().equals(method)) {
        var parameters = new LinkedHashMap<String, String>();
        if (fits(segments(routed.route().path()), requested, parameters)) {
          return Optional.of(new Match(routed, path, parameters));
        }
      }
    }
    return Optional.empty();
  }

  static String decoded(String rawPath) {
    String path = URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  private static boolean fits(
      String[] pattern, String[] requested, Map<String, String> parameters) {
    if (pattern.length != requested.length) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      if (isParameter(pattern[i])) {
        if (requested[i].isEmpty()) {
          return false;
        }
        parameters.put(pattern[i].substring(1, pattern[i].length() - 1), requested[i]);
      } else if (!pattern[i].equals(requested[i])) {
        return false;
      }
    }
    return true;
  }

  private static long parameterCount(RoutedFunction routed) {
    return List.of(segments(routed.route().path())).stream()
        .filter(RouteTable::isParameter)
        .count();
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static String[] segments(String path) {
    return path.split("/", -1);
  }
}
