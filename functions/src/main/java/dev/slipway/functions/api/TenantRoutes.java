package dev.slipway.functions.api;

import dev.slipway.audit.AuditAct;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.JsonBody;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.functions.api.Router.Route;
import dev.slipway.json.JsonFields;
import dev.slipway.leaving.LeavingStore;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.List;
import java.util.Set;

/// Takes the order to remove all of a tenant's data; connection-check carries it out. Until that
/// has ended, nothing else can be ordered for the tenant. Thread-safe.
final class TenantRoutes {
  private static final String LEAVE = "DELETE /tenant";
  private static final String NAME = "tenant";

  private final LeavingStore leaving;
  private final RequestAudit audit;

  TenantRoutes(LeavingStore leaving, RequestAudit audit) {
    this.leaving = leaving;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(Route.of("DELETE", "/tenant", (request, tenant, _) -> leave(request, tenant)));
  }

  /// Refuses what would put new data beside that which is being removed.
  ///
  /// @throws ProblemException when the request is one, and the tenant leaves
  void requireStay(HttpRequest request, String tenant) {
    boolean changes = !request.method().equals("GET") && !request.routeKey().equals(LEAVE);
    if (changes && leaving.isUnderWay(tenant)) {
      throw new ProblemException(
          Problem.of(
              ProblemType.NOT_POSSIBLE_NOW,
              "All data of this organisation is being removed, as requested by DELETE /tenant."
                  + " Wait until that has ended: GET /audit then shows LEFT."));
    }
  }

  private HttpResponse leave(HttpRequest request, String tenant) {
    requireConfirmed(request, tenant);
    var orderedAt = leaving.order(tenant, request.actor());
    audit.write(tenant, audit.entry(request, AuditAct.LEAVE));
    return HttpResponse.json(
        202,
        JsonFields.with(NAME, tenant).put("ordered", true).put("orderedAt", orderedAt).toMap());
  }

  private static void requireConfirmed(HttpRequest request, String tenant) {
    var body = JsonBody.read(request, NAME).allow(Set.of(NAME));
    body.text(
        NAME,
        tenant::equals,
        "All data of your organisation would be removed. To confirm that, send its name as your"
            + " token, or the header Slipway-Tenant, has it.");
    body.refuseFaults();
  }
}
