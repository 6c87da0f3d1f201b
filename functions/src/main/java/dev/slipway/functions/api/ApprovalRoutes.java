package dev.slipway.functions.api;

import dev.slipway.actors.Actor;
import dev.slipway.audit.AuditAct;
import dev.slipway.audit.AuditEntry;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.JsonBody;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.functions.api.Router.Route;
import dev.slipway.json.JsonFields;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.ApprovalLedger;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.Documents.Versioned;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The routes by which people agree to plans: they approve a submission, and carry a plan out.
/// Thread-safe.
final class ApprovalRoutes {
  private static final String HASH =
      "Send the hash of the plan that you agree to: GET /releases/{releaseId} shows it as"
          + " plan.hash.";

  /// When the sweep looks at the release, in case the wake object is lost.
  private static final Duration SAFETY = Duration.ofMinutes(6);

  private final ConnectionStore connections;
  private final ReleaseStore releases;
  private final ReleaseOrders orders;
  private final TokenScopes scopes;
  private final RequestAudit audit;
  private final InstantSource clock;

  ApprovalRoutes(
      ConnectionStore connections,
      ReleaseStore releases,
      ReleaseOrders orders,
      TokenScopes scopes,
      RequestAudit audit,
      InstantSource clock) {
    this.connections = connections;
    this.releases = releases;
    this.orders = orders;
    this.scopes = scopes;
    this.audit = audit;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/releases/{releaseId}/submit", this::submit),
        Route.of("POST", "/releases/{releaseId}/carry-out", this::carryOut));
  }

  /// Submits a release although `release.json` said not to, or approves its submission.
  private HttpResponse submit(HttpRequest request, String tenant, String id) {
    var release = read(tenant, id);
    boolean asks = needsApproval(release);
    if (asks) {
      scopes.requireApprove(request);
    } else {
      scopes.requireRelease(request);
    }
    var body = body(request);
    if (!asks && !body.has("planHash")) {
      body.refuseFaults();
      var result = orders.submit(tenant, release.id(), request.actor());
      return ordered(
          tenant,
          audit.entry(request, AuditAct.SUBMIT).withRelease(id),
          result,
          "Only a release in progress that is not submitted yet can be submitted.");
    }
    String hash = planHash(body);
    if (!asks && release.plan().hash() == null && ReleaseOrders.isSubmittable(release)) {
      // Submitting it all the same would send what the caller did not agree to.
      throw notPossible(
          "This release needs no approval, so it has no plan to agree to. Leave planHash out to"
              + " submit it as it is.");
    }
    var result = orders.approve(tenant, release.id(), hash, request.actor());
    return agreed(
        tenant,
        audit
            .entry(request, AuditAct.SUBMIT)
            .withRelease(id)
            .withDetail((asks ? "approved " : "agreed to ") + hash),
        result,
        hash);
  }

  private boolean needsApproval(ReleaseRecord release) {
    var approval = release.approval();
    return (approval != null && approval.required()) || asksForApproval(release.connectionId());
  }

  private boolean asksForApproval(ConnectionId id) {
    return connections.read(id).map(found -> found.approval().asks()).orElse(false);
  }

  /// Makes the release that carries out a plan; or lets one go on whose plan has changed.
  private HttpResponse carryOut(HttpRequest request, String tenant, String id) {
    var release = read(tenant, id);
    String hash = planHash(body(request));
    if (release.hasChangedPlan()) {
      var result = orders.agree(tenant, release.id(), hash, request.actor());
      return agreed(
          tenant,
          audit.entry(request, AuditAct.CARRY_OUT).withRelease(id).withDetail(hash),
          result,
          hash);
    }
    var plan = release.plan();
    if (!plan.wanted() || release.state() != ReleaseState.PLANNED) {
      throw notPossible(
          "Only a plan that was made (PLANNED), or a release whose plan has changed, can be carried"
              + " out.");
    }
    if (plan.hash() == null) {
      throw notPossible(
          "An earlier version of Slipway made this plan, without a hash. Request a new plan of "
              + release.drop().trigger().key()
              + ".");
    }
    if (!hash.equals(plan.hash())) {
      throw changed(hash, plan.hash());
    }
    var carrying = ReleaseId.carryingOut(release.id());
    releases.create(carrying(carrying, release, hash, request.actor()));
    releases.wakeIntake(carrying);
    return ordered(
        tenant,
        audit
            .entry(request, AuditAct.CARRY_OUT)
            .withRelease(carrying.value())
            .withDetail(hash + " of plan " + id),
        ReleaseOrders.Result.ORDERED,
        "");
  }

  private ReleaseRecord carrying(ReleaseId id, ReleaseRecord plan, String hash, Actor actor) {
    var connection =
        connections
            .read(plan.connectionId())
            .filter(found -> found.state() != ConnectionState.DISCONNECTED)
            .orElseThrow(() -> notPossible("The connection of this plan is disconnected."));
    var now = clock.instant();
    var drop = plan.drop();
    // Newer than every drop before it: a person wants it now.
    var received =
        ReleaseRecord.received(
            id,
            plan.connectionId(),
            plan.tenant(),
            new Drop(drop.bucket(), drop.kind(), drop.trigger(), now),
            actor,
            now,
            now.plus(SAFETY));
    return received
        .withApproval(ApprovalLedger.ofPlan(plan.id(), connection.approval().asks()))
        .withPlan(plan.plan().toCarryOut())
        .withOrders(Orders.NONE.agreed(hash, actor))
        .moved(received.status(), now, "Carries out the plan " + plan.id() + ".", actor);
  }

  /// Answers an order that agrees to a plan.
  private HttpResponse agreed(
      String tenant, AuditEntry act, ReleaseOrders.Result result, String hash) {
    String id = act.releaseId();
    if (result == ReleaseOrders.Result.NOT_POSSIBLE_NOW && id != null) {
      var found = read(tenant, id);
      String present = found.plan().hash();
      if (ReleaseOrders.isSubmittable(found)) {
        throw present == null
            ? notPossible(
                "The plan of this release is not made yet. Wait until GET /releases/{releaseId}"
                    + " shows plan.hash.")
            : changed(hash, present);
      }
    }
    return ordered(
        tenant,
        act,
        result,
        "Only a release in progress that is not submitted yet can be approved.");
  }

  /// @param act names the release
  private HttpResponse ordered(
      String tenant, AuditEntry act, ReleaseOrders.Result result, String why) {
    return switch (result) {
      case ORDERED -> {
        audit.write(tenant, act);
        String id = Objects.requireNonNull(act.releaseId(), "the act names its release");
        yield HttpResponse.json(202, JsonFields.with("id", id).put("ordered", true).toMap())
            .with("location", "/releases/" + id);
      }
      case NOT_FOUND -> throw ReleaseRoutes.notFound();
      case NOT_POSSIBLE_NOW -> throw notPossible(why);
    };
  }

  private static ProblemException changed(String agreed, String present) {
    return new ProblemException(
        Problem.at(
            "planHash",
            ProblemType.PLAN_CHANGED,
            "You agree to the plan "
                + agreed
                + ", but the plan of this release is "
                + present
                + " now. Read it again, and agree to that one if it is right."));
  }

  private static ProblemException notPossible(String why) {
    return new ProblemException(Problem.of(ProblemType.NOT_POSSIBLE_NOW, why));
  }

  private static JsonBody body(HttpRequest request) {
    return JsonBody.readOptional(request, "planHash").allow(Set.of("planHash"));
  }

  private static String planHash(JsonBody body) {
    String hash = body.text("planHash", ReleaseRoutes.HAS_VISIBLE_ASCII, HASH);
    body.refuseFaults();
    return hash;
  }

  private ReleaseRecord read(String tenant, String id) {
    return releases
        .read(ReleaseRoutes.release(id))
        .map(Versioned::value)
        .filter(found -> found.tenant().equals(tenant))
        .orElseThrow(ReleaseRoutes::notFound);
  }
}
