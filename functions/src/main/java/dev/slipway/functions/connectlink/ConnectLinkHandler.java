package dev.slipway.functions.connectlink;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.audit.AuditAct;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditLog;
import dev.slipway.audit.AuditSource;
import dev.slipway.aws.Backoff;
import dev.slipway.aws.SecretsManagerIntake;
import dev.slipway.aws.Setting;
import dev.slipway.aws.edge.EventReader;
import dev.slipway.aws.edge.EventReader.Trigger;
import dev.slipway.aws.edge.HttpEdge;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.aws.logging.JsonLog;
import dev.slipway.connections.Connect;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.intake.ConnectRequest;
import dev.slipway.connections.links.ConnectLink;
import dev.slipway.connections.links.ConnectLinkStore;
import dev.slipway.connections.links.HandedInKey;
import dev.slipway.connections.links.LinkToken;
import dev.slipway.connections.links.LinkedConnect;
import dev.slipway.functions.Deployment;
import dev.slipway.functions.LambdaFrame;
import dev.slipway.json.JsonFields;
import dev.slipway.leaving.LeavingStore;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lambda entry of the function connect-link: the three routes of a connect link, whose token is in
/// a header. A token that is malformed, unknown, withdrawn or out of time always gets the same
/// answer. The function takes keys in, but neither reads a key nor calls Apple: connection-check
/// does. Thread-safe.
public final class ConnectLinkHandler implements RequestStreamHandler {
  private static final Logger LOGGER = System.getLogger(ConnectLinkHandler.class.getName());

  /// The header with the token.
  public static final String HEADER = "slipway-connect-link";

  private static final String LINK = "GET /connect-link";
  private static final String HAND_IN = "POST /connect-link/connection";
  private static final String HANDED_IN = "GET /connect-link/connection";

  private final LambdaFrame frame;
  private final EventReader events;
  private final HttpEdge edge;
  private final ConnectLinkStore links;
  private final ConnectionStore connections;
  private final LinkedConnect connect;
  private final AuditLog audit;
  private final LeavingStore leaving;
  private final InstantSource clock;

  /// Creates the handler for Lambda.
  public ConnectLinkHandler() {
    this(System.getenv(), InstantSource.system());
  }

  /// Builds everything from the environment; reads no secret.
  ///
  /// @throws IllegalArgumentException naming every setting that is missing or malformed
  public ConnectLinkHandler(Map<String, String> environment, InstantSource clock) {
    this(environment, clock, Backoff.sleeping());
  }

  ConnectLinkHandler(Map<String, String> environment, InstantSource clock, Backoff backoff) {
    var deployment =
        Deployment.of(
            environment,
            clock,
            backoff,
            Setting.STATE_BUCKET,
            Setting.SECRET_PREFIX,
            Setting.SECRET_KMS_KEY,
            Setting.EVENT_BUS,
            Setting.QUOTAS,
            Setting.STAGE);
    var settings = deployment.settings();
    var secrets =
        new SecretsManagerIntake(
            deployment.secretsManager(),
            settings.secretPrefix(),
            backoff,
            settings.secretKmsKey().orElse(null));
    this.frame = new LambdaFrame(deployment);
    this.events = deployment.events();
    this.edge = new HttpEdge("no token comes here");
    this.links = deployment.connectLinks();
    this.connections = deployment.connections();
    this.connect =
        new LinkedConnect(
            links,
            connections,
            new Connect(connections, secrets, deployment.quotas(), clock),
            clock);
    this.audit = new AuditLog(deployment.state());
    this.leaving = new LeavingStore(deployment.state(), clock);
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try (var _ = frame.begin(context)) {
      answer(events.read(input), context.getAwsRequestId()).writeTo(output);
    }
  }

  private HttpResponse answer(Trigger trigger, String requestId) {
    return switch (trigger) {
      case Trigger.Http(HttpRequest request) -> edge.answer(request, requestId, this::route);
      case Trigger.ObjectsCreated _, Trigger.Wakes _, Trigger.Scheduled _, Trigger.Unknown _ ->
          HttpResponse.problem(unknownLink(), requestId);
    };
  }

