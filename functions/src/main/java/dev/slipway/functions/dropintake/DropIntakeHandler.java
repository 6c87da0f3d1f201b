package dev.slipway.functions.dropintake;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.aws.Backoff;
import dev.slipway.aws.DropBucket;
import dev.slipway.aws.Setting;
import dev.slipway.aws.edge.EventReader;
import dev.slipway.aws.edge.EventReader.Trigger;
import dev.slipway.functions.AppleDeployment;
import dev.slipway.functions.Deployment;
import dev.slipway.functions.LambdaFrame;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.intake.Admission;
import dev.slipway.releases.intake.DropIntake;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.reconcile.Invocation;
import dev.slipway.releases.reconcile.Reach;
import dev.slipway.releases.reconcile.Reconciler;
import dev.slipway.releases.slots.IntakeTurns;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.StateStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Lambda entry of the function drop-intake: an object in the drop bucket becomes a release, whose
/// drop is read and checked here; a wake object under `wake/intake/` has this continued, or a plan
/// made; and an hourly schedule finds drops whose event was lost. What passed preflight is left to
/// release-upload. Throws only when Lambda should retry, and for drops without an owner, which end
/// at the failure destination. Thread-safe.
public final class DropIntakeHandler implements RequestStreamHandler {
  private static final Logger LOGGER = System.getLogger(DropIntakeHandler.class.getName());
  private static final String DROP_SWEEP = "drop-sweep";

  private final EventReader events;
  private final LambdaFrame frame;
  private final StateStore state;
  private final DropIntake drops;
  private final DropSweep sweep;
  private final Admission admission;
  private final IntakeTurns turns;
  private final Reconciler reconciler;
  private final ReleaseStore releases;

  /// Creates the handler for Lambda.
  public DropIntakeHandler() {
    this(System.getenv(), InstantSource.system());
  }

  /// Builds everything from the environment; reads no secret.
  ///
  /// @throws IllegalArgumentException naming every setting that is missing or malformed
  public DropIntakeHandler(Map<String, String> environment, InstantSource clock) {
    var deployment =
        Deployment.of(
            environment,
            clock,
            Backoff.sleeping(),
            Setting.STATE_BUCKET,
            Setting.DROP_BUCKET,
            Setting.SECRET_PREFIX,
            Setting.APPLE_URL,
            Setting.EVENT_BUS,
            Setting.QUOTAS,
            Setting.STAGE);
    String dropBucket = deployment.settings().dropBucket();
    var connections = deployment.connections();
    this.frame = new LambdaFrame(deployment);
    this.state = deployment.state();
    this.events = deployment.events();
    this.releases = deployment.releases();
    var bucket = new DropBucket(deployment.s3(), dropBucket, deployment.backoff());
    this.drops = new DropIntake(connections, releases, bucket, dropBucket, clock);
    this.sweep =
        new DropSweep(bucket, drops, releases, new SweepPosition(state), dropBucket, clock);
    this.admission = new Admission(deployment.quotas(), releases, state, clock);
    this.turns = new IntakeTurns(state, releases, clock);
    this.reconciler =
        new AppleDeployment(deployment, Sleeper.real())
            .reconciler(Reach.Intake.of(bucket, bucket, state, connections, clock));
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
      case Trigger.ObjectsCreated(List<Trigger.CreatedObject> objects) -> {
        for (var object : objects) {
          drops
              .receive(object.bucket(), object.version(), object.time())
              .ifPresent(id -> take(id, context));
        }
      }
      case Trigger.Wakes(List<Trigger.Wake> wakes) -> wakes.forEach(wake -> take(wake, context));
      case Trigger.Scheduled(String detailType) when detailType.equals(DROP_SWEEP) ->
          sweep.run(() -> remaining(context));
      case Trigger.Http _, Trigger.Scheduled _, Trigger.Unknown _ ->
          LOGGER.log(Level.WARNING, "Event not understood", Map.of("event", trigger.toString()));
    }
  }

  private void take(Trigger.Wake wake, Context context) {
    switch (wake.kind()) {
      case INTAKE -> {
        // First, so that a wake that is put during this work is not lost with it.
        state.delete(wake.objectKey());
        ReleaseId.parse(wake.id()).ifPresent(id -> take(id, context));
      }
      case CHECK, RELEASE ->
          LOGGER.log(Level.WARNING, "Event not understood", Map.of("event", wake.toString()));
    }
  }

  private void take(ReleaseId id, Context context) {
    var found = releases.read(id);
    if (found.isPresent()
        && found.get().value().state().isOpen()
        && admission.admits(found.get().value())) {
      inTurn(found.get().value(), context);
    }
  }

  private void inTurn(ReleaseRecord release, Context context) {
    String owner = context.getAwsRequestId();
    var turn = turns.enter(release, owner, remaining(context));
    if (turn.isEmpty()) {
      return;
    }
    try {
      reconciler.reconcile(release.id(), new Invocation(owner, () -> remaining(context)));
      admission.countBytes(release);
    } finally {
      turns.giveBack(release, turn.get());
    }
  }

  private static Duration remaining(Context context) {
    return Duration.ofMillis(context.getRemainingTimeInMillis());
  }
}
