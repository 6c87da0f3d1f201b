package dev.slipway.runner.httpapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the route of a request. A literal segment takes precedence over a parameter (API Gateway
/// Developer Guide, "Create routes for HTTP APIs": the most specific match). Immutable.
final class RouteTable {
  private final List<RoutedFunction> routes;

  /// A route that matches.
  ///
  /// @param parameters values of the path's parameters, decoded
  record Match(RoutedFunction routed, Map<String, String> parameters) {}

  RouteTable(List<RoutedFunction> routes) {
    this.routes =
        routes.stream()
            .sorted((left, right) -> Long.compare(parameterCount(left), parameterCount(right)))
            .toList();
  }

  /// @param rawPath as requested, still encoded
  Optional<Match> find(String method, String rawPath) {
    String[] requested = segments(rawPath);
    for (RoutedFunction routed : routes) {
      if (routed.route().method().equals(method)) {
        var parameters = new LinkedHashMap<String, String>();
        if (fits(segments(routed.route().path()), requested, parameters)) {
          return Optional.of(new Match(routed, parameters));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean fits(
      String[] pattern, String[] requested, Map<String, String> parameters) {
    if (pattern.length != requested.length) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      String segment = URLDecoder.decode(requested[i].replace("+", "%2B"), StandardCharsets.UTF_8);
      if (isParameter(pattern[i])) {
        if (segment.isEmpty()) {
          return false;
        }
        parameters.put(pattern[i].substring(1, pattern[i].length() - 1), segment);
      } else if (!pattern[i].equals(segment)) {
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
