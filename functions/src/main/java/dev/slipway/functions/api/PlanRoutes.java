package dev.slipway.functions.api;

import dev.slipway.actors.Actor;
import dev.slipway.audit.AuditAct;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.JsonBody;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.drops.DropKey;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.OtherBuild;
import dev.slipway.functions.api.Router.Route;
import dev.slipway.json.JsonFields;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.store.OpenPlans;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// Makes plans on request: what a drop that is already in the bucket would do. drop-intake makes
/// the plan, and the plan is read from its release. Thread-safe.
final class PlanRoutes {
  private static final String KEY =
      "Must be the object key of a release.json or an .ipa in the drop bucket, such as"
          + " <connection id>/<folder>/release.json.";

  /// When the sweep looks at the release, in case the wake object is lost.
  private static final Duration SAFETY = Duration.ofMinutes(6);

  private final ConnectionStore connections;
  private final OpenPlans plans;
  private final String dropBucket;
  private final RequestAudit audit;
  private final InstantSource clock;

  PlanRoutes(
      ConnectionStore connections,
      OpenPlans plans,
      String dropBucket,
      RequestAudit audit,
      InstantSource clock) {
    this.connections = connections;
    this.plans = plans;
    this.dropBucket = dropBucket;
    this.audit = audit;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/releases/plan", (request, tenant, _) -> plan(request, tenant)));
  }

  private HttpResponse plan(HttpRequest request, String tenant) {
    String key = key(request);
    var release =
        switch (DropKey.parse(key)) {
          case DropKey.BareIpa(String connection, String _) ->
              received(tenant, connection, key, Drop.Kind.BARE_IPA, request.actor());
          case DropKey.FolderManifest(String connection, String _) ->
              received(tenant, connection, key, Drop.Kind.FOLDER, request.actor());
          case DropKey.OtherFile(String _, String _, OtherBuild build) ->
              throw invalid("No plan can be made for this object. " + build.message());
          case DropKey.Ignored(DropKey.Reason reason) ->
              throw invalid("No plan can be made for this object. " + reason.message());
        };
    var id = plans.open(release);
    audit.write(
        tenant,
        audit
            .entry(request, AuditAct.PLAN)
            .withConnection(release.connectionId().value())
            .withRelease(id.value())
            .withDetail(key));
    return HttpResponse.json(202, JsonFields.with("id", id).put("ordered", true).toMap())
        .with("location", "/releases/" + id);
  }

  private ReleaseRecord received(
      String tenant, String connectionId, String key, Drop.Kind kind, Actor actor) {
    Connection connection =
        ConnectionId.parse(connectionId)
            .flatMap(id -> connections.read(tenant, id))
            .filter(found -> found.state() != ConnectionState.DISCONNECTED)
            .orElseThrow(
                () -> invalid("The object key must begin with the ID of one of your connections."));
    var now = clock.instant();
    // A plan is a release of its own; the function that may read the bucket finds the
    // version of the object.
    var id = ReleaseId.of(dropBucket, key, "plan " + UUID.randomUUID());
    return ReleaseRecord.received(
            id,
            connection.id(),
            tenant,
            new Drop(dropBucket, kind, new ObjectVersion(key, "", "", 0), now),
            actor,
            now,
            now.plus(SAFETY))
        .withPlan(PlanLedger.WANTED);
  }

  private static String key(HttpRequest request) {
    var body = JsonBody.read(request, "key");
    String key = body.text("key", _ -> true, KEY);
    body.refuseFaults();
    return key;
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(Problem.at("key", ProblemType.INVALID_FIELDS, detail));
  }
}
