package dev.slipway.functions.api;

import dev.slipway.audit.AuditAct;
import dev.slipway.aws.Settings;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.links.ConnectLink;
import dev.slipway.connections.links.ConnectLinkStore;
import dev.slipway.connections.links.LinkId;
import dev.slipway.connections.links.LinkToken;
import dev.slipway.functions.api.Router.Route;
import dev.slipway.json.JsonFields;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The routes by which a tenant makes, reads and withdraws connect links. Thread-safe.
final class ConnectLinkRoutes {
  private final ConnectLinkStore links;
  private final ConnectionStore connections;
  private final @Nullable String pagesUrl;
  private final Set<String> returnOrigins;
  private final RequestAudit audit;
  private final InstantSource clock;

  ConnectLinkRoutes(
      ConnectLinkStore links,
      ConnectionStore connections,
      Settings settings,
      RequestAudit audit,
      InstantSource clock) {
    this.links = links;
    this.connections = connections;
    this.pagesUrl = settings.pagesUrl().orElse(null);
    this.returnOrigins = settings.returnOrigins();
    this.audit = audit;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/connect-links", (request, tenant, _) -> create(request, tenant)),
        Route.of("GET", "/connect-links", (request, tenant, _) -> list(request, tenant)),
        Route.of(
            "GET",
            "/connect-links/{linkId}",
            (_, tenant, id) -> HttpResponse.json(200, read(tenant, id).toApi(clock.instant()))),
        Route.of(
            "DELETE",
            "/connect-links/{linkId}",
            (request, tenant, id) -> revoke(request, tenant, id)));
  }

  private HttpResponse create(HttpRequest request, String tenant) {
    String pages = pagesUrl;
    if (pages == null || returnOrigins.isEmpty()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.NOT_POSSIBLE_NOW,
              "This stack makes no connect links. Ask the operator of Slipway to set the parameter"
                  + " ConnectLinkReturnOrigins, and to host the web pages."));
    }
    // The pages themselves are a place to go back to, for a link that a person of this stack makes.
    var allowed = new TreeSet<>(returnOrigins);
    allowed.add(pages.toLowerCase(Locale.ROOT));
    var terms =
        ConnectLinkRequest.read(request, allowed, id -> connections.read(tenant, id).isPresent());
    var token = LinkToken.create();
    var link = ConnectLink.open(token, tenant, terms, request.actor(), clock.instant());
    links.create(link);
    var act = audit.entry(request, AuditAct.CREATE_CONNECT_LINK).withLink(link.id().value());
    audit.write(tenant, act.withDetail(link.label()));
    var body = new LinkedHashMap<String, @Nullable Object>(link.toApi(clock.instant()));
    // The one answer that contains the token. A browser does not send what follows the # anywhere.
    body.put("url", pages + "/connect.html#" + token.reveal());
    return HttpResponse.json(201, body).with("location", "/connect-links/" + link.id());
  }

  private HttpResponse list(HttpRequest request, String tenant) {
    var query = new PageParameters(request, Set.of("limit", "next"));
    int limit = query.limit();
    String next = query.next("[0-9a-f]{32}");
    query.refuseFaults();
    var page = links.list(tenant, next, limit);
    var now = clock.instant();
    return HttpResponse.json(
        200,
        JsonFields.with("connectLinks", page.links().stream().map(link -> link.toApi(now)).toList())
            .putIfNotNull("next", page.next())
            .toMap());
  }

  private HttpResponse revoke(HttpRequest request, String tenant, String id) {
    var revoked =
        links.revoke(tenant, parse(id), request.actor()).orElseThrow(ConnectLinkRoutes::notFound);
    audit.write(
        tenant,
        audit
            .entry(request, AuditAct.REVOKE_CONNECT_LINK)
            .withLink(revoked.id().value())
            .withDetail(revoked.label()));
    var handIn = revoked.handIn();
    if (handIn != null && revoked.bound() == null) {
      // The check disconnects what the link left unverified.
      connections.wake(handIn.connectionId());
    }
    return HttpResponse.noContent();
  }

  private ConnectLink read(String tenant, String id) {
    return links.read(tenant, parse(id)).orElseThrow(ConnectLinkRoutes::notFound);
  }

  private static LinkId parse(String id) {
    return LinkId.parse(id).orElseThrow(ConnectLinkRoutes::notFound);
  }

  private static ProblemException notFound() {
    return new ProblemException(
        Problem.of(ProblemType.NOT_FOUND, "No such connect link. GET /connect-links lists yours."));
  }
}
