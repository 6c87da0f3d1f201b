package dev.slipway.functions.reviewstatus;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.aws.AwsClients;
import dev.slipway.aws.Backoff;
import dev.slipway.aws.EventBridgeAnnouncer;
import dev.slipway.aws.S3StateStore;
import dev.slipway.aws.SecretsManagerKeys;
import dev.slipway.aws.Setting;
import dev.slipway.aws.Settings;
import dev.slipway.aws.edge.EventReader;
import dev.slipway.aws.edge.EventReader.Trigger;
import dev.slipway.aws.logging.EmbeddedMetrics;
import dev.slipway.aws.logging.JsonLog;
import dev.slipway.budgets.KeyBudgets;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.check.AppleKeys;
import dev.slipway.metrics.Metrics;
import dev.slipway.releases.actions.ConnectedAccounts;
import dev.slipway.releases.lane.LaneStore;
import dev.slipway.releases.reconcile.Invocation;
import dev.slipway.releases.reconcile.Reach;
import dev.slipway.releases.reconcile.Reconciler;
import dev.slipway.releases.store.ReleaseStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// Lambda entry of the function review-status: when its schedule says so, everything that is due is
/// looked at. It moves no bytes: where bytes must move it puts a wake object. Thread-safe.
public final class ReviewStatusHandler implements RequestStreamHandler {
  private static final Logger LOGGER = System.getLogger(ReviewStatusHandler.class.getName());
  private static final String SWEEP = "sweep";

  private final EventReader events;
  private final Metrics metrics;
  private final Sweep sweep;

  /// For Lambda.
  public ReviewStatusHandler() {
    this(System.getenv(), InstantSource.system());
  }

  /// Builds everything from the environment; reads no secret.
  ///
  /// @throws IllegalArgumentException naming every setting that is missing or malformed
  public ReviewStatusHandler(Map<String, String> environment, InstantSource clock) {
    JsonLog.install();
    var settings =
        Settings.from(
            environment,
            Setting.STATE_BUCKET,
            Setting.SECRET_PREFIX,
            Setting.APPLE_URL,
            Setting.EVENT_BUS,
            Setting.STAGE);
    this.metrics = EmbeddedMetrics.of(settings, clock);
    var aws = AwsClients.from(environment);
    var announcer = EventBridgeAnnouncer.of(settings, aws, clock);
    var backoff = Backoff.sleeping();
    var state = new S3StateStore(aws.s3(), settings.stateBucket(), backoff);
    var connections = new ConnectionStore(state, clock, announcer, metrics);
    var releases = new ReleaseStore(state, clock, announcer, metrics);
    var keys =
        new AppleKeys(
            new SecretsManagerKeys(aws.secretsManager(), settings.secretPrefix(), backoff), clock);
    var accounts =
        new ConnectedAccounts(
            connections,
            keys,
            new KeyBudgets(state, clock),
            settings.appleUrl(),
            clock,
            Sleeper.real(),
            metrics);
    this.events = new EventReader(settings.stateBucket());
    this.sweep =
        new Sweep(
            releases,
            accounts,
            new Reconciler(
                releases, new LaneStore(state), accounts, new Reach.AppleAlone(), clock, metrics),
            clock,
            metrics);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var trigger = events.read(input);
    try {
      JsonLog.during(
          Map.of("requestId", context.getAwsRequestId()),
          () -> {
            handle(trigger, context);
            return "done";
          });
    } finally {
      metrics.flush();
    }
  }

  private void handle(Trigger trigger, Context context) {
    switch (trigger) {
      case Trigger.Scheduled(String detailType) when detailType.equals(SWEEP) ->
          sweep.run(
              new Invocation(
                  context.getAwsRequestId(),
                  () -> Duration.ofMillis(context.getRemainingTimeInMillis())));
      case Trigger.Scheduled _,
          Trigger.Http _,
          Trigger.ObjectsCreated _,
          Trigger.Wakes _,
          Trigger.Unknown _ ->
          LOGGER.log(Level.WARNING, "Event not understood", Map.of("event", trigger.toString()));
    }
  }
}
