package dev.slipway.functions.api;

import dev.slipway.audit.AuditAct;
import dev.slipway.audit.AuditEntry;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.JsonBody;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.connections.ConnectionId;
import dev.slipway.functions.api.Router.Route;
import dev.slipway.json.JsonFields;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.Orders.PhasedOrder;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.store.ReleaseFilter;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.Documents.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The routes of releases: they show releases and write orders into records; other functions carry
/// the orders out. Thread-safe.
final class ReleaseRoutes {
  /// What IDs and hashes contain, and no text that looks empty: infrastructure/openapi.yaml has the
  /// same pattern.
  static final Predicate<String> HAS_VISIBLE_ASCII = Pattern.compile("[!-~]").asPredicate();

  private static final String NEXT_FORM = "[0-9]{13}-[a-z2-7]{26}";

  private final ReleaseStore releases;
  private final ReleaseOrders orders;
  private final IconAddresses icons;
  private final FileViews files;
  private final RequestAudit audit;

  ReleaseRoutes(
      ReleaseStore releases,
      ReleaseOrders orders,
      IconAddresses icons,
      FileViews files,
      RequestAudit audit) {
    this.releases = releases;
    this.orders = orders;
    this.icons = icons;
    this.files = files;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/releases", (request, tenant, _) -> list(request, tenant)),
        Route.of("GET", "/releases/counts", (request, tenant, _) -> counts(request, tenant)),
        Route.of("GET", "/releases/{releaseId}", this::one),
        Route.of(
            "POST",
            "/releases/{releaseId}/cancel",
            (request, tenant, id) ->
                ordered(
                    tenant,
                    id,
                    audit.entry(request, AuditAct.CANCEL),
                    orders.cancel(tenant, release(id), request.actor()),
                    "This release is over and cannot be canceled.")),
        Route.of(
            "POST",
            "/releases/{releaseId}/release",
            (request, tenant, id) ->
                ordered(
                    tenant,
                    id,
                    audit.entry(request, AuditAct.RELEASE),
                    orders.release(tenant, release(id), request.actor()),
                    "Only an approved version that waits for you (PENDING_DEVELOPER_RELEASE) can be"
                        + " released.")),
        Route.of("POST", "/releases/{releaseId}/phased-release", this::phasedRelease));
  }

  private HttpResponse phasedRelease(HttpRequest request, String tenant, String id) {
    var body = JsonBody.read(request, "action");
    var order = body.constant("action", PhasedOrder.class);
    body.refuseFaults();
    var act =
        switch (order) {
          case PAUSE -> AuditAct.PAUSE_PHASED_RELEASE;
          case RESUME -> AuditAct.RESUME_PHASED_RELEASE;
          case COMPLETE -> AuditAct.COMPLETE_PHASED_RELEASE;
        };
    return ordered(
        tenant,
        id,
        audit.entry(request, act),
        orders.phasedRelease(tenant, release(id), order, request.actor()),
        "Only a version on the App Store with a phased release can be paused, resumed or"
            + " completed.");
  }

  private HttpResponse list(HttpRequest request, String tenant) {
    var query =
        new PageParameters(request, Set.of("connection", "app", "state", "text", "limit", "next"));
    int limit = query.limit();
    String next = query.next(NEXT_FORM);
    var filter =
        new ReleaseFilter(
            connection(query),
            query
                .value(
                    "state",
                    ReleaseRoutes::states,
                    "Must be one or more of %s, separated by commas."
                        .formatted(List.of(ReleaseState.values())))
                .orElse(Set.of()),
            query
                .value(
                    "app",
                    given -> Optional.of(given).filter(HAS_VISIBLE_ASCII),
                    "Must be Apple's ID of an app, or a bundle ID such as com.example.app.")
                .orElse(null),
            query
                .value("text", ReleaseRoutes::text, "Must have 1 to 300 characters.")
                .orElse(null));
    query.refuseFaults();
    var page = releases.list(tenant, filter, next, limit);
    return HttpResponse.json(
        200,
        JsonFields.with(
                "releases",
                page.releases().stream()
                    .map(release -> ReleaseView.summary(release, icons.of(release)))
                    .toList())
            .putIfNotNull("next", page.next())
            .toMap());
  }

  private HttpResponse counts(HttpRequest request, String tenant) {
    var query = new PageParameters(request, Set.of("connection", "app"));
    var filter =
        new ReleaseFilter(
            connection(query),
            Set.of(),
            query
                .value(
                    "app",
                    id -> id.matches("[0-9]{1,20}") ? Optional.of(id) : Optional.empty(),
                    "Must be Apple's ID of an app, which has digits only.")
                .orElse(null),
            null);
    query.refuseFaults();
    var counts = releases.count(tenant, filter);
    var byState = new TreeMap<ReleaseState, Integer>(counts.byState());
    return HttpResponse.json(
        200, JsonFields.with("counts", byState).put("complete", counts.isWhole()).toMap());
  }

  private static @Nullable ConnectionId connection(PageParameters query) {
    return query
        .value("connection", ConnectionId::parse, "Must be the ID of a connection.")
        .orElse(null);
  }

  private HttpResponse one(HttpRequest request, String tenant, String id) {
    var query = new PageParameters(request, Set.of("files"));
    boolean withFiles =
        query
            .value(
                "files",
                text -> text.matches("true|false") ? Optional.of(text) : Optional.empty(),
                "Must be true or false.")
            .filter("true"::equals)
            .isPresent();
    query.refuseFaults();
    var release =
        releases
            .read(release(id))
            .map(Versioned::value)
            .filter(found -> found.tenant().equals(tenant))
            .orElseThrow(ReleaseRoutes::notFound);
    var fields = ReleaseView.whole(release, icons.of(release));
    return HttpResponse.json(200, withFiles ? files.addTo(fields, release) : fields);
  }

  private HttpResponse ordered(
      String tenant, String id, AuditEntry act, ReleaseOrders.Result result, String why) {
    return switch (result) {
      case ORDERED -> {
        audit.write(tenant, act.withRelease(id));
        yield HttpResponse.json(202, JsonFields.with("id", id).put("ordered", true).toMap())
            .with("location", "/releases/" + id);
      }
      case NOT_FOUND -> throw notFound();
      case NOT_POSSIBLE_NOW ->
          throw new ProblemException(Problem.of(ProblemType.NOT_POSSIBLE_NOW, why));
    };
  }

  private static Optional<Set<ReleaseState>> states(String text) {
    var names = Set.copyOf(List.of(text.split(",", -1)));
    var states =
        Stream.of(ReleaseState.values())
            .filter(state -> names.contains(state.name()))
            .collect(Collectors.toSet());
    return states.size() == names.size() ? Optional.of(states) : Optional.empty();
  }

  /// Counts code points, as JSON Schema does.
  private static Optional<String> text(String text) {
    return text.isBlank() || text.codePointCount(0, text.length()) > 300
        ? Optional.empty()
        : Optional.of(text.strip());
  }

  static ReleaseId release(String id) {
    return ReleaseId.parse(id).orElseThrow(ReleaseRoutes::notFound);
  }

  static ProblemException notFound() {
    return new ProblemException(
        Problem.of(ProblemType.NOT_FOUND, "No such release. GET /releases lists yours."));
  }
}