  private HttpResponse route(HttpRequest request) {
    var link =
        LinkToken.parse(request.header(HEADER).orElse(""))
            .flatMap(links::open)
            .orElseThrow(() -> new ProblemException(unknownLink()));
    try (var _ = JsonLog.during(Map.of("actor", link.holder().text()))) {
      LOGGER.log(Level.INFO, "Connect link used", Map.of("route", request.routeKey()));
      return switch (request.routeKey()) {
        case LINK -> HttpResponse.json(200, view(link));
        case HAND_IN -> handIn(link, request);
        case HANDED_IN -> HttpResponse.json(200, handedIn(link, connection(link)).toApi());
        default -> throw new ProblemException(unknownLink());
      };
    }
  }

  /// What the holder sees of the link: nothing of the tenant but what the link says.
  private Map<String, @Nullable Object> view(ConnectLink link) {
    return JsonFields.with("label", link.label())
        .put("state", link.state(clock.instant()))
        .putIfNotNull("bundleId", link.bundleId())
        .put("renews", link.connectionId() != null)
        .put("expiresAt", link.expiresAt())
        .put("triesLeft", ConnectLink.MOST_TRIES - link.tries())
        .put("handedIn", link.handIn() != null)
        .put("returnUrl", link.returnAddress())
        .toMap();
  }

  private HttpResponse handIn(ConnectLink link, HttpRequest request) {
    if (leaving.isUnderWay(link.tenant())) {
      throw new ProblemException(unknownLink());
    }
    AppleKey key =
        switch (ConnectRequest.readOfLink(
            request.header("content-type").orElse(""), request.body())) {
          case ConnectRequest.Reading.Accepted accepted -> accepted.key();
          case ConnectRequest.Reading.Refused refused ->
              throw new ProblemException(refused.toProblem());
        };
    return switch (connect.handIn(link, key)) {
      case LinkedConnect.Outcome.Accepted(ConnectLink after, Connection connection) -> {
        write(link, request, key, connection);
        yield HttpResponse.json(202, handedIn(after, connection).toApi())
            .with("location", "/connect-link/connection");
      }
      case LinkedConnect.Outcome.Gone() -> throw new ProblemException(unknownLink());
      case LinkedConnect.Outcome.AlreadyConnected() ->
          throw notPossible(
              "This link has connected its team and takes no other key. Ask the sender of the link"
                  + " for a new one if you want to connect another team.");
      case LinkedConnect.Outcome.NoTriesLeft() ->
          throw notPossible(
              "A key was handed in by this link "
                  + ConnectLink.MOST_TRIES
                  + " times, and no more are accepted. Ask the sender of the link for a new one.");
      case LinkedConnect.Outcome.KnownTeam() ->
          throw teamRefused(
              key,
              "The sender of the link knows this team already, and the link is for a new one. Check"
                  + " the Issuer ID; if it is right, ask the sender for a link that renews the"
                  + " connection of this team.");
      case LinkedConnect.Outcome.OtherTeam() ->
          throw teamRefused(
              key,
              "The link renews the connection of another team. Use a key of that team, with its"
                  + " Issuer ID.");
    };
  }

  private void write(ConnectLink link, HttpRequest request, AppleKey key, Connection connection) {
    String from = request.sourceIp();
    audit.write(
        link.tenant(),
        AuditEntry.of(
                clock.instant(),
                link.holder(),
                AuditAct.USE_CONNECT_LINK,
                AuditSource.CONNECT_LINK,
                from.isEmpty() ? null : from)
            .withConnection(connection.id().value())
            .withLink(link.id().value())
            .withDetail("Key ID " + key.keyId()));
  }

  private @Nullable Connection connection(ConnectLink link) {
    var key = link.handIn();
    return key == null ? null : connections.read(link.tenant(), key.connectionId()).orElse(null);
  }

  private static HandedInKey handedIn(ConnectLink link, @Nullable Connection connection) {
    return HandedInKey.of(link, connection)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        ProblemType.NOT_FOUND,
                        "No key of this link is being checked. Hand a key in by POST"
                            + " /connect-link/connection.")));
  }

  private static ProblemException notPossible(String detail) {
    return new ProblemException(Problem.of(ProblemType.NOT_POSSIBLE_NOW, detail));
  }

  private static ProblemException teamRefused(AppleKey key, String detail) {
    return new ProblemException(
        Problem.at(
            key.issuerId() == null ? "keyId" : "issuerId", ProblemType.INVALID_FIELDS, detail));
  }

  private static Problem unknownLink() {
    return Problem.of(
        ProblemType.NOT_FOUND,
        "This link does not work, or not any more. Ask the sender of the link for a new one.");
  }
}
