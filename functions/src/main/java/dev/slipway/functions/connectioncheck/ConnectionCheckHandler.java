package dev.slipway.functions.connectioncheck;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.appstoreconnect.http.HttpApiConnection;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.aws.AwsClients;
import dev.slipway.aws.Backoff;
import dev.slipway.aws.EventBridgeAnnouncer;
import dev.slipway.aws.S3StateStore;
import dev.slipway.aws.SecretsManagerKeys;
import dev.slipway.aws.SecretsManagerPromotion;
import dev.slipway.aws.Setting;
import dev.slipway.aws.Settings;
import dev.slipway.aws.edge.EventReader;
import dev.slipway.aws.edge.HttpEdge;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.aws.edge.Trigger;
import dev.slipway.aws.logging.EmbeddedMetrics;
import dev.slipway.aws.logging.JsonLog;
import dev.slipway.budgets.KeyBudgets;
import dev.slipway.budgets.Purpose;
import dev.slipway.connections.AppleKeys;
import dev.slipway.connections.ConnectionCheck;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionState;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.KeyCheck;
import dev.slipway.metrics.Metrics;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.store.ConnectionRemains;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.StateStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lambda entry of the function connection-check. Answers `POST /connections/{connectionId}/check`,
/// takes wake objects under `wake/check/`, and goes over all connections, or over those that are
/// due before, when a schedule says so. Throws only when Lambda should retry. Thread-safe.
public final class ConnectionCheckHandler implements RequestStreamHandler {
  private static final Logger LOGGER = System.getLogger(ConnectionCheckHandler.class.getName());
  private static final String CHECK_ALL = "check-all";
  private static final String CHECK_DUE = "check-due";

  private final EventReader events;
  private final Metrics metrics;
  private final HttpEdge edge;
  private final StateStore state;
  private final ConnectionStore connections;
  private final ConnectionCheck check;
  private final CheckRound round;
  private final RemovalRound removals;

  /// For Lambda.
  public ConnectionCheckHandler() {
    this(System.getenv(), InstantSource.system());
  }

  /// Builds everything from the environment; reads no secret.
  ///
  /// @throws IllegalArgumentException naming every setting that is missing or malformed
  public ConnectionCheckHandler(Map<String, String> environment, InstantSource clock) {
    this(environment, clock, Sleeper.real(), Backoff.sleeping());
  }

  ConnectionCheckHandler(
      Map<String, String> environment, InstantSource clock, Sleeper sleeper, Backoff backoff) {
    JsonLog.install();
    var settings =
        Settings.from(
            environment,
            Setting.STATE_BUCKET,
            Setting.SECRET_PREFIX,
            Setting.TENANT_CLAIM,
            Setting.APPLE_URL,
            Setting.EVENT_BUS,
            Setting.STAGE);
    this.metrics = EmbeddedMetrics.of(settings, clock);
    var aws = AwsClients.from(environment);
    var announcer = EventBridgeAnnouncer.of(settings, aws, clock);
    var secrets = aws.secretsManager();
    this.state = new S3StateStore(aws.s3(), settings.stateBucket(), backoff);
    this.events = new EventReader(settings.stateBucket());
    this.edge = new HttpEdge(settings.tenantClaim());
    this.connections = new ConnectionStore(state, clock, announcer, metrics);
    this.check =
        new ConnectionCheck(
            connections,
            new AppleKeys(new SecretsManagerKeys(secrets, settings.secretPrefix(), backoff), clock),
            new SecretsManagerPromotion(secrets, settings.secretPrefix(), backoff),
            new KeyCheck(
                HttpApiConnection.newHttpClient(),
                settings.appleUrl(),
                new KeyBudgets(state, clock),
                clock,
                sleeper,
                metrics),
            new WakeWaitingReleases(new ReleaseStore(state, clock, announcer, metrics)),
            clock);
    this.round = new CheckRound(connections, check, clock);
    this.removals = new RemovalRound(connections, new ConnectionRemains(state), clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var trigger = events.read(input);
    try {
      var answer =
          JsonLog.during(
              Map.of("requestId", context.getAwsRequestId()), () -> handle(trigger, context));
      if (answer.isPresent()) {
        answer.get().writeTo(output);
      }
    } finally {
      metrics.flush();
    }
  }

  private Optional<HttpResponse> handle(Trigger trigger, Context context) {
    return switch (trigger) {
      case Trigger.Http(HttpRequest request) ->
          Optional.of(edge.answer(request, context.getAwsRequestId(), this::route));
      case Trigger.Wakes(List<Trigger.Wake> wakes) -> {
        for (var wake : wakes) {
          take(wake, context);
        }
        yield Optional.empty();
      }
      case Trigger.Scheduled(String detailType) when detailType.equals(CHECK_ALL) -> {
        removals.run(context::getRemainingTimeInMillis);
        round.run(null, context::getRemainingTimeInMillis);
        yield Optional.empty();
      }
      case Trigger.Scheduled(String detailType) when detailType.equals(CHECK_DUE) -> {
        round.runDue(context::getRemainingTimeInMillis);
        yield Optional.empty();
      }
      case Trigger.Scheduled _, Trigger.ObjectsCreated _, Trigger.Unknown _ -> {
        LOGGER.log(Level.WARNING, "Event not understood", Map.of("event", trigger.toString()));
        yield Optional.empty();
      }
    };
  }

  private void take(Trigger.Wake wake, Context context) {
    switch (wake.kind()) {
      case CHECK -> {
        state.delete(wake.objectKey());
        var goOn = ConnectionStore.roundAfter(wake.id());
        if (goOn.isPresent()) {
          round.run(goOn.get(), context::getRemainingTimeInMillis);
        } else {
          ConnectionId.parse(wake.id()).ifPresent(id -> check.check(id, Purpose.INTERACTIVE));
        }
      }
      case RELEASE ->
          LOGGER.log(Level.WARNING, "Event not understood", Map.of("event", wake.toString()));
    }
  }

  private HttpResponse route(HttpRequest request) {
    var segments = request.segments();
    boolean known =
        segments.size() == 3
            && segments.get(0).equals("connections")
            && segments.get(2).equals("check");
    if (!known) {
      throw notFound();
    }
    if (!request.method().equals("POST")) {
      throw new ProblemException(
          Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Use POST to check a connection."),
          Map.of("allow", "POST"));
    }
    String tenant = edge.tenant(request);
    var id =
        ConnectionId.parse(segments.get(1))
            .filter(candidate -> connections.read(tenant, candidate).isPresent())
            .orElseThrow(ConnectionCheckHandler::notFound);
    var wanted = CheckRequest.wantedBundleId(request);
    var checked =
        check
            .check(id, wanted.orElse(null), Purpose.INTERACTIVE)
            .orElseThrow(ConnectionCheckHandler::notFound);
    if (checked.connection().state() == ConnectionState.DISCONNECTED) {
      throw new ProblemException(
          Problem.of(
              ProblemType.CONNECTION_DISCONNECTED,
              "This connection was disconnected. Connect the team again with its .p8 file."));
    }
    return HttpResponse.json(200, checked.toApi());
  }

  private static ProblemException notFound() {
    return new ProblemException(
        Problem.of(
            ProblemType.NOT_FOUND, "There is no such connection. GET /connections lists yours."));
  }
}
