package dev.slipway.functions.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.audit.AuditLog;
import dev.slipway.aws.AddressSigner;
import dev.slipway.aws.Backoff;
import dev.slipway.aws.DropPictures;
import dev.slipway.aws.DropUploads;
import dev.slipway.aws.SecretsManagerIntake;
import dev.slipway.aws.Setting;
import dev.slipway.aws.edge.EventReader;
import dev.slipway.aws.edge.EventReader.Trigger;
import dev.slipway.aws.edge.HttpEdge;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.Priming;
import dev.slipway.connections.Connect;
import dev.slipway.connections.Disconnect;
import dev.slipway.connections.MistakenConnections;
import dev.slipway.functions.Deployment;
import dev.slipway.functions.LambdaFrame;
import dev.slipway.leaving.LeavingStore;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.pictures.PictureStore;
import dev.slipway.releases.readiness.ReadinessStore;
import dev.slipway.releases.store.OpenPlans;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Lambda entry of the function api: every route except `POST /connections/{connectionId}/check`.
/// Thread-safe.
public final class ApiHandler implements RequestStreamHandler {
  private final EventReader events;
  private final LambdaFrame frame;
  private final HttpEdge edge;
  private final Router router;
  private final TenantRoutes tenants;

  /// Held here, because Lambda's registry holds it weakly.
  @SuppressWarnings("unused")
  private final Priming priming;

  /// Creates the handler for Lambda.
  public ApiHandler() {
    this(System.getenv(), InstantSource.system());
  }

  /// Builds everything from the environment.
  ///
  /// @throws IllegalArgumentException naming every setting that is missing or malformed
  public ApiHandler(Map<String, String> environment, InstantSource clock) {
    this(environment, clock, Backoff.sleeping());
  }

  ApiHandler(Map<String, String> environment, InstantSource clock, Backoff backoff) {
    var deployment =
        Deployment.of(
            environment,
            clock,
            backoff,
            Setting.STATE_BUCKET,
            Setting.DROP_BUCKET,
            Setting.SECRET_PREFIX,
            Setting.SECRET_KMS_KEY,
            Setting.TENANT_CLAIM,
            Setting.ACT_FOR_TENANTS_SCOPE,
            Setting.APPROVE_SCOPE,
            Setting.CONNECT_SCOPE,
            Setting.RELEASE_SCOPE,
            Setting.EVENT_BUS,
            Setting.QUOTAS,
            Setting.PAGES_URL,
            Setting.RETURN_ORIGINS,
            Setting.STAGE);
    var settings = deployment.settings();
    this.frame = new LambdaFrame(deployment);
    var secrets =
        new SecretsManagerIntake(
            deployment.secretsManager(),
            settings.secretPrefix(),
            backoff,
            settings.secretKmsKey().orElse(null));
    var connections = deployment.connections();
    var releases = deployment.releases();
    var quotas = deployment.quotas();
    var orders = new ReleaseOrders(releases, clock);
    var signer = new AddressSigner(deployment.aws()::s3Presigner);
    var uploads = new DropUploads(deployment.s3(), signer, settings.dropBucket(), backoff);
    var pictures = new DropPictures(deployment.s3(), signer, settings.dropBucket(), backoff);
    this.events = deployment.events();
    this.edge = new HttpEdge(settings.tenantClaim(), settings.actForTenantsScope().orElse(null));
    var disconnect = new Disconnect(connections, secrets, orders, clock);
    var audit = new RequestAudit(new AuditLog(deployment.state()), clock);
    this.tenants = new TenantRoutes(new LeavingStore(deployment.state(), clock), audit);
    var connectionRoutes =
        new ConnectionRoutes(
            connections,
            new Connect(connections, secrets, quotas, clock),
            disconnect,
            new MistakenConnections(deployment.state(), connections, disconnect),
            audit,
            clock);
    var scopes = TokenScopes.of(settings);
    this.router =
        new Router(
            Stream.of(
                    connectionRoutes.routes(),
                    new ConnectLinkRoutes(
                            deployment.connectLinks(), connections, settings, audit, clock)
                        .routes(),
                    new ReadinessRoutes(
                            connections, new ReadinessStore(deployment.state(), clock), quotas)
                        .routes(),
                    new UploadRoutes(connections, uploads, quotas, audit).routes(),
                    new PlanRoutes(
                            connections,
                            new OpenPlans(deployment.state(), releases, quotas, clock),
                            settings.dropBucket(),
                            audit,
                            clock)
                        .routes(),
                    new ReleaseRoutes(
                            releases,
                            orders,
                            new IconAddresses(pictures, clock),
                            new FileViews(deployment.state()),
                            audit)
                        .routes(),
                    audit.routes(),
                    new PictureRoutes(releases, new PictureStore(deployment.state()), pictures)
                        .routes(),
                    new QuotaRoutes(quotas).routes(),
                    tenants.routes(),
                    new RetryRoutes(connections, releases, audit, clock).routes(),
                    new ConnectionChanges(connections, scopes, audit, clock).routes(),
                    new ApprovalRoutes(connections, releases, orders, scopes, audit, clock)
                        .routes())
                .flatMap(List::stream)
                .toList());
    this.priming = Priming.register(() -> prime(settings.tenantClaim()));
  }

  /// Lists the connections of a tenant that does not exist.
  private void prime(String tenantClaim) throws IOException {
    byte[] event =
        """
        {"version":"2.0","routeKey":"GET /connections","rawPath":"/connections","headers":{},
         "requestContext":{"http":{"method":"GET","path":"/connections"},
          "authorizer":{"jwt":{"claims":{"%s":"slipway priming"}}}},"isBase64Encoded":false}
        """
            .formatted(tenantClaim)
            .getBytes(UTF_8);
    answer(events.read(new ByteArrayInputStream(event)), "priming")
        .writeTo(OutputStream.nullOutputStream());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try (var _ = frame.begin(context)) {
      answer(events.read(input), context.getAwsRequestId()).writeTo(output);
    }
  }

  private HttpResponse route(HttpRequest request) {
    String tenant = edge.tenant(request);
    tenants.requireStay(request, tenant);
    return router.answer(request, tenant);
  }

  private HttpResponse answer(Trigger trigger, String requestId) {
    return switch (trigger) {
      case Trigger.Http(var request) -> edge.answer(request, requestId, this::route);
      case Trigger.ObjectsCreated _, Trigger.Wakes _, Trigger.Scheduled _, Trigger.Unknown _ ->
          HttpResponse.problem(
              Problem.of(
                  ProblemType.MALFORMED_REQUEST,
                  "This function only answers requests of the HTTP API."),
              requestId);
    };
  }
}
