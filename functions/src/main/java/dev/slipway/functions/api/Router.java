package dev.slipway.functions.api;

import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the route of a request: 404 for an unknown path, 405 with `Allow` for a known path and
/// another method. Immutable.
record Router(List<Route> routes) {

  /// The work of a route; `id` is the first segment in braces, empty where the path has none.
  interface Action {
    HttpResponse answer(HttpRequest request, String tenant, String id);
  }

  /// One route, written as in template.yaml: `GET /connections/{connectionId}`.
  record Route(String method, List<String> template, Action action) {
    static Route of(String method, String path, Action action) {
      return new Route(method, segments(path), action);
    }

    private Optional<String> match(List<String> segments) {
      if (segments.size() != template.size()) {
        return Optional.empty();
      }
      String id = "";
      for (int i = 0; i < template.size(); i++) {
        if (template.get(i).startsWith("{")) {
          id = id.isEmpty() ? segments.get(i) : id;
        } else if (!template.get(i).equals(segments.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(id);
    }

    private static List<String> segments(String path) {
      return Stream.of(path.split("/", -1)).filter(segment -> !segment.isEmpty()).toList();
    }
  }

  Router {
    routes = List.copyOf(routes);
  }

  HttpResponse answer(HttpRequest request, String tenant) {
    var segments = request.segments();
    var here = routes.stream().filter(route -> route.match(segments).isPresent()).toList();
    if (here.isEmpty()) {
      throw new ProblemException(
          Problem.of(ProblemType.NOT_FOUND, "No such address. The API starts at /connections."));
    }
    for (Route route : here) {
      if (route.method().equals(request.method())) {
        return route.action().answer(request, tenant, route.match(segments).orElseThrow());
      }
    }
    String allowed = here.stream().map(Route::method).sorted().collect(Collectors.joining(", "));
    throw new ProblemException(
        Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This address only accepts " + allowed + "."),
        Map.of("allow", allowed));
  }
}
