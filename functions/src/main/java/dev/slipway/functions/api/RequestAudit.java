package dev.slipway.functions.api;

import dev.slipway.audit.AuditAct;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditLog;
import dev.slipway.audit.AuditSource;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.functions.api.Router.Route;
import dev.slipway.json.JsonFields;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// Writes what requests did into the tenant's audit log, and shows the log. Thread-safe.
final class RequestAudit {
  private static final String NEXT_FORM = "[0-9]{13}-[a-z2-7]{26}";

  private final AuditLog log;
  private final InstantSource clock;

  RequestAudit(AuditLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(Route.of("GET", "/audit", (request, tenant, _) -> list(request, tenant)));
  }

  /// Returns an act of the caller, to be completed and written.
  AuditEntry entry(HttpRequest request, AuditAct act) {
    String from = request.sourceIp();
    return AuditEntry.of(
        clock.instant(), request.actor(), act, AuditSource.API, from.isEmpty() ? null : from);
  }

  /// Writes an act that took effect.
  void write(String tenant, AuditEntry entry) {
    log.write(tenant, entry);
  }

  private HttpResponse list(HttpRequest request, String tenant) {
    var query = new PageParameters(request, Set.of("limit", "next"));
    int limit = query.limit();
    String next = query.next(NEXT_FORM);
    query.refuseFaults();
    var page = log.list(tenant, next, limit);
    return HttpResponse.json(
        200,
        JsonFields.with("acts", page.entries().stream().map(AuditEntry::toJson).toList())
            .putIfNotNull("next", page.next())
            .toMap());
  }
}
