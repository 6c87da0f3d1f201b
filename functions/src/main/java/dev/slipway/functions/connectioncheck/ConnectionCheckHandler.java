package dev.slipway.functions.connectioncheck;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.appstoreconnect.auth.ApiKey;
import dev.slipway.appstoreconnect.auth.IssuerId;
import dev.slipway.appstoreconnect.auth.KeyId;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.http.HttpApiConnection;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.audit.AuditLog;
import dev.slipway.aws.Backoff;
import dev.slipway.aws.DropBucketRemoval;
import dev.slipway.aws.SecretsManagerPromotion;
import dev.slipway.aws.SecretsManagerRemoval;
import dev.slipway.aws.SecretsManagerWebhooks;
import dev.slipway.aws.Setting;
import dev.slipway.aws.edge.EventReader;
import dev.slipway.aws.edge.EventReader.Trigger;
import dev.slipway.aws.edge.HttpEdge;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.Priming;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.budgets.Purpose;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.Disconnect;
import dev.slipway.connections.check.ConnectionCheck;
import dev.slipway.connections.check.KeyCheck;
import dev.slipway.connections.check.LinkedConnections;
import dev.slipway.connections.links.ConnectLinkStore;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.functions.AppleDeployment;
import dev.slipway.functions.Deployment;
import dev.slipway.functions.LambdaFrame;
import dev.slipway.leaving.LeavingStore;
import dev.slipway.leaving.TenantRemoval;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.quotas.TenantQuotas;
import dev.slipway.releases.readiness.AskedApp;
import dev.slipway.releases.readiness.ReadinessStore;
import dev.slipway.releases.readiness.ReadinessWork;
import dev.slipway.releases.store.ConnectionRemains;
import dev.slipway.releases.store.SweepHeartbeat;
import dev.slipway.releases.store.TenantReleases;
import dev.slipway.releases.store.UnderWay;
import dev.slipway.releases.warnings.AppWarningStore;
import dev.slipway.state.StateStore;
import dev.slipway.webhooks.ConcernedReleases;
import dev.slipway.webhooks.DeliveryRepair;
import dev.slipway.webhooks.RegistrationStore;
import dev.slipway.webhooks.RetiredWebhooks;
import dev.slipway.webhooks.SeenDeliveries;
import dev.slipway.webhooks.WebhookRegistration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lambda entry of the function connection-check. Answers `POST /connections/{connectionId}/check`,
/// takes wake objects under `wake/check/`, which request a check, a webhook, an answer about an
/// app's readiness or the removal of a tenant's data, and on schedules checks all connections, or
/// those that are due earlier. Throws only when Lambda should retry. Thread-safe.
public final class ConnectionCheckHandler implements RequestStreamHandler {
  private static final Logger LOGGER = System.getLogger(ConnectionCheckHandler.class.getName());
  private static final String CHECK_ROUTE = "POST /connections/{connectionId}/check";
  private static final String CHECK_ALL = "check-all";
  private static final String CHECK_DUE = "check-due";

  private final EventReader events;
  private final LambdaFrame frame;
  private final HttpEdge edge;
  private final StateStore state;
  private final ConnectionStore connections;
  private final ConnectionCheck check;
  private final CheckRound round;
  private final DueRound due;
  private final @Nullable AppWebhooks webhooks;
  private final ReadinessWork readiness;
  private final RemovalRound removals;
  private final LeavingStore leaving;
  private final TenantRemoval tenants;
  private final ConnectLinkStore links;

  /// Held here, because Lambda's registry holds it weakly.
  @SuppressWarnings("unused")
  private final Priming priming;

