package dev.slipway.functions;

import dev.slipway.announcements.Announcer;
import dev.slipway.aws.AwsClients;
import dev.slipway.aws.Backoff;
import dev.slipway.aws.EventBridgeAnnouncer;
import dev.slipway.aws.S3StateStore;
import dev.slipway.aws.Setting;
import dev.slipway.aws.Settings;
import dev.slipway.aws.edge.EventReader;
import dev.slipway.aws.logging.EmbeddedMetrics;
import dev.slipway.aws.logging.JsonLog;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.links.ConnectLinkStore;
import dev.slipway.metrics.Metrics;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.StateStore;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Creates what every function is wired from: settings, AWS clients, the state bucket,
/// announcements and metrics. Reads no secret and makes no calls. Clients are created only when a
/// function asks for them, so that a cold start loads few classes. Thread-safe.
///
/// [AppleDeployment] creates what reads keys and calls Apple; api and apple-webhook cannot use it.
public final class Deployment {
  private final Settings settings;
  private final InstantSource clock;
  private final Backoff backoff;
  private final AwsClients aws;
  private final Announcer announcer;
  private final Metrics metrics;
  private final S3Client s3;
  private final StateStore state;
  private @Nullable SecretsManagerClient secretsManager;
  private @Nullable ConnectionStore connections;
  private @Nullable ConnectLinkStore connectLinks;
  private @Nullable ReleaseStore releases;

  private Deployment(
      Map<String, String> environment, InstantSource clock, Backoff backoff, Settings settings) {
    this.settings = settings;
    this.clock = clock;
    this.backoff = backoff;
    this.metrics = EmbeddedMetrics.of(settings, clock);
    this.aws = AwsClients.from(environment);
    this.announcer = EventBridgeAnnouncer.of(settings, aws, clock);
    this.s3 = aws.s3();
    this.state = new S3StateStore(s3, settings.stateBucket(), backoff);
  }

  /// Reads the environment, and makes [JsonLog] the log of the process.
  ///
  /// @param backoff how calls to AWS are repeated
  /// @param needed the settings of this function; STATE_BUCKET is one of them
  /// @throws IllegalArgumentException naming every setting that is missing or malformed
  public static Deployment of(
      Map<String, String> environment, InstantSource clock, Backoff backoff, Setting... needed) {
    JsonLog.install();
    return new Deployment(environment, clock, backoff, Settings.from(environment, needed));
  }

  public Settings settings() {
    return settings;
  }

  public InstantSource clock() {
    return clock;
  }

  public Backoff backoff() {
    return backoff;
  }

  public AwsClients aws() {
    return aws;
  }

  /// Returns the metrics, which record nothing when the settings name no stage.
  public Metrics metrics() {
    return metrics;
  }

  public S3Client s3() {
    return s3;
  }

  public StateStore state() {
    return state;
  }

  public synchronized SecretsManagerClient secretsManager() {
    if (secretsManager == null) {
      secretsManager = aws.secretsManager();
    }
    return secretsManager;
  }

  /// Returns the connections; their changes are announced when the settings name a bus.
  public synchronized ConnectionStore connections() {
    if (connections == null) {
      connections = new ConnectionStore(state, clock, announcer, metrics);
    }
    return connections;
  }

  /// Returns the connect links; their changes are announced when the settings name a bus.
  public synchronized ConnectLinkStore connectLinks() {
    if (connectLinks == null) {
      connectLinks = new ConnectLinkStore(state, clock, announcer);
    }
    return connectLinks;
  }

  /// Returns the releases; their changes are announced when the settings name a bus.
  public synchronized ReleaseStore releases() {
    if (releases == null) {
      releases = new ReleaseStore(state, clock, announcer, metrics);
    }
    return releases;
  }

  /// Returns the counts of what tenants may have. Requires the setting QUOTAS.
  public QuotaCounts quotas() {
    return new QuotaCounts(state, settings.quotas(), clock);
  }

  public EventReader events() {
    return new EventReader(settings.stateBucket());
  }
}
