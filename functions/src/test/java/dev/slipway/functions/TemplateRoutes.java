package dev.slipway.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The routes of template.yaml, so that a test's request has the key that the HTTP API would give
/// it.
final class TemplateRoutes {
  private static final Pattern ROUTE =
      Pattern.compile(
          "Type: HttpApi\\s+Properties:[^}]*?Method: (\\w+),?\\s+Path: \"?(/[^\",\\s]+)");
  private static final List<MatchResult> ROUTES = read();

  private TemplateRoutes() {}

  /// A route and what varies in it.
  record Route(String key, Map<String, String> parameters) {}

  /// Returns the route of a request; `$default` when the gateway would not pass it on.
  static Route find(String method, String path) {
    return ROUTES.stream()
        .filter(route -> route.group(1).equals(method))
        .flatMap(route -> match(route, path).stream())
        .min((left, right) -> left.parameters().size() - right.parameters().size())
        .orElse(new Route("$default", Map.of()));
  }

  private static Optional<Route> match(MatchResult route, String path) {
    String[] template = route.group(2).split("/", -1);
    String[] segments = path.split("/", -1);
    if (template.length != segments.length) {
      return Optional.empty();
    }
    var parameters = new LinkedHashMap<String, String>();
    for (int i = 0; i < template.length; i++) {
      if (template[i].startsWith("{") && !segments[i].isEmpty()) {
        parameters.put(template[i].substring(1, template[i].length() - 1), segments[i]);
      } else if (!template[i].equals(segments[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(new Route(route.group(1) + " " + route.group(2), parameters));
  }

  private static List<MatchResult> read() {
    try {
      return ROUTE.matcher(Files.readString(Path.of("../template.yaml"))).results().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