  /// Creates the handler for Lambda.
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
    var deployment =
        Deployment.of(
            environment,
            clock,
            backoff,
            Setting.STATE_BUCKET,
            Setting.DROP_BUCKET,
            Setting.SECRET_PREFIX,
            Setting.TENANT_CLAIM,
            Setting.ACT_FOR_TENANTS_SCOPE,
            Setting.APPLE_URL,
            Setting.WEBHOOK_URL,
            Setting.WEBHOOK_SECRET_PREFIX,
            Setting.EVENT_BUS,
            Setting.STAGE);
    var apple = new AppleDeployment(deployment, sleeper);
    var settings = deployment.settings();
    this.frame = new LambdaFrame(deployment);
    this.state = deployment.state();
    this.events = deployment.events();
    this.edge = new HttpEdge(settings.tenantClaim(), settings.actForTenantsScope().orElse(null));
    this.connections = deployment.connections();
    this.links = deployment.connectLinks();
    var remains = new ConnectionRemains(state);
    var secrets =
        new SecretsManagerRemoval(deployment.secretsManager(), settings.secretPrefix(), backoff);
    var disconnect =
        // There are no releases to cancel (UnverifiedConnections), or another class cancels them
        // (TenantRemoval).
        new Disconnect(connections, secrets, (_, _, _, _) -> {}, clock);
    this.check =
        new ConnectionCheck(
            connections,
            apple.keys(),
            new SecretsManagerPromotion(
                deployment.secretsManager(), settings.secretPrefix(), backoff),
            new KeyCheck(
                HttpApiConnection.newHttpClient(),
                settings.appleUrl(),
                apple.budgets(),
                clock,
                sleeper,
                deployment.metrics()),
            new WakeWaitingReleases(deployment.releases()),
            new LinkedConnections(links, connections, disconnect, remains::hasReleases, clock),
            clock);
    this.webhooks =
        settings.webhookUrl().map(url -> appWebhooks(deployment, apple, url)).orElse(null);
    this.readiness =
        new ReadinessWork(connections, apple.accounts(), new ReadinessStore(state, clock), clock);
    this.round =
        new CheckRound(
            connections,
            check,
            webhooks,
            new AppStorefronts(apple.accounts(), new AppWarningStore(state), clock),
            new UnverifiedConnections(disconnect, remains::hasReleases, clock),
            quotaCorrections(deployment),
            links,
            clock);
    this.due = new DueRound(round, new SweepHeartbeat(state), clock);
    this.removals = new RemovalRound(connections, remains, secrets, clock);
    this.leaving = new LeavingStore(state, clock);
    this.tenants =
        new TenantRemoval(
            leaving,
            state,
            connections,
            disconnect,
            secrets,
            new TenantReleases(state, deployment.releases(), clock),
            retired(deployment),
            new DropBucketRemoval(deployment.s3(), settings.dropBucket(), backoff),
            new AuditLog(state),
            clock);
    this.priming = Priming.register(() -> prime(settings.tenantClaim(), clock));
  }

  private static QuotaCorrections quotaCorrections(Deployment deployment) {
    var state = deployment.state();
    var clock = deployment.clock();
    // Nothing is refused here, so that the limits do not matter.
    var counts = new QuotaCounts(state, TenantQuotas.PRESET, clock);
    var underWay = new UnderWay(state, deployment.releases(), counts, clock);
    return new QuotaCorrections(state, deployment.connections(), counts, underWay, clock);
  }

  private static RetiredWebhooks retired(Deployment deployment) {
    return new RetiredWebhooks(
        new RegistrationStore(deployment.state(), deployment.clock()),
        new SecretsManagerWebhooks(
            deployment.secretsManager(),
            deployment.settings().webhookSecretPrefix(),
            deployment.backoff()));
  }

  private static AppWebhooks appWebhooks(Deployment deployment, AppleDeployment apple, String url) {
    var state = deployment.state();
    var clock = deployment.clock();
    var registrations = new RegistrationStore(state, clock);
    var secrets =
        new SecretsManagerWebhooks(
            deployment.secretsManager(),
            deployment.settings().webhookSecretPrefix(),
            deployment.backoff());
    return new AppWebhooks(
        deployment.connections(),
        apple.accounts(),
        new WebhookRegistration(registrations, secrets, url, clock),
        new DeliveryRepair(
            registrations,
            new ConcernedReleases(state, deployment.releases()),
            new SeenDeliveries(state, clock),
            clock),
        new RetiredWebhooks(registrations, secrets));
  }

  /// Checks a connection that does not exist, and signs with a throwaway key.
  private void prime(String tenantClaim, InstantSource clock)
      throws IOException, GeneralSecurityException {
    var id = ConnectionId.of("slipway priming", "no team");
    String path = "/connections/" + id + "/check";
    byte[] event =
        """
        {"version":"2.0","routeKey":"%s","rawPath":"%s","pathParameters":{"connectionId":"%s"},
         "headers":{},"requestContext":{"http":{"method":"POST","path":"%s"},
          "authorizer":{"jwt":{"claims":{"%s":"slipway priming"}}}},"isBase64Encoded":false}
        """
            .formatted(CHECK_ROUTE, path, id, path, tenantClaim)
            .getBytes(UTF_8);
    if (events.read(new ByteArrayInputStream(event)) instanceof Trigger.Http(var request)) {
      edge.answer(request, "priming", this::route).writeTo(OutputStream.nullOutputStream());
    }
    var pair = KeyPairGenerator.getInstance("EC");
    pair.initialize(new ECGenParameterSpec("secp256r1"));
    var key =
        new ApiKey.TeamKey(
            new KeyId("PRIMING000"),
            new IssuerId("00000000-0000-0000-0000-000000000000"),
            pair.generateKeyPair().getPrivate());
    new TokenSource(key, clock).token();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try (var _ = frame.begin(context)) {
      var answer = handle(events.read(input), context);
      if (answer.isPresent()) {
        answer.get().writeTo(output);
      }
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
        links.maintain();
        round.run(null, context::getRemainingTimeInMillis);
        yield Optional.empty();
      }
      case Trigger.Scheduled(String detailType) when detailType.equals(CHECK_DUE) -> {
        leaving.wakeAll();
        due.run(context::getRemainingTimeInMillis);
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
        var app = RegistrationStore.parse(wake.id());
        var asked = AskedApp.ofWake(wake.id());
        var tenant = LeavingStore.ofWake(wake.id());
        if (tenant.isPresent()) {
          tenants.goOn(tenant.get(), context::getRemainingTimeInMillis);
        } else if (asked.isPresent()) {
          readiness.answer(asked.get());
        } else if (app.isPresent()) {
          if (webhooks != null) {
            webhooks.register(app.get());
          }
        } else if (goOn.isPresent()) {
          round.run(goOn.get(), context::getRemainingTimeInMillis);
        } else {
          ConnectionId.parse(wake.id()).ifPresent(id -> check.check(id, Purpose.INTERACTIVE));
        }
      }
      case INTAKE, RELEASE ->
          LOGGER.log(Level.WARNING, "Event not understood", Map.of("event", wake.toString()));
    }
  }

  private HttpResponse route(HttpRequest request) {
    if (!request.routeKey().equals(CHECK_ROUTE)) {
      throw notFound();
    }
    String tenant = edge.tenant(request);
    var id =
        ConnectionId.parse(request.pathParameter("connectionId"))
            .filter(candidate -> connections.read(tenant, candidate).isPresent())
            .orElseThrow(ConnectionCheckHandler::notFound);
    var wanted = CheckRequest.wantedBundleId(request);
    var checked =
        check
            .check(id, wanted.orElse(null), request.actor())
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
        Problem.of(ProblemType.NOT_FOUND, "No such connection. GET /connections lists yours."));
  }
}
