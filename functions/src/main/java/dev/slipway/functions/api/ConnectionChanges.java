package dev.slipway.functions.api;

import dev.slipway.audit.AuditAct;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.JsonBody;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.connections.Approval;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.intake.TeamLabel;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.functions.api.Router.Route;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The route by which people change a connection: its name, and whether it asks for approval.
/// Thread-safe.
final class ConnectionChanges {
  private static final String LABEL = "label";
  private static final String APPROVAL = "approval";

  private final ConnectionStore connections;
  private final TokenScopes scopes;
  private final RequestAudit audit;
  private final InstantSource clock;

  ConnectionChanges(
      ConnectionStore connections, TokenScopes scopes, RequestAudit audit, InstantSource clock) {
    this.connections = connections;
    this.scopes = scopes;
    this.audit = audit;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(Route.of("PATCH", "/connections/{connectionId}", this::change));
  }

  /// What the request changes.
  ///
  /// @param label the new name, empty to remove it; null to leave it
  /// @param approval null to leave it
  private record Wanted(@Nullable String label, @Nullable Approval approval) {
    String words() {
      var words = new ArrayList<String>();
      if (label != null) {
        words.add(label.isEmpty() ? "name removed" : "name " + label);
      }
      if (approval != null) {
        words.add("approval " + approval);
      }
      return String.join(", ", words);
    }
  }

  /// Changes what the body names. A release that waits for approval already stays so.
  private HttpResponse change(HttpRequest request, String tenant, String id) {
    var body = JsonBody.read(request, LABEL, APPROVAL).allow(Set.of(LABEL, APPROVAL));
    if (body.has(LABEL)) {
      scopes.requireConnect(request);
    }
    if (body.has(APPROVAL)) {
      scopes.requireApprove(request);
    }
    var connection = connection(tenant, id);
    var wanted = wanted(body);
    if (connection.state() == ConnectionState.DISCONNECTED) {
      throw new ProblemException(
          Problem.of(
              ProblemType.NOT_POSSIBLE_NOW,
              "This connection is disconnected. Connect the team again first."));
    }
    var changed =
        connections
            .update(connection.id(), found -> changed(found, wanted, request))
            .orElseThrow(ConnectionChanges::noConnection);
    audit.write(
        tenant,
        audit
            .entry(request, AuditAct.CHANGE_CONNECTION)
            .withConnection(id)
            .withDetail(wanted.words()));
    var answer = new LinkedHashMap<String, @Nullable Object>(changed.toApi());
    if (wanted.label() != null) {
      answer.putAll(SimilarTeams.sameName(changed, connections));
    }
    return HttpResponse.json(200, answer);
  }

  private Connection changed(Connection found, Wanted wanted, HttpRequest request) {
    var now = clock.instant();
    String label = wanted.label();
    var named =
        label == null
            ? found
            : found.withName(label.isEmpty() ? null : label, request.actor(), now);
    var approval = wanted.approval();
    return approval == null ? named : named.withApproval(approval, request.actor(), now);
  }

  private static Wanted wanted(JsonBody body) {
    String label =
        body.optionalText(LABEL, TeamLabel::isValid, TeamLabel.EXPECTATION)
            .map(text -> TeamLabel.of(text).orElse(""))
            .orElse(null);
    Approval approval =
        body.has(APPROVAL) || !body.has(LABEL) ? body.constant(APPROVAL, Approval.class) : null;
    body.refuseFaults();
    return new Wanted(label, approval);
  }

  private Connection connection(String tenant, String id) {
    return ConnectionId.parse(id)
        .flatMap(parsed -> connections.read(tenant, parsed))
        .orElseThrow(ConnectionChanges::noConnection);
  }

  private static ProblemException noConnection() {
    return new ProblemException(
        Problem.of(ProblemType.NOT_FOUND, "No such connection. GET /connections lists yours."));
  }
}
