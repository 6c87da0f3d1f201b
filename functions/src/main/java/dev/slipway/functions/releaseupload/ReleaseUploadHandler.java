package dev.slipway.functions.releaseupload;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.appstoreconnect.upload.UploadOptions;
import dev.slipway.appstoreconnect.upload.UrlConnectionTransport;
import dev.slipway.aws.Backoff;
import dev.slipway.aws.DropBucket;
import dev.slipway.aws.Setting;
import dev.slipway.aws.edge.EventReader;
import dev.slipway.aws.edge.EventReader.Trigger;
import dev.slipway.aws.edge.Priming;
import dev.slipway.functions.AppleDeployment;
import dev.slipway.functions.Deployment;
import dev.slipway.functions.LambdaFrame;
import dev.slipway.metrics.MeasuredTransport;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.intake.DropIntake;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.reconcile.Invocation;
import dev.slipway.releases.reconcile.Reach;
import dev.slipway.releases.reconcile.Reconciler;
import dev.slipway.releases.slots.UploadSlots;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.releases.store.ReleaseWake;
import dev.slipway.state.StateStore;
import dev.slipway.webhooks.RegistrationStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Lambda entry of the function release-upload: a wake object under `wake/release/` reconciles a
/// release again. It moves the bytes of releases, and does what follows; drop-intake reads drops.
/// Throws only when Lambda should retry. Thread-safe.
public final class ReleaseUploadHandler implements RequestStreamHandler {
  private static final Logger LOGGER = System.getLogger(ReleaseUploadHandler.class.getName());

  /// A daily event that keeps the snapshot awake. It asks for nothing.
  private static final String PING = "ping-release-upload";

  private final EventReader events;
  private final LambdaFrame frame;
  private final StateStore state;
  private final DropIntake drops;
  private final Reconciler reconciler;
  private final ReleaseStore releases;
  private final @Nullable WantedWebhooks webhooks;
  private final InstantSource clock;

  /// Held here, because Lambda's registry holds it weakly.
  @SuppressWarnings("unused")
  private final Priming priming;

  /// Creates the handler for Lambda.
  public ReleaseUploadHandler() {
    this(System.getenv(), InstantSource.system());
    LastCompiler.log();
  }

  /// Builds everything from the environment; reads no secret.
  ///
  /// @throws IllegalArgumentException naming every setting that is missing or malformed
  public ReleaseUploadHandler(Map<String, String> environment, InstantSource clock) {
    var sleeper = Sleeper.real();
    var deployment =
        Deployment.of(
            environment,
            clock,
            Backoff.sleeping(),
            Setting.STATE_BUCKET,
            Setting.DROP_BUCKET,
            Setting.SECRET_PREFIX,
            Setting.APPLE_URL,
            Setting.PART_HOSTS,
            Setting.UPLOAD_CONCURRENCY,
            Setting.WEBHOOK_URL,
            Setting.EVENT_BUS,
            Setting.STAGE);
    var settings = deployment.settings();
    this.frame = new LambdaFrame(deployment);
    this.clock = clock;
    this.state = deployment.state();
    this.events = deployment.events();
    this.releases = deployment.releases();
    this.webhooks =
        settings.webhookUrl().isPresent()
            ? new WantedWebhooks(releases, new RegistrationStore(state, clock))
            : null;
    var bucket = new DropBucket(deployment.s3(), settings.dropBucket(), deployment.backoff());
    var upload =
        new PartUpload(
            new MeasuredTransport(new UrlConnectionTransport(), deployment.metrics()),
            UploadOptions.defaults(),
            clock,
            sleeper,
            // Not Java's default generator, which continues alike in all functions that are
            // restored from one snapshot (AWS Lambda Developer Guide, SnapStart and uniqueness).
            new SecureRandom());
    this.drops =
        new DropIntake(deployment.connections(), releases, bucket, settings.dropBucket(), clock);
    this.reconciler =
        new AppleDeployment(deployment, sleeper)
            .reconciler(
                Reach.DropsAndApple.of(
                    bucket,
                    state,
                    upload,
                    new PartHosts(settings.partHosts()),
                    new UploadSlots(state, releases, settings.uploadConcurrency(), clock),
                    clock));
    this.priming = Priming.register(this::prime);
  }

  /// Looks at a release that does not exist.
  private void prime() {
    var id = ReleaseId.of("slipway priming", "no drop", "no version");
    reconciler.reconcile(id, new Invocation("priming", () -> Duration.ofMinutes(1)));
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
      // Sent to this function by the rule of the version before, which took drops here.
      case Trigger.ObjectsCreated(List<Trigger.CreatedObject> objects) -> {
        for (var object : objects) {
          drops
              .receive(object.bucket(), object.version(), object.time())
              .ifPresent(releases::wakeIntake);
        }
      }
      case Trigger.Wakes(List<Trigger.Wake> wakes) -> wakes.forEach(wake -> take(wake, context));
      case Trigger.Scheduled(String detailType) when detailType.equals(PING) -> {}
      case Trigger.Http _, Trigger.Scheduled _, Trigger.Unknown _ ->
          LOGGER.log(Level.WARNING, "Event not understood", Map.of("event", trigger.toString()));
    }
  }

  private void take(Trigger.Wake wake, Context context) {
    switch (wake.kind()) {
      case RELEASE -> {
        // First, so that a wake that is put during this work is not lost with it.
        state.delete(wake.objectKey());
        ReleaseWake.parse(wake.id()).ifPresent(asked -> take(asked, context));
      }
      case CHECK, INTAKE ->
          LOGGER.log(Level.WARNING, "Event not understood", Map.of("event", wake.toString()));
    }
  }

  private void take(ReleaseWake wake, Context context) {
    switch (wake.cause()) {
      case WANTED -> reconcile(wake.id(), context);
      case TOLD -> {
        note(
            wake.id(),
            (release, now) ->
                release
                    .withOrders(release.orders().changeNotified(now))
                    .withStatus(release.status().dueAt(now)));
        reconcile(wake.id(), context);
      }
      case HEARD ->
          note(
              wake.id(),
              (release, now) -> release.withOrders(release.orders().webhookReceived(now)));
    }
  }

  /// Notes a change in the record; a release that is over stays as it is.
  private void note(ReleaseId id, BiFunction<ReleaseRecord, Instant, ReleaseRecord> change) {
    releases.update(
        id, release -> release.state().isOpen() ? change.apply(release, clock.instant()) : release);
  }

  private void reconcile(ReleaseId id, Context context) {
    reconciler.reconcile(
        id,
        new Invocation(
            context.getAwsRequestId(),
            () -> Duration.ofMillis(context.getRemainingTimeInMillis())));
    if (webhooks != null) {
      webhooks.askFor(id);
    }
  }
}
