package dev.slipway.functions.api;

import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds the route of a request by the key that the HTTP API chose, never by the path: what the
/// gateway authorized is what is done. Immutable.
final class Router {
  private final Map<String, Route> routes;

  /// The work of a route; `id` is the first parameter of its path, empty where the path has none.
  interface Action {
    HttpResponse answer(HttpRequest request, String tenant, String id);
  }

  /// One route, written as in template.yaml: `GET /connections/{connectionId}`.
  ///
  /// @param parameter the name of the first parameter of its path; empty without one
  record Route(String key, String parameter, Action action) {
    static Route of(String method, String path, Action action) {
      int begin = path.indexOf('{');
      String parameter = begin < 0 ? "" : path.substring(begin + 1, path.indexOf('}'));
      return new Route(method + " " + path, parameter, action);
    }
  }

  Router(List<Route> routes) {
    this.routes = routes.stream().collect(Collectors.toMap(Route::key, Function.identity()));
  }

  HttpResponse answer(HttpRequest request, String tenant) {
    var route = routes.get(request.routeKey());
    if (route == null) {
      throw new ProblemException(
          Problem.of(ProblemType.NOT_FOUND, "No such address. The API starts at /connections."));
    }
    String id = route.parameter().isEmpty() ? "" : request.pathParameter(route.parameter());
    return route.action().answer(request, tenant, id);
  }
}
