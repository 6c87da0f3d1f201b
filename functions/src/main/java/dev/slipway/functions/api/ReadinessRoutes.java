package dev.slipway.functions.api;

import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.functions.api.Router.Route;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.quotas.Quota;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.quotas.QuotaExceededException;
import dev.slipway.releases.readiness.AskedApp;
import dev.slipway.releases.readiness.ReadinessStore;
import java.util.List;
import java.util.Set;

/// Takes questions about what App Review would miss of an app, and shows the last answer.
/// connection-check reads Apple for them. Thread-safe.
final class ReadinessRoutes {
  private static final String PATH = "/connections/{connectionId}/apps/{appId}/readiness";
  private static final String PLATFORM = "platform";

  private final ConnectionStore connections;
  private final ReadinessStore store;
  private final QuotaCounts quotas;

  ReadinessRoutes(ConnectionStore connections, ReadinessStore store, QuotaCounts quotas) {
    this.connections = connections;
    this.store = store;
    this.quotas = quotas;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", PATH, (request, tenant, id) -> read(request, connection(tenant, id))),
        Route.of("POST", PATH, (request, tenant, id) -> ask(request, connection(tenant, id))));
  }

  private HttpResponse read(HttpRequest request, Connection connection) {
    var app = app(request, connection);
    return store
        .read(app)
        .map(readiness -> HttpResponse.json(200, readiness.toApi(app)))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        ProblemType.NOT_FOUND,
                        "Slipway has not looked at this app yet. POST "
                            + address(app)
                            + " requests an answer.")));
  }

  private HttpResponse ask(HttpRequest request, Connection connection) {
    if (connection.state() == ConnectionState.DISCONNECTED) {
      throw new ProblemException(
          Problem.of(
              ProblemType.CONNECTION_DISCONNECTED,
              "This connection was disconnected. Connect the team again with its .p8 file."));
    }
    var app = app(request, connection);
    if (!store.joins(app)) {
      quotas
          .use(connection.tenant(), Quota.READINESS_ASKS_A_DAY, 1)
          .ifPresent(
              exceeded -> {
                throw new QuotaExceededException(exceeded);
              });
    }
    return HttpResponse.json(202, store.ask(app, request.actor()).toApi(app))
        .with("location", address(app));
  }

  private static String address(AskedApp app) {
    return PATH.replace("{connectionId}", app.connection().value()).replace("{appId}", app.appId())
        + "?"
        + PLATFORM
        + "="
        + app.platform();
  }

  private static AskedApp app(HttpRequest request, Connection connection) {
    var query = new PageParameters(request, Set.of(PLATFORM));
    var platform =
        query.required(PLATFORM, AskedApp::platform, "Must be IOS, MAC_OS, TV_OS or VISION_OS.");
    query.refuseFaults();
    String appId = request.pathParameter("appId");
    if (!AskedApp.isAppId(appId) || platform.isEmpty()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.NOT_FOUND,
              "No such app. GET /connections/{connectionId}/apps lists those that the key sees."));
    }
    return new AskedApp(connection.id(), appId, platform.get());
  }

  private Connection connection(String tenant, String id) {
    return ConnectionId.parse(id)
        .flatMap(parsed -> connections.read(tenant, parsed))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        ProblemType.NOT_FOUND,
                        "No such connection. GET /connections lists yours.")));
  }
}
