package dev.slipway.functions.reviewstatus;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.aws.Backoff;
import dev.slipway.aws.Setting;
import dev.slipway.aws.edge.EventReader;
import dev.slipway.aws.edge.EventReader.Trigger;
import dev.slipway.functions.AppleDeployment;
import dev.slipway.functions.Deployment;
import dev.slipway.functions.LambdaFrame;
import dev.slipway.releases.reconcile.Invocation;
import dev.slipway.releases.reconcile.Reach;
import dev.slipway.releases.store.SweepHeartbeat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// Lambda entry of the function review-status: on its schedule it looks at everything that is due.
/// It moves no bytes: where bytes must move, it puts a wake object. Thread-safe.
public final class ReviewStatusHandler implements RequestStreamHandler {
  private static final Logger LOGGER = System.getLogger(ReviewStatusHandler.class.getName());
  private static final String SWEEP = "sweep";

  private final EventReader events;
  private final LambdaFrame frame;
  private final Sweep sweep;

  /// Creates the handler for Lambda.
  public ReviewStatusHandler() {
    this(System.getenv(), InstantSource.system());
  }

  /// Builds everything from the environment; reads no secret.
  ///
  /// @throws IllegalArgumentException naming every setting that is missing or malformed
  public ReviewStatusHandler(Map<String, String> environment, InstantSource clock) {
    var deployment =
        Deployment.of(
            environment,
            clock,
            Backoff.sleeping(),
            Setting.STATE_BUCKET,
            Setting.SECRET_PREFIX,
            Setting.APPLE_URL,
            Setting.EVENT_BUS,
            Setting.STAGE);
    var apple = new AppleDeployment(deployment, Sleeper.real());
    this.frame = new LambdaFrame(deployment);
    this.events = deployment.events();
    this.sweep =
        new Sweep(
            deployment.releases(),
            apple.accounts(),
            apple.reconciler(new Reach.AppleAlone()),
            new SweepHeartbeat(deployment.state()),
            clock,
            deployment.metrics());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try (var _ = frame.begin(context)) {
      handle(events.read(input), context);
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
