package dev.slipway.functions.api;

import dev.slipway.audit.AuditAct;
import dev.slipway.audit.AuditEntry;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.connections.Connect;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.Disconnect;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.MistakenConnections;
import dev.slipway.connections.intake.ConnectRequest;
import dev.slipway.connections.verdict.SeenApp;
import dev.slipway.functions.api.Router.Route;
import dev.slipway.json.JsonFields;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The routes of connections. Thread-safe.
final class ConnectionRoutes {
  /// The number of apps by which a list names a team: Apple gives no team name.
  private static final int NAMED_APPS = 3;

  private final ConnectionStore connections;
  private final Connect connect;
  private final Disconnect disconnect;
  private final MistakenConnections mistaken;
  private final RequestAudit audit;
  private final InstantSource clock;

  ConnectionRoutes(
      ConnectionStore connections,
      Connect connect,
      Disconnect disconnect,
      MistakenConnections mistaken,
      RequestAudit audit,
      InstantSource clock) {
    this.connections = connections;
    this.connect = connect;
    this.disconnect = disconnect;
    this.mistaken = mistaken;
    this.audit = audit;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/connections", (request, tenant, _) -> connect(request, tenant)),
        Route.of("GET", "/connections", (request, tenant, _) -> list(request, tenant)),
        Route.of(
            "GET",
            "/connections/{connectionId}",
            (_, tenant, id) -> HttpResponse.json(200, read(tenant, id).toApi())),
        Route.of(
            "DELETE",
            "/connections/{connectionId}",
            (request, tenant, id) -> delete(request, tenant, id)),
        Route.of(
            "GET",
            "/connections/{connectionId}/apps",
            (request, tenant, id) -> apps(request, tenant, id)));
  }

  private HttpResponse connect(HttpRequest request, String tenant) {
    var accepted = accepted(request);
    AppleKey key = accepted.key();
    int removed = removeFailed(accepted, tenant, request);
    var outcome = named(connect.connect(tenant, key, request.actor()), accepted.label(), request);
    removed +=
        mistaken.remove(
            outcome.connection(),
            key,
            request.actor(),
            gone -> auditRemoval(request, key, tenant, gone));
    audit.write(tenant, act(request, outcome, accepted));
    String note = fileNote(key) + removalNote(removed);
    return switch (outcome) {
      case Connect.Outcome.Created(Connection created) ->
          answer(201, created, "Connected. Slipway is checking the key with Apple." + note);
      case Connect.Outcome.Known(Connection known) ->
          answer(
              200,
              known,
              "This key is already connected; it is used for all apps of the team." + note);
      case Connect.Outcome.Replacing(Connection replacing, var displaced) ->
          answer(
              200,
              replacing,
              "This team is already connected with another key. Slipway replaces it if a check"
                  + " finds that the new key can do at least as much; until then the current key"
                  + " stays in use."
                  + displacedNote(displaced)
                  + note);
      case Connect.Outcome.Restored(Connection restored) ->
          answer(200, restored, "Connected again. Slipway is checking the key with Apple." + note);
    };
  }

  /// Removes the connection of the failed attempt that this one corrects, unless Apple accepted its
  /// key, or it is the same connection. A repeated request finishes what an earlier one began.
  ///
  /// @return how many were removed
  private int removeFailed(
      ConnectRequest.Reading.Accepted accepted, String tenant, HttpRequest request) {
    ConnectionId failed = accepted.insteadOf();
    if (failed == null || failed.equals(accepted.key().connectionOf(tenant))) {
      return 0;
    }
    var found = connections.read(tenant, failed);
    if (found.isEmpty()) {
      throw new ProblemException(
          Problem.at(
              "insteadOf",
              ProblemType.INVALID_FIELDS,
              "No such connection. GET /connections lists yours; leave the field out if the attempt"
                  + " is gone."));
    }
    if (found.get().isVerified() || !disconnect.disconnectFailed(tenant, failed, request.actor())) {
      return 0;
    }
    auditRemoval(request, accepted.key(), tenant, failed);
    return found.get().isUnverified() ? 1 : 0;
  }

  /// Writes that a failed attempt was disconnected, for which nobody called the route that does it.
  private void auditRemoval(
      HttpRequest request, AppleKey corrected, String tenant, ConnectionId removed) {
    audit.write(
        tenant,
        audit
            .entry(request, AuditAct.DISCONNECT)
            .withConnection(removed.value())
            .withDetail("Failed attempt, corrected by " + corrected.connectionOf(tenant)));
  }

  /// Returns the result with the name that the request gives the team.
  private Connect.Outcome named(
      Connect.Outcome outcome, @Nullable String label, HttpRequest request) {
    if (label == null) {
      return outcome;
    }
    var connection =
        connections
            .update(
                outcome.connection().id(),
                found -> found.withName(label, request.actor(), clock.instant()))
            .orElse(outcome.connection());
    return switch (outcome) {
      case Connect.Outcome.Created _ -> new Connect.Outcome.Created(connection);
      case Connect.Outcome.Known _ -> new Connect.Outcome.Known(connection);
      case Connect.Outcome.Replacing(_, var displaced) ->
          new Connect.Outcome.Replacing(connection, displaced);
      case Connect.Outcome.Restored _ -> new Connect.Outcome.Restored(connection);
    };
  }

  private AuditEntry act(
      HttpRequest request, Connect.Outcome outcome, ConnectRequest.Reading.Accepted accepted) {
    var act =
        switch (outcome) {
          case Connect.Outcome.Created _, Connect.Outcome.Known _, Connect.Outcome.Restored _ ->
              AuditAct.CONNECT;
          case Connect.Outcome.Replacing _ -> AuditAct.REPLACE_KEY;
        };
    return audit
        .entry(request, act)
        .withConnection(outcome.connection().id().value())
        .withDetail(
            "Key ID "
                + accepted.key().keyId()
                + (accepted.label() == null ? "" : ", name " + accepted.label()));
  }

  private static String fileNote(AppleKey key) {
    return key.fileOfOtherService()
        ? " The name of the file is one of keys for another Apple service, such as In-App Purchase"
            + " or push notifications. Apple rejects such a key here."
        : "";
  }

  private static String displacedNote(@Nullable String keyId) {
    return keyId == null
        ? ""
        : " Replacement key "
            + keyId
            + ", which waited for its check, is not used any more; connect it again if you want"
            + " that one.";
  }

  private static String removalNote(int removed) {
    return removed == 0
        ? ""
        : " Slipway removed the connection of the earlier attempt, because Apple never accepted its"
            + " key.";
  }

  /// Reads the key in the request.
  ///
  /// @throws ProblemException with every fault of the request, field by field
  private static ConnectRequest.Reading.Accepted accepted(HttpRequest request) {
    var reading = ConnectRequest.read(request.header("content-type").orElse(""), request.body());
    return switch (reading) {
      case ConnectRequest.Reading.Accepted accepted -> accepted;
      case ConnectRequest.Reading.Refused refused ->
          throw new ProblemException(refused.toProblem());
    };
  }

  private static HttpResponse answer(int status, Connection connection, String message) {
    var body = new LinkedHashMap<String, @Nullable Object>(connection.toApi());
    body.put("known", status == 200);
    body.put("message", message);
    return HttpResponse.json(status, body).with("location", "/connections/" + connection.id());
  }

  private HttpResponse list(HttpRequest request, String tenant) {
    var query = new PageParameters(request, Set.of("limit", "next"));
    int limit = query.limit();
    String next = query.next("[a-z2-7]{26}");
    query.refuseFaults();
    var page = connections.list(tenant, next, limit);
    return HttpResponse.json(
        200,
        JsonFields.with(
                "connections",
                page.connections().stream().map(one -> summary(one, page.connections())).toList())
            .putIfNotNull("next", page.next())
            .toMap());
  }

  private HttpResponse delete(HttpRequest request, String tenant, String id) {
    if (!disconnect.disconnect(tenant, parse(id), request.actor())) {
      throw notFound();
    }
    audit.write(tenant, audit.entry(request, AuditAct.DISCONNECT).withConnection(id));
    return HttpResponse.noContent();
  }

  /// Lists the apps of the last check, page by page in the order of that check.
  private HttpResponse apps(HttpRequest request, String tenant, String id) {
    var query = new PageParameters(request, Set.of("limit", "next"));
    int limit = query.limit();
    String next = query.next("[0-9]{1,4}");
    query.refuseFaults();
    var connection = read(tenant, id);
    var verdict = connection.verdict();
    List<SeenApp> apps = verdict == null ? List.of() : verdict.apps();
    int from = Math.min(next == null ? 0 : Integer.parseInt(next), apps.size());
    int to = Math.min(from + limit, apps.size());
    return HttpResponse.json(
        200,
        JsonFields.with("connectionId", connection.id())
            .put("state", connection.state())
            .put("apps", apps.subList(from, to).stream().map(SeenApp::toJson).toList())
            .put("total", apps.size())
            .put("allApps", verdict == null || verdict.allApps())
            .putIfNotNull("next", to < apps.size() ? String.valueOf(to) : null)
            .putIfNotNull("checkedAt", verdict == null ? null : verdict.checkedAt())
            .toMap());
  }

  private Connection read(String tenant, String id) {
    return connections.read(tenant, parse(id)).orElseThrow(ConnectionRoutes::notFound);
  }

  /// Returns the connection without apps and history, which only the route of one connection shows.
  ///
  /// @param page the connections of the same answer
  private static Map<String, @Nullable Object> summary(
      Connection connection, List<Connection> page) {
    var fields = new LinkedHashMap<String, @Nullable Object>(connection.toApi());
    fields.remove("history");
    fields.putAll(SimilarTeams.fields(connection, page));
    var verdict = connection.verdict();
    if (verdict != null) {
      var brief = new LinkedHashMap<String, @Nullable Object>(verdict.toJson());
      brief.remove("apps");
      brief.put("appCount", verdict.apps().size());
      brief.put("appNames", verdict.apps().stream().limit(NAMED_APPS).map(SeenApp::name).toList());
      fields.put("verdict", brief);
    }
    return fields;
  }

  private static ConnectionId parse(String id) {
    return ConnectionId.parse(id).orElseThrow(ConnectionRoutes::notFound);
  }

  private static ProblemException notFound() {
    return new ProblemException(
        Problem.of(ProblemType.NOT_FOUND, "No such connection. GET /connections lists yours."));
  }
}
