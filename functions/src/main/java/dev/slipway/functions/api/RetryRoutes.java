package dev.slipway.functions.api;

import dev.slipway.actors.Actor;
import dev.slipway.audit.AuditAct;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.ProblemException;
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
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.Documents.Versioned;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tries a release again that has ended: after a person fixed something at Apple, the same object
/// versions become a new release, so that nobody uploads them again. Thread-safe.
final class RetryRoutes {
  private static final Set<ReleaseState> ENDED =
      Set.of(ReleaseState.NEEDS_ATTENTION, ReleaseState.REJECTED, ReleaseState.CANCELED);

  /// When the sweep looks at the release, in case the wake object is lost.
  private static final Duration SAFETY = Duration.ofMinutes(6);

  private final ConnectionStore connections;
  private final ReleaseStore releases;
  private final RequestAudit audit;
  private final InstantSource clock;

  RetryRoutes(
      ConnectionStore connections, ReleaseStore releases, RequestAudit audit, InstantSource clock) {
    this.connections = connections;
    this.releases = releases;
    this.audit = audit;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(Route.of("POST", "/releases/{releaseId}/retry", this::retry));
  }

  /// Returns whether the release has ended without success, and no other one has taken its place.
  static boolean isRetryable(ReleaseRecord release) {
    return ENDED.contains(release.state())
        && !release.plan().wanted()
        && successor(release) == null
        && (release.state() == ReleaseState.CANCELED || release.orders().cancel() == null);
  }

  private static @Nullable ReleaseId successor(ReleaseRecord release) {
    var cancel = release.orders().cancel();
    var ordered = cancel == null ? null : cancel.successor();
    return ordered == null ? release.status().successor() : ordered;
  }

  private HttpResponse retry(HttpRequest request, String tenant, String id) {
    var before =
        releases
            .read(ReleaseRoutes.release(id))
            .map(Versioned::value)
            .filter(found -> found.tenant().equals(tenant))
            .orElseThrow(ReleaseRoutes::notFound);
    var again = ReleaseId.retrying(before.id());
    boolean isOrdered = again.equals(successor(before));
    if (!isOrdered && !isRetryable(before)) {
      throw notPossible(
          "Only a release that ended without success (NEEDS_ATTENTION, REJECTED, CANCELED) and that"
              + " no other one has replaced can be tried again.");
    }
    if (connections
        .read(before.connectionId())
        .filter(found -> found.state() != ConnectionState.DISCONNECTED)
        .isEmpty()) {
      throw notPossible("The connection of this release is disconnected. Connect it again.");
    }
    releases.create(trying(again, before, request.actor()));
    releases.update(
        before.id(), found -> isRetryable(found) ? replaced(found, again, request) : found);
    releases.wake(before.id());
    releases.wakeIntake(again);
    audit.write(
        tenant,
        audit
            .entry(request, AuditAct.RETRY)
            .withRelease(again.value())
            .withDetail("release " + before.id() + " again"));
    return HttpResponse.json(202, JsonFields.with("id", again).put("ordered", true).toMap())
        .with("location", "/releases/" + again);
  }

  /// Lets the release that is tried again end, in favor of the new one. What it did at Apple stays:
  /// the new one goes on from there.
  private ReleaseRecord replaced(ReleaseRecord found, ReleaseId again, HttpRequest request) {
    var now = clock.instant();
    String reason = "Tried again as release " + again + ".";
    return found.state() == ReleaseState.CANCELED
        ? found.moved(found.status().withSuccessor(again), now, reason, request.actor())
        : found
            .withOrders(
                found
                    .orders()
                    .canceled(new Orders.Cancel(now, reason, true, again, request.actor())))
            .withStatus(found.status().dueAt(now));
  }

  private ReleaseRecord trying(ReleaseId id, ReleaseRecord before, Actor actor) {
    var now = clock.instant();
    var drop = before.drop();
    var approval = before.approval();
    var carriedOut = approval == null ? null : approval.carriesOut();
    // Newer than every drop before it: a person wants it now.
    var received =
        ReleaseRecord.received(
            id,
            before.connectionId(),
            before.tenant(),
            new Drop(
                drop.bucket(),
                drop.kind(),
                drop.trigger(),
                now,
                carriedOut == null ? before.id() : carriedOut),
            actor,
            now,
            now.plus(SAFETY));
    return received.moved(
        received.status(), now, "Tries release " + before.id() + " again.", actor);
  }

  private static ProblemException notPossible(String why) {
    return new ProblemException(Problem.of(ProblemType.NOT_POSSIBLE_NOW, why));
  }
}
