package dev.slipway.functions.applewebhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.aws.Backoff;
import dev.slipway.aws.SecretsManagerWebhooks;
import dev.slipway.aws.Setting;
import dev.slipway.aws.edge.EventReader;
import dev.slipway.aws.edge.EventReader.Trigger;
import dev.slipway.aws.edge.HttpEdge;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.functions.Deployment;
import dev.slipway.functions.LambdaFrame;
import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonShapeException;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.webhooks.AppPath;
import dev.slipway.webhooks.ConcernedReleases;
import dev.slipway.webhooks.Notification;
import dev.slipway.webhooks.NotificationSignature;
import dev.slipway.webhooks.RegistrationStore.Subject;
import dev.slipway.webhooks.SeenDeliveries;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Lambda entry of the function apple-webhook: `POST /apple/webhooks/{connectionId}/{appId}`, the
/// only route without a token. What is not signed with the connection's secret, or arrives too
/// late, is refused, always with the same answer, so that it does not reveal which connections
/// exist. The function neither calls Apple nor reads a key; it puts wake objects. Thread-safe.
public final class AppleWebhookHandler implements RequestStreamHandler {
  private static final Logger LOGGER = System.getLogger(AppleWebhookHandler.class.getName());

  /// Apple's notifications are smaller than one KiB.
  private static final int LARGEST_BODY_BYTES = 64 * 1024;

  private final LambdaFrame frame;
  private final EventReader events;
  private final HttpEdge edge;
  private final KeptSecrets secrets;
  private final SeenDeliveries seen;
  private final ConcernedReleases releases;

  /// Creates the handler for Lambda.
  public AppleWebhookHandler() {
    this(System.getenv(), InstantSource.system());
  }

  /// Builds everything from the environment; reads no secret.
  ///
  /// @throws IllegalArgumentException naming every setting that is missing or malformed
  public AppleWebhookHandler(Map<String, String> environment, InstantSource clock) {
    var deployment =
        Deployment.of(
            environment,
            clock,
            Backoff.sleeping(),
            Setting.STATE_BUCKET,
            Setting.WEBHOOK_SECRET_PREFIX);
    this.frame = new LambdaFrame(deployment);
    this.events = deployment.events();
    this.edge = new HttpEdge("no token comes here");
    this.secrets =
        new KeptSecrets(
            new SecretsManagerWebhooks(
                deployment.secretsManager(),
                deployment.settings().webhookSecretPrefix(),
                deployment.backoff()),
            clock);
    this.seen = new SeenDeliveries(deployment.state(), clock);
    this.releases = new ConcernedReleases(deployment.state(), deployment.releases());
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
      case Trigger.Http(HttpRequest request) -> edge.answer(request, requestId, this::take);
      case Trigger.ObjectsCreated _, Trigger.Wakes _, Trigger.Scheduled _, Trigger.Unknown _ ->
          HttpResponse.problem(refusal(), requestId);
    };
  }

  private HttpResponse take(HttpRequest request) {
    String signature = request.header(NotificationSignature.HEADER).orElse("");
    // Anybody may call this: what is malformed must cost nothing, least of all a secret's reading.
    var subject =
        AppPath.read(request.pathParameter("connectionId"), request.pathParameter("appId"));
    var body = content(request.body());
    if (!request.method().equals("POST")
        || subject.isEmpty()
        || body.isEmpty()
        || !NotificationSignature.isWellFormed(signature)) {
      throw new ProblemException(refusal());
    }
    boolean ours =
        NotificationSignature.isOurs(
            signature, request.body(), secrets.of(subject.get().connection()));
    if (!ours) {
      throw new ProblemException(refusal());
    }
    notification(body.get()).ifPresent(notification -> act(subject.get(), notification));
    return HttpResponse.noContent();
  }

  /// Reads a body that may be a notification; empty when it is too large, or is not a JSON object.
  private static Optional<JsonObject> content(byte[] body) {
    if (body.length > LARGEST_BODY_BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parse(body));
    } catch (JsonShapeException e) {
      return Optional.empty();
    }
  }

  /// Reads a signed notification; empty for an unknown kind, whose news the poll finds.
  private static Optional<Notification> notification(JsonObject body) {
    try {
      return Optional.of(Notification.read(body));
    } catch (JsonShapeException e) {
      LOGGER.log(Level.WARNING, "Notification not understood", e);
      return Optional.empty();
    }
  }

  private void act(Subject subject, Notification notification) {
    if (seen.isOutOfTime(notification)) {
      throw new ProblemException(refusal());
    }
    if (seen.has(subject.connection(), notification)) {
      // Handled before: Apple, which may have lost our answer, should stop sending it.
      LOGGER.log(Level.INFO, "Notification repeated", fields(subject, notification, 0));
      return;
    }
    var woken = releases.wake(subject.connection(), subject.appId(), notification);
    seen.add(subject.connection(), notification);
    LOGGER.log(Level.INFO, "Notification taken", fields(subject, notification, woken.size()));
  }

  private static Map<String, Object> fields(Subject subject, Notification told, int releases) {
    return Map.of(
        "connectionId", subject.connection().value(),
        "appId", subject.appId(),
        "resource", told.instanceType(),
        "newState", told.newState(),
        "releases", releases);
  }

  private static Problem refusal() {
    return Problem.of(
        ProblemType.WEBHOOK_REFUSED,
        "Only notifications that Apple signed for a webhook of Slipway are accepted here.");
  }
}
